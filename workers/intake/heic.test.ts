import { expect, test, vi } from 'vitest';
import { matrixProfile, srgbCurve } from '../../src/core/colour/icc-writer';
import { srgbPrimaries } from '../../src/core/colour/primaries';
import { joinBytes } from '../../src/core/base/join-bytes';
import { box } from '../../src/core/source/tiny-files';
import { heic, sides } from '../../src/core/source/iso/tiny-heic';
import { profileIn } from './heic';

vi.mock('libheif-js/libheif-wasm/libheif.wasm?url', () => ({ default: '' }));

const profile = matrixProfile(srgbPrimaries, srgbCurve);
const foreign = matrixProfile(srgbPrimaries, [1.5]);

const boxOf = (content: Uint8Array, kind = 'prof'): Uint8Array => box('colr', kind, content);

/** A file whose picture has a box of colours; another one's stands before it. */
const fileOf = (colours: Uint8Array): Uint8Array =>
  heic(
    [boxOf(foreign), sides(8, 8), colours],
    [
      { id: 2, kind: 'hvc1', own: [1, 2] },
      { id: 1, kind: 'hvc1', own: [2, 3] },
    ],
  );

test('a profile is cut to its own length, whatever its box holds besides', () => {
  expect(profileIn(fileOf(boxOf(profile)))).toEqual(profile);
  expect(profileIn(fileOf(boxOf(profile, 'rICC')))).toEqual(profile);
  expect(profileIn(fileOf(boxOf(joinBytes(profile, Uint8Array.of(0, 0)))))).toEqual(profile);
});

test('a profile that is cut off, or none, is left out', () => {
  expect(profileIn(fileOf(boxOf(profile.subarray(0, 200))))).toBeNull();
  expect(profileIn(fileOf(boxOf(new Uint8Array(300))))).toBeNull();
  expect(profileIn(fileOf(boxOf(new Uint8Array(2))))).toBeNull();
  expect(profileIn(new Uint8Array(300))).toBeNull();
});

test('a profile of another picture is none of this one', () => {
  expect(profileIn(fileOf(box('colr', 'nclx', new Uint8Array(7))))).toBeNull();
});

test('a grid has the profile of its tiles', () => {
  const tiled = heic(
    [sides(8, 8), boxOf(profile)],
    [
      { id: 1, kind: 'grid', own: [1] },
      { id: 2, kind: 'hvc1', own: [1, 2] },
    ],
    { references: [['dimg', 1, 2]] },
  );
  expect(profileIn(tiled)).toEqual(profile);
});
