import type { Point } from '../base/geometry';
import { valueAt } from './monotone';
import { minCurveGap, minCurvePoints, maxCurvePoints } from '../parameters/kinds/curve';

const within = (value: number, min: number, max: number): number =>
  Math.min(max, Math.max(min, value));

/** Returns the points with one moved as near to the wanted place as its neighbours let it. */
export function movedPoint(points: readonly Point[], index: number, to: Point): Point[] {
  const before = points[index - 1];
  const after = points[index + 1];
  const x = within(to.x, before ? before.x + minCurveGap : 0, after ? after.x - minCurveGap : 1);
  return points.map((point, at) => (at === index ? { x, y: within(to.y, 0, 1) } : point));
}

/**
 * Returns the points with a new one, and its index; null where there is no room for it: too many
 * points, or another one too near.
 */
export function addedPoint(
  points: readonly Point[],
  to: Point,
): { readonly points: Point[]; readonly index: number } | null {
  const x = within(to.x, 0, 1);
  const isNear = points.some((point) => Math.abs(point.x - x) < minCurveGap);
  if (isNear || points.length >= maxCurvePoints) return null;
  const found = points.findIndex((point) => point.x > x);
  const index = found === -1 ? points.length : found;
  return { points: points.toSpliced(index, 0, { x, y: within(to.y, 0, 1) }), index };
}

/**
 * Returns the points with a new one halfway to the next, on the curve itself, and its index; null where
 * there is no room for it.
 */
export function halfwayPoint(
  points: readonly Point[],
  index: number,
): ReturnType<typeof addedPoint> {
  const x = ((points[index]?.x ?? 0) + (points[index + 1]?.x ?? 1)) / 2;
  return addedPoint(points, { x, y: valueAt(points, x) });
}

/** Returns the points without one; at least two stay. */
export const removedPoint = (points: readonly Point[], index: number): readonly Point[] =>
  points.length <= minCurvePoints ? points : points.toSpliced(index, 1);
