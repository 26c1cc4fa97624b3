import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MissingResource } from '../../graph/resources';
import type { Pipeline } from '../../pipeline/pipeline';
import { resourcesOf } from '../../programs/resources-in';
import { assetHashes } from '../../testing/resources';
import { startingValues } from '../../testing/values';
import { imageOf, type Library, type Pixels, runOperation, startVips } from '../../testing/vips';
import type { Values } from '../define';
import { imageWatermark } from './image-watermark';
import { textWatermark } from './text-watermark';

let vips: Library;
beforeAll(async () => {
  vips = await startVips();
});
afterAll(() => vips.shutdown());

const [width, height] = [120, 90];

/** A plain picture: what is drawn on it stands out. */
function plain(colour: readonly number[], deep = false): Omit<Pixels, 'format'> {
  const data = new (deep ? Uint16Array : Uint8Array)(width * height * colour.length);
  data.forEach((_, index) => (data[index] = colour[index % colour.length] ?? 0));
  const names = deep ? (['grey16', 'rgb16'] as const) : (['b-w', 'srgb'] as const);
  return {
    data,
    width,
    height,
    bands: colour.length,
    interpretation: names[colour.length < 3 ? 0 : 1],
  };
}

const run = (operation: typeof imageWatermark, values: Values, input: Omit<Pixels, 'format'>) =>
  runOperation(vips, operation, { ...startingValues(operation), ...values }, imageOf(vips, input));

const at = ({ data, bands }: Pixels, x: number, y: number): number[] =>
  Array.from(data.subarray((y * width + x) * bands, (y * width + x + 1) * bands));

/** The box of what is not the plain colour any more, as left, top, right, bottom. */
function boxOf(result: Pixels, colour: readonly number[]): number[] {
  const [xs, ys]: [number[], number[]] = [[], []];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (at(result, x, y).some((value, band) => value !== colour[band])) {
        xs.push(x);
        ys.push(y);
      }
    }
  }
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** The opaque one of 7 × 9 pixels, rows from black to light grey. */
const opaque = { picture: assetHashes[2] ?? '', opacity: 100 };
const blue = [10, 20, 200];

