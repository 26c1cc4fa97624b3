import type { Point } from '../base/geometry';

/** One piece of a curve: what is added on the way from `x` to `x + width`, by powers of the share. */
export interface Piece {
  readonly x: number;
  readonly width: number;
  /** Factors of t, t² and t³, where t runs from 0 to 1 along the piece. */
  readonly ports: readonly [number, number, number];
}

/**
 * Returns the pieces of the monotone cubic spline through the points: it never overshoots them.
 * Source: Fritsch and Carlson, "Monotone piecewise cubic interpolation" (1980), with the tangents
 * of Fritsch and Butland (1984): the weighted harmonic mean of the neighbouring slopes.
 * @param points at least two, x rising.
 */
export function monotonePieces(points: readonly Point[]): Piece[] {
  const spans = points.slice(1).map((point, index) => {
    const before = points[index] ?? point;
    const width = point.x - before.x;
    return { x: before.x, width, rise: point.y - before.y, slope: (point.y - before.y) / width };
  });
  const tangents = points.map((_, index) => {
    const [left, right] = [spans[index - 1], spans[index]];
    if (!left) return right?.slope ?? 0;
    if (!right) return left.slope;
    if (left.slope * right.slope <= 0) return 0;
    const [a, b] = [2 * right.width + left.width, right.width + 2 * left.width];
    return (a + b) / (a / left.slope + b / right.slope);
  });
  return spans.map(({ x, width, rise }, index) => {
    const [from, to] = [(tangents[index] ?? 0) * width, (tangents[index + 1] ?? 0) * width];
    return { x, width, ports: [from, 3 * rise - 2 * from - to, from + to - 2 * rise] };
  });
}

/** Returns the curve's value at x, from 0 to 1; level outside its points. */
export function valueAt(points: readonly Point[], x: number): number {
  const sum = monotonePieces(points).reduce((total, { x: start, width, ports: [a, b, c] }) => {
    const t = Math.min(1, Math.max(0, (x - start) / width));
    return total + t * (a + t * (b + t * c));
  }, points[0]?.y ?? 0);
  return Math.min(1, Math.max(0, sum));
}
