import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageOf, type Library, type Pixels, runOperation, startVips } from '../../testing/vips';
import { initialValues, type Values } from '../define';
import { evenLight } from './even-light';

let vips: Library;
beforeAll(async () => {
  vips = await startVips();
});
afterAll(() => vips.shutdown());

const run = (values: Values, input: Omit<Pixels, 'format'>): Pixels =>
  runOperation(vips, evenLight, { ...initialValues(evenLight), ...values }, imageOf(vips, input));

describe('even light', () => {
  /** A page lit from the left, from `bright` to half of it, with lines of ink of a fifth of its light. */
  const page = (deep: boolean) => {
    const [width, height, white] = [300, 200, deep ? 65535 : 255];
    const data = new (deep ? Uint16Array : Uint8Array)(width * height);
    for (let index = 0; index < data.length; index += 1) {
      const [x, y] = [index % width, Math.floor(index / width)];
      const light = 0.8 * (1 - (0.5 * x) / width);
      data[index] = Math.round(white * light * (y % 25 < 4 ? 0.2 : 1));
    }
    return { data, width, height, bands: 1, interpretation: deep ? 'grey16' : 'b-w' };
  };

  it.each([false, true])(
    'makes a page lit from the side white everywhere (16 bits: %s)',
    (deep) => {
      const { data, width, height } = run({ strength: 100, radius: 20 }, page(deep));
      const white = deep ? 65535 : 255;
      const shares = (row: number) =>
        [30, 150, 270].map((x) => (data[row * width + x] ?? 0) / white);
      for (const share of shares(Math.round(height / 2) + 12)) expect(share).toBeGreaterThan(0.97);
      // Ink stays ink, as dark at both ends of the page.
      const [left = 0, , right = 1] = shares(102);
      expect(left).toBeLessThan(0.3);
      expect(Math.abs(left - right)).toBeLessThan(0.03);
    },
  );

  it('lightens by its limit at most, and by half of that at half its strength', () => {
    const flat = { data: new Uint8Array(100).fill(10), width: 10, height: 10, bands: 1 };
    const dark = { ...flat, interpretation: 'b-w' };
    expect(run({ strength: 100, limit: 2 }, dark).data[55]).toBe(40);
    expect(run({ limit: 2, strength: 50 }, dark).data[55]).toBe(25);
    const grey = { ...dark, data: new Uint8Array(100).fill(128) };
    expect(run({ strength: 100, limit: 4 }, grey).data[55]).toBeGreaterThan(252);
  });
});
