import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lettering } from '../testing/resources';
import { type Library, read, startVips } from '../testing/vips';
import { rasterise } from './rasterise';

let vips: Library;
beforeAll(async () => {
  vips = await startVips();
});
afterAll(() => vips.shutdown());

const drawn = (text: string) => read(vips, vips.Image.newFromBuffer(lettering.png(text)));
const ink = (text: string): number =>
  Array.from(drawn(text).data).reduce((sum, value) => sum + value, 0) / 255;

describe('drawing outlines', () => {
  it('covers a square by exactly what lies in each pixel', () => {
    const square = [
      [0.5, 0.25],
      [2.5, 0.25],
      [2.5, 2],
      [0.5, 2],
    ] as const;
    const { data } = rasterise([square], 4, 3);
    expect([...data]).toEqual([96, 191, 96, 0, 128, 255, 128, 0, 0, 0, 0, 0]);
  });

  it('covers a triangle by its area, whichever way it runs', () => {
    const triangle = [
      [1, 1],
      [31, 4],
      [9, 27],
    ] as const;
    // Half the cross product of two sides.
    const area = Math.abs(30 * 26 - 8 * 3) / 2;
    for (const outline of [triangle, triangle.toReversed()]) {
      const { data } = rasterise([outline], 32, 32);
      expect(data.reduce((sum, value) => sum + value, 0) / 255).toBeCloseTo(area, 0);
    }
  });

  it('cuts holes that run the other way', () => {
    const square = (from: number, to: number) =>
      [
        [from, from],
        [to, from],
        [to, to],
        [from, to],
      ] as const;
    const { data } = rasterise([square(0, 6), square(2, 4).toReversed()], 6, 6);
    expect(data[2 * 6 + 2]).toBe(0);
    expect(data[6 + 1]).toBe(255);
  });
});

describe('a line of text', () => {
  it('is a grey picture as wide as its letters, always as high', () => {
    const [one, two] = [drawn('n'), drawn('nn')];
    expect(one).toMatchObject({ bands: 1, format: 'uchar', interpretation: 'b-w' });
    expect(two.height).toBe(one.height);
    expect(Math.abs(two.width - 2 * one.width)).toBeLessThanOrEqual(1);
    // Inter's ascent and descent: 0.96875 + 0.2412 of the em of 96 pixels.
    expect(one.height).toBe(117);
  });

  it('has about twice the ink for twice the letters, and none for a space', () => {
    expect(ink('oo') / ink('o')).toBeCloseTo(2, 1);
    expect(ink(' ')).toBe(0);
    expect(ink('|')).toBeGreaterThan(200);
  });

  it('draws a box for what the font lacks, and stays within its width for long lines', () => {
    expect(ink('漢')).toBeGreaterThan(100);
    expect(drawn('W'.repeat(100)).width).toBeLessThanOrEqual(6001);
  });

  it('tells how wide it is without being drawn', () => {
    for (const text of ['n', 'Result after step 3', '—']) {
      const { width, height } = drawn(text);
      expect(Math.abs(lettering.widthOf(text) * height - width), text).toBeLessThanOrEqual(1);
    }
  });

  it('is the same bytes every time', () => {
    expect(lettering.png('© Añejo 2026')).toEqual(lettering.png('© Añejo 2026'));
  });
});
