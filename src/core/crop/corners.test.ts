import { describe, expect, it } from 'vitest';
import fc from '../testing/properties';
import {
  areConvex,
  chained,
  type Corners,
  isWholePicture,
  movedCorner,
  projected,
  projectionTo,
  wholePicture,
} from './corners';

const tower: Corners = [
  { x: 0.3, y: 0.1 },
  { x: 0.7, y: 0.15 },
  { x: 0.9, y: 0.9 },
  { x: 0.1, y: 0.8 },
];

describe('a projection', () => {
  it('takes the corners of a picture to those that were placed', () => {
    const map = projectionTo(tower);
    for (const [at, corner] of wholePicture.entries()) {
      const { x, y } = projected(map, corner);
      expect(x).toBeCloseTo(tower[at]?.x ?? NaN, 12);
      expect(y).toBeCloseTo(tower[at]?.y ?? NaN, 12);
    }
    expect(projected(projectionTo(wholePicture), { x: 0.3, y: 0.6 })).toEqual({ x: 0.3, y: 0.6 });
  });

  it('takes the middle of the picture to where the diagonals cross', () => {
    // Of a trapezoid, that is nearer to its short side than half of the way.
    const map = projectionTo([
      { x: 0.25, y: 0 },
      { x: 0.75, y: 0 },
      { x: 1, y: 1 },
      { x: 0, y: 1 },
    ]);
    const { x, y } = projected(map, { x: 0.5, y: 0.5 });
    expect(x).toBeCloseTo(0.5, 12);
    expect(y).toBeCloseTo(1 / 3, 12);
  });

  it('is done after another one when chained', () => {
    const [a, b, c, d] = tower;
    const [first, then] = [projectionTo(tower), projectionTo([b, c, d, a])];
    const place = { x: 0.4, y: 0.7 };
    const at = projected(chained(then, first), place);
    const one = projected(then, projected(first, place));
    expect(at.x).toBeCloseTo(one.x, 12);
    expect(at.y).toBeCloseTo(one.y, 12);
  });
});

describe('a corner', () => {
  it('goes where it is moved while the shape stays convex, and as far as that otherwise', () => {
    expect(movedCorner(tower, 0, { x: 0.2, y: 0 })[0]).toEqual({ x: 0.2, y: 0 });
    const crossed = movedCorner(tower, 0, { x: 0.9, y: 0.95 });
    expect(areConvex(crossed)).toBe(true);
    // It comes to the diagonal between its neighbours, nearly.
    expect(crossed[0].x).toBeGreaterThan(0.35);
    expect(crossed.slice(1)).toEqual(tower.slice(1));
  });

  it('never leaves a shape that cannot be a rectangle', () => {
    const place = fc.record({
      x: fc.double({ min: 0, max: 1, noNaN: true }),
      y: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), place), { maxLength: 12 }), (moves) => {
        const last = moves.reduce(
          (corners, [index, to]) => movedCorner(corners, index, to),
          wholePicture,
        );
        expect(areConvex(last)).toBe(true);
        // Links stay short.
        for (const { x, y } of last)
          expect(`${x} ${y}`).toMatch(/^[01](\.\d{1,5})? [01](\.\d{1,5})?$/);
      }),
    );
  });
});

it('knows the whole picture, and lines and shapes that bulge inwards', () => {
  expect([isWholePicture(wholePicture), isWholePicture(tower)]).toEqual([true, false]);
  const [a, b, c, d] = tower;
  expect([areConvex(tower), areConvex([b, c, d, a])]).toEqual([true, true]);
  // Against the clock, crossed, with one corner inside, and nearly nothing.
  expect(areConvex([d, c, b, a])).toBe(false);
  expect(areConvex([b, a, c, d])).toBe(false);
  expect(areConvex([{ x: 0.6, y: 0.6 }, b, c, d])).toBe(false);
  expect(areConvex([a, { x: 0.3001, y: 0.1 }, c, d])).toBe(false);
});
