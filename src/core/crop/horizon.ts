import type { Size } from '../base/geometry';
import type { Point } from '../base/geometry';

/** The widest turn that straightening makes, in degrees. */
export const widestTurn = 45;

/** Returns a turn that straightening can make, in degrees to a tenth. */
export function turnWithin(degrees: number): number {
  const angle = Math.round(degrees * 10) / 10;
  return Math.min(widestTurn, Math.max(-widestTurn, angle === 0 ? 0 : angle));
}

/**
 * Returns the clockwise turn, in degrees to a tenth from −45 to 45, that makes a line level or
 * upright, whichever is nearer. The points are fractions of a picture of `size` pixels, which was
 * turned by `turned` before; a line without length leaves that.
 */
export function levellingAngle(from: Point, to: Point, size: Size, turned = 0): number {
  const [x, y] = [(to.x - from.x) * size.width, (to.y - from.y) * size.height];
  if (x === 0 && y === 0) return turned;
  const slope = (Math.atan2(y, x) * 180) / Math.PI;
  // What is left of the nearest quarter turn.
  const rest = slope - 90 * Math.round(slope / 90);
  return turnWithin(turned - rest);
}

/** Returns the rectangle between two corners, whichever they are; null when it is nearly nothing. */
export function rectangleBetween(from: Point, to: Point) {
  const [left, top] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
  const [width, height] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
  return width < 0.002 || height < 0.002 ? null : { left, top, width, height };
}
