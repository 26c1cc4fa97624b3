import type { Point } from '../../base/geometry';
import { percentOf } from '../../base/numbers';
import { type Common, type Declared, parameterOf } from '../parameter';
import { pointSchema, readList, readPoint } from '../shapes';

/**
 * A tone curve through points, x and y from 0 (black) to 1 (white), x rising. Left of the first
 * point and right of the last one it stays level.
 */
export type CurveParameter = Common<'curve', readonly Point[]>;

/** A curve has at least so many points. */
export const minCurvePoints = 2;
/** More points than this cannot be told apart in the editor. */
export const maxCurvePoints = 16;
/** Points nearer than this, in x, make a curve too steep to compute. */
export const minCurveGap = 1 / 256;

/** The curve that changes nothing. */
export const straightCurve: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
];

/** Returns whether a curve's points all lie on the diagonal and reach from end to end. */
export const isStraight = (points: readonly Point[]): boolean =>
  points.every(({ x, y }) => x === y) && points[0]?.x === 0 && points.at(-1)?.x === 1;

function read(value: unknown): readonly Point[] | null {
  const points = readList(value, maxCurvePoints, readPoint);
  const rises = points?.every((p, i) => i === 0 || p.x - (points[i - 1]?.x ?? 0) >= minCurveGap);
  return points && points.length >= minCurvePoints && rises ? points : null;
}

/** A tone curve. */
export const curve = (input: Declared<readonly Point[]>): CurveParameter =>
  parameterOf(input, {
    kind: 'curve',
    read,
    expected: `a list of ${minCurvePoints} to ${maxCurvePoints} points {x, y} from 0 to 1, each x at least 1/256 after the one before`,
    format: (points) => (isStraight(points) ? 'straight' : `${points.length} points`),
    schema: {
      type: 'array',
      items: pointSchema,
      minItems: minCurvePoints,
      maxItems: maxCurvePoints,
    },
    range: `a curve through ${minCurvePoints} to ${maxCurvePoints} points`,
    report: (points) => points.map(({ x, y }) => `${percentOf(x)} → ${percentOf(y)}`).join(', '),
    tries: () => 'move one point a little up, then a little down',
    usual: 'value',
  });
