import { describe, expect, it } from 'vitest';
import { curve } from '../parameters';
import { minCurveGap, maxCurvePoints } from '../parameters/kinds/curve';
import { addedPoint, halfwayPoint, movedPoint, removedPoint } from './edit-points';
import { valueAt } from './monotone';

const points = [
  { x: 0, y: 0 },
  { x: 0.5, y: 0.4 },
  { x: 1, y: 1 },
];
const kind = curve({ label: 'Curve', initial: points });

describe('editing the points of a curve', () => {
  it('moves a point between its neighbours and no further', () => {
    expect(movedPoint(points, 1, { x: 0.7, y: 0.9 })[1]).toEqual({ x: 0.7, y: 0.9 });
    const far = movedPoint(points, 1, { x: 3, y: -2 });
    expect(far[1]).toEqual({ x: 1 - minCurveGap, y: 0 });
    expect(kind.parse(far).ok).toBe(true);
    expect(movedPoint(points, 0, { x: -1, y: 0.2 })[0]).toEqual({ x: 0, y: 0.2 });
  });

  it('adds a point in its place unless another is too near or there are too many', () => {
    expect(addedPoint(points, { x: 0.25, y: 0.1 })).toMatchObject({ index: 1 });
    expect(addedPoint(points, { x: 0.501, y: 0.1 })).toBeNull();
    const many = Array.from({ length: maxCurvePoints }, (_, index) => ({ x: index / 16, y: 0 }));
    expect(addedPoint(many, { x: 0.99, y: 1 })).toBeNull();
    const added = addedPoint(points, { x: 0.9, y: 2 });
    expect(added && kind.parse(added.points).ok).toBe(true);
  });

  it('adds a point halfway to the next, without bending the curve there', () => {
    const added = halfwayPoint(points, 1);
    expect(added?.index).toBe(2);
    expect(added?.points[2]).toEqual({ x: 0.75, y: valueAt(points, 0.75) });
    const close = [points[0], { x: minCurveGap, y: 0.1 }, points[2]].flatMap((one) => one ?? []);
    expect(halfwayPoint(close, 0)).toBeNull();
  });

  it('removes a point but keeps two', () => {
    const two = removedPoint(points, 1);
    expect(two).toHaveLength(2);
    expect(removedPoint(two, 0)).toBe(two);
  });
});
