import { expect, test, vi } from 'vitest';
import { matrixProfile, srgbCurve } from '../src/core/colour/icc-writer';
import { srgbPrimaries } from '../src/core/colour/primaries';
import { bigEndian, joinBytes, latinBytes } from '../src/core/metadata/join-bytes';
import { profileIn } from './heic';

vi.mock('libheif-js/libheif-wasm/libheif.wasm?url', () => ({ default: '' }));

const profile = matrixProfile(srgbPrimaries, srgbCurve);

const boxOf = (content: Uint8Array): Uint8Array =>
  joinBytes(bigEndian(12 + content.length, 4), latinBytes('colrprof'), content, latinBytes('next'));

test('a profile is cut to its own length, whatever its box holds besides', () => {
  expect(profileIn(boxOf(profile))).toEqual(profile);
  expect(profileIn(boxOf(joinBytes(profile, Uint8Array.of(0, 0))))).toEqual(profile);
});

test('a profile that is cut off, or none, is left out', () => {
  expect(profileIn(boxOf(profile.subarray(0, 200)))).toBeNull();
  expect(profileIn(boxOf(new Uint8Array(300)))).toBeNull();
  expect(profileIn(new Uint8Array(300))).toBeNull();
});