describe('image watermark', () => {
  it('lies at its place, as wide as is said, and nowhere else', () => {
    const values = { ...opaque, size: 10, margin: 10 };
    // 12 pixels wide, so 12 · 9 / 7 = 15 high; the margin is a tenth of 90.
    const boxes = {
      'top-left': [9, 9, 20, 23],
      centre: [54, 38, 65, 52],
      'bottom-right': [99, 66, 110, 80],
    };
    for (const [place, box] of Object.entries(boxes)) {
      const found = boxOf(run(imageWatermark, { ...values, place }, plain(blue)), blue);
      found.forEach((side, index) =>
        expect(Math.abs(side - (box[index] ?? 0))).toBeLessThanOrEqual(1),
      );
    }
  });

  it('lies freely around its middle, also over an edge, and is turned around it', () => {
    const free = { ...opaque, size: 10, margin: 10, place: 'free' };
    const box = (values: Values): number[] =>
      boxOf(run(imageWatermark, { ...free, ...values }, plain(blue)), blue);
    const near = (values: Values, expected: readonly number[]): void =>
      box(values).forEach((side, index) =>
        expect(Math.abs(side - (expected[index] ?? 0))).toBeLessThanOrEqual(1),
      );
    // 12 by 15 pixels around (30, 45).
    near({ at: { x: 0.25, y: 0.5 } }, [24, 38, 35, 52]);
    near({ at: { x: 0.25, y: 0.5 }, turn: 90 }, [23, 39, 37, 50]);
    near({ at: { x: 0.25, y: 0.5 }, turn: -180 }, [24, 38, 35, 52]);
    near({ at: { x: 0, y: 1 } }, [0, 82, 5, 89]);
  });

  it.each([
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ])('stays on the picture when it is one pixel, at %d, %d', (x, y) => {
    const tiny = { ...opaque, size: 1, place: 'free', at: { x, y } };
    // 1 of 120 pixels wide, and 1 high.
    const [column, row] = [x * 119, y * 89];
    expect(boxOf(run(imageWatermark, tiny, plain(blue)), blue)).toEqual([column, row, column, row]);
  });

  it('is mixed by its opacity and its own transparency', () => {
    // 7 of 120 pixels wide: each pixel of the picture as it is, the fifth row at 112.
    const values = { ...opaque, size: (7 / 120) * 100, margin: 0, place: 'top-left' };
    expect(at(run(imageWatermark, values, plain(blue)), 3, 4)).toEqual([112, 112, 112]);
    const half = at(run(imageWatermark, { ...values, opacity: 50 }, plain(blue)), 3, 4);
    expect(half).toEqual([61, 66, 156]);
    const clear = { ...values, picture: assetHashes[1] ?? '', size: 10 };
    // 12 pixels of the other one; its first column is transparent, the second a third opaque.
    const result = run(imageWatermark, clear, plain(blue));
    expect(at(result, 0, 3)).toEqual(blue);
    expect(at(result, 1, 3)).toEqual([10 + 220 / 3, 20 + 70 / 3, 200 - 160 / 3].map(Math.round));
    expect(at(result, 5, 3)).toEqual([230, 90, 40]);
  });

  it('gives colour to grey pictures and has 16 bits where they have', () => {
    const values = { picture: assetHashes[1] ?? '', size: 10, margin: 0, place: 'top-left' };
    const grey = run(imageWatermark, { ...values, opacity: 100 }, plain([77]));
    expect([grey.bands, at(grey, 5, 3), at(grey, 60, 60)]).toEqual([
      3,
      [230, 90, 40],
      [77, 77, 77],
    ]);
    const deep = run(imageWatermark, { ...values, opacity: 100 }, plain([1000, 2000, 3000], true));
    expect(at(deep, 5, 3)).toEqual([230, 90, 40].map((value) => value * 257));
  });

  it('shows on what is transparent, and leaves the rest transparent', () => {
    const values = { picture: assetHashes[1] ?? '', opacity: 100, size: 10, margin: 0 };
    const result = run(imageWatermark, { ...values, place: 'top-left' }, plain([0, 0, 0, 0]));
    expect(at(result, 5, 3)).toEqual([230, 90, 40, 255]);
    expect(at(result, 60, 60)).toEqual([0, 0, 0, 0]);
  });

  it('covers the picture in rows when it repeats', () => {
    const result = run(imageWatermark, { ...opaque, size: 5, tile: true }, plain(blue));
    const [left, top, right, bottom] = boxOf(result, blue);
    expect([left, top]).toEqual([0, 0]);
    // 6 pixels and a gap of 6; 8 pixels and a gap of 16.
    expect(right).toBeGreaterThan(width - 12);
    expect(bottom).toBeGreaterThan(height - 24);
  });

  it('is never higher than the picture', () => {
    const [, top, , bottom] = boxOf(
      run(imageWatermark, { ...opaque, size: 100, margin: 0 }, plain(blue)),
      blue,
    );
    expect([top, bottom]).toEqual([0, height - 1]);
  });

  it('says which picture is missing', () => {
    const hash = 'ab'.repeat(32);
    expect(() => run(imageWatermark, { picture: hash }, plain(blue))).toThrow(MissingResource);
  });
});

