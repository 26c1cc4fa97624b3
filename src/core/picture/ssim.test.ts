import { describe, expect, it } from 'vitest';
import { similarity } from './ssim';

const band = (value: (x: number, y: number) => number, width = 32, height = 24) => ({
  width,
  height,
  data: Float64Array.from({ length: width * height }, (_, index) =>
    value(index % width, Math.floor(index / width)),
  ),
});
const waves = band((x, y) => 128 + 90 * Math.sin(x / 3) * Math.cos(y / 5));

describe('structural similarity', () => {
  it('is 1 for the same picture and symmetric', () => {
    expect(similarity(waves, waves)).toEqual({ mean: 1, worst: 1 });
    const other = band((x, y) => 100 + 3 * x + y);
    expect(similarity(waves, other)).toEqual(similarity(other, waves));
  });

  it('follows the formula for flat pictures: only their means count', () => {
    const [a, b] = [100, 140];
    const c1 = 6.5025;
    const expected = (2 * a * b + c1) / (a * a + b * b + c1);
    expect(
      similarity(
        band(() => a),
        band(() => b),
      ).mean,
    ).toBeCloseTo(expected, 12);
  });

  it('finds the one window that is wrong', () => {
    const spot = { ...waves, data: waves.data.slice() };
    for (let y = 8; y < 16; y += 1) spot.data.fill(255, y * 32 + 8, y * 32 + 16);
    const { mean, worst } = similarity(waves, spot);
    expect(mean).toBeGreaterThan(0.7);
    expect(worst).toBeLessThan(0.3);
  });

  it('is negative for a negative, and refuses other sizes', () => {
    const negative = { ...waves, data: waves.data.map((value) => 255 - value) };
    expect(similarity(waves, negative).mean).toBeLessThan(0);
    expect(() =>
      similarity(
        waves,
        band(() => 0, 31),
      ),
    ).toThrow(RangeError);
  });
});
