import { describe, expect, it } from 'vitest';
import { rasterise } from './rasterise';

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