describe('text watermark', () => {
  it('keeps grey pictures grey for grey ink, and turns them to colour for another', () => {
    const white = run(textWatermark, { size: 50, opacity: 100 }, plain([0]));
    expect([white.bands, Math.max(...white.data)]).toEqual([1, 255]);
    const red = run(textWatermark, { opacity: 100, colour: '#ff0000' }, plain([0]));
    expect([red.bands, red.interpretation]).toEqual([3, 'srgb']);
  });

  it('is as high as is said', () => {
    const values = { text: '|', size: 50, margin: 0, place: 'top-left', opacity: 100 };
    const [, top = 0, , bottom = 0] = boxOf(run(textWatermark, values, plain(blue)), blue);
    // The bar reaches from near the ascent to near the descent of a line of 45 pixels.
    expect(top).toBeLessThan(12);
    expect(bottom).toBeGreaterThan(36);
    expect(bottom).toBeLessThan(45);
  });
});

describe('text of several lines', () => {
  const values = { size: 20, opacity: 100, margin: 10, text: 'H\nHH' };
  const box = (more: Values): number[] =>
    boxOf(run(textWatermark, { ...values, ...more }, plain(blue)), blue);
  const near = (found: readonly number[], expected: readonly number[], by: number): void =>
    found.forEach((side, index) =>
      expect(Math.abs(side - (expected[index] ?? 0))).toBeLessThanOrEqual(by),
    );

  it('is as high as its lines, each as high as is said', () => {
    const [, top = 0, , bottom = 0] = box({ place: 'top-left' });
    const [, , , first = 0] = box({ place: 'top-left', text: 'H' });
    // A line of 18 pixels.
    expect(bottom - first).toBeGreaterThanOrEqual(17);
    expect(bottom - first).toBeLessThanOrEqual(19);
    expect(top).toBeGreaterThanOrEqual(9);
  });

  it('stands where it stood, whatever is around it', () => {
    for (const place of ['top-left', 'bottom-right', 'centre', 'free']) {
      const bare = box({ place, edge: 'none' });
      const [left = 0, top = 0, right = 0, bottom = 0] = bare;
      const outlined = box({ place, edge: 'outline', edgeSize: 10 });
      // A tenth of 18 pixels on each side.
      near(outlined, [left - 2, top - 2, right + 2, bottom + 2], 1);
      const turned = box({ place, turn: 45, edge: 'none' });
      const [l = 0, t = 0, r = 0, b = 0] = turned;
      const both = box({ place, turn: 45, edge: 'outline', edgeSize: 10 });
      near(both, [l - 2, t - 2, r + 2, b + 2], 2);
    }
  });

  it('has its edge in another colour, outside of the letters', () => {
    const black = plain([0, 0, 0]);
    const edge = { edge: 'outline', edgeSize: 10, edgeColour: '#ff0000', colour: '#00ff00' };
    const result = run(textWatermark, { ...values, ...edge, place: 'centre' }, black);
    const all = Array.from({ length: width * height }, (_, index) =>
      at(result, index % width, Math.floor(index / width)),
    );
    const count = (red: boolean, green: boolean): number =>
      all.filter(([r = 0, g = 0]) => r > 200 === red && g > 200 === green).length;
    expect(count(true, false)).toBeGreaterThan(20);
    expect(count(false, true)).toBeGreaterThan(20);
    expect(count(true, true)).toBe(0);
  });
});

describe('what a pipeline brings along', () => {
  const step = (id: string, operation: typeof imageWatermark, values: Values, enabled = true) => ({
    kind: 'known' as const,
    id,
    operation: operation.id,
    enabled,
    values: { ...startingValues(operation), ...values },
  });

  it('is each text and picture of the steps that do something, once', () => {
    const hash = assetHashes[1] ?? '';
    const pipeline: Pipeline = {
      name: 'Marks',
      steps: [
        step('a', imageWatermark, { picture: hash }),
        step('b', imageWatermark, { picture: hash, size: 50 }),
        step('c', imageWatermark, { picture: assetHashes[2] ?? '' }, false),
        step('d', textWatermark, { text: 'Signed' }),
        step('e', textWatermark, { text: '' }),
      ],
    };
    expect(resourcesOf(pipeline)).toEqual([
      { kind: 'asset', hash },
      { kind: 'text', text: 'Signed' },
    ]);
  });
});
