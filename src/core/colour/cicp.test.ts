import type Vips from 'wasm-vips';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { record } from '../graph/picture';
import { prepare } from '../graph/prepare';
import { imageOf, type Library, runBlock, startVips } from '../testing/vips';
import { type CodedColour, codedProfile, isHdr } from './cicp';
import { isSrgbProfile } from './icc-profile';
import { toneMapping } from './tone-mapping';

let vips: Library;
beforeAll(async () => (vips = await startVips()));
afterAll(() => vips.shutdown());

type Rgb = readonly [number, number, number];

function withProfile(image: Vips.Image, profile: Uint8Array | null): Vips.Image {
  if (profile === null) return image;
  const told = image.copy();
  told.setBlob('icc-profile-data', profile);
  image.delete();
  return told;
}

/** What pixels of these codes become when they are opened. */
function shown(colour: CodedColour, pixels: readonly Rgb[]): Rgb[] {
  const data = Uint8Array.from(pixels.flat());
  const image = imageOf(vips, {
    ...{ data, width: pixels.length, height: 1, bands: 3, interpretation: 'srgb' },
  });
  const told = withProfile(image, codedProfile(colour, 'rgb'));
  const result = runBlock(vips, record(prepare), told);
  return pixels.map((_, index) => [
    result.data[3 * index] ?? 0,
    result.data[3 * index + 1] ?? 0,
    result.data[3 * index + 2] ?? 0,
  ]);
}

function shownGrey(colour: CodedColour, codes: readonly number[]): number[] {
  const image = imageOf(vips, {
    ...{ data: Uint8Array.from(codes), width: codes.length, height: 1, bands: 1 },
    interpretation: 'b-w',
  });
  const told = withProfile(image, codedProfile(colour, 'grey'));
  return [...runBlock(vips, record(prepare), told).data];
}

const greys = [32, 64, 96, 128, 160, 192, 224, 255] as const;
const sameInAll = (code: number): Rgb => [code, code, code];

function farthest(got: readonly Rgb[], wanted: readonly Rgb[]): number {
  const apart = got.flatMap((pixel, index) =>
    pixel.map((value, band) => Math.abs(value - (wanted[index]?.[band] ?? NaN))),
  );
  return Math.max(...apart);
}

describe('coded colour as Chromium shows it', () => {
  test.each([
    [1, [20, 54, 87, 121, 155, 189, 222, 255]],
    [4, [26, 62, 96, 129, 161, 193, 225, 255]],
    [5, [10, 40, 72, 106, 142, 179, 217, 255]],
    [7, [50, 81, 112, 141, 170, 199, 228, 255]],
    [8, [99, 137, 165, 188, 208, 225, 241, 255]],
    [17, [15, 48, 83, 118, 154, 191, 228, 255]],
    [16, [5, 30, 70, 132, 213, 255, 255, 255]],
    [18, [14, 43, 71, 99, 135, 189, 228, 255]],
  ])('greys of transfer %d', (transfer, wanted) => {
    const primaries = transfer > 15 && transfer !== 17 ? 9 : 1;
    const codes = greys.map(sameInAll);
    expect(farthest(shown({ primaries, transfer }, codes), wanted.map(sameInAll))).toBeLessThan(2);
    const alone = shownGrey({ primaries, transfer }, greys);
    expect(farthest(alone.map(sameInAll), wanted.map(sameInAll))).toBeLessThan(2);
  });

  const orange: Rgb = [200, 100, 50];
  test.each<[number, Rgb]>([
    [4, [232, 93, 30]],
    [5, [203, 100, 51]],
    [6, [196, 102, 49]],
    [8, [222, 92, 32]],
    [9, [241, 76, 29]],
    [11, [211, 93, 32]],
    [12, [215, 93, 31]],
    [22, [202, 102, 49]],
  ])('orange in primaries %d', (primaries, wanted) => {
    expect(farthest(shown({ primaries, transfer: 13 }, [orange]), [wanted])).toBeLessThan(2);
  });

  test.each<[number, number, Rgb, Rgb]>([
    [9, 16, [128, 0, 0], [167, 0, 0]],
    [12, 16, [128, 0, 0], [145, 0, 0]],
    [9, 18, [200, 100, 50], [230, 48, 17]],
    [12, 18, [200, 100, 50], [202, 71, 18]],
  ])('HDR colours of primaries %d and transfer %d', (primaries, transfer, code, wanted) => {
    // The largest step is where a table of 33 places is mixed.
    expect(farthest(shown({ primaries, transfer }, [code]), [wanted])).toBeLessThan(5);
  });
});

test('what says sRGB, or nothing that is known, changes no byte', () => {
  for (const colour of [
    { primaries: 1, transfer: 13 },
    { primaries: 2, transfer: 2 },
    { primaries: 99, transfer: 99 },
  ]) {
    expect(codedProfile(colour, 'rgb')).toBeNull();
    expect(codedProfile(colour, 'grey')).toBeNull();
  }
  const p3 = codedProfile({ primaries: 12, transfer: 13 }, 'rgb');
  expect(p3 && isSrgbProfile(p3)).toBe(false);
});

test('PQ and HLG are HDR', () => {
  const transfers = Array.from({ length: 20 }, (_, transfer) => transfer);
  expect(transfers.filter((transfer) => isHdr({ primaries: 9, transfer }))).toEqual([16, 18]);
});

test.each([100, 203, 400, 1_000, 4_000])('light up to %d grows to white without a jump', (peak) => {
  const mapped = toneMapping(peak);
  let before = 0;
  for (let light = 0.01; light < 21; light += 0.01) {
    const now = mapped(light);
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now - before).toBeLessThan(0.0101);
    before = now;
  }
  expect(before).toBe(1);
});
