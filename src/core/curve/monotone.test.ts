import fc from '../testing/properties';
import { describe, expect, it } from 'vitest';
import { valueAt } from './monotone';

const rising = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 8 })
  .map((heights) => heights.map((y, index) => ({ x: index / (heights.length - 1), y })));

describe('the monotone curve', () => {
  it('goes through its points and stays between neighbours', () => {
    fc.assert(
      fc.property(rising, fc.double({ min: 0, max: 1, noNaN: true }), (points, x) => {
        for (const point of points) expect(valueAt(points, point.x)).toBeCloseTo(point.y, 9);
        const right = points.findIndex((point) => point.x >= x);
        const ends = [points[Math.max(0, right - 1)]?.y ?? 0, points[right]?.y ?? 0];
        const value = valueAt(points, x);
        expect(value).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(...ends) + 1e-9);
      }),
    );
  });

  it('is the diagonal for two points on it, and level outside its points', () => {
    const straight = [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ];
    for (const x of [0, 0.1, 0.5, 0.93, 1]) expect(valueAt(straight, x)).toBeCloseTo(x, 12);
    const inner = [
      { x: 0.25, y: 0.1 },
      { x: 0.75, y: 0.8 },
    ];
    expect(valueAt(inner, 0)).toBe(0.1);
    expect(valueAt(inner, 1)).toBeCloseTo(0.8, 12);
  });
});
