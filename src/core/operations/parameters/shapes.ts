import type {
  CurveParameter,
  Optional,
  Point,
  PointParameter,
  Rectangle,
  RectangleParameter,
  RectanglesParameter,
} from './kinds';
import { formatNumber, plainZero } from './numbers';

const isFraction = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 1;

function fieldsOf(value: unknown, names: readonly string[]): Map<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  return fields.size === names.length && names.every((name) => fields.has(name)) ? fields : null;
}

const asPercent = (fraction: number): string =>
  formatNumber(fraction * 100, { step: 0.1, unit: '%', signed: false });

/** A position on the picture. */
export const point = (
  input: { readonly label: string; readonly initial: Point } & Optional<Point, 'point'>,
): PointParameter => ({
  ...input,
  kind: 'point',
  parse: (value) => {
    const parsed = parsePoint(value);
    return parsed
      ? { ok: true, value: parsed }
      : { ok: false, expected: 'a point {x, y} with fractions from 0 to 1' };
  },
  format: ({ x, y }) => `${asPercent(x)}, ${asPercent(y)}`,
});

/** Rounding of stored fractions may reach past the edge by this much. */
const slack = 1e-9;

function parseRectangle(value: unknown): Rectangle | null {
  const fields = fieldsOf(value, ['left', 'top', 'width', 'height']);
  const [left, top, width, height] = ['left', 'top', 'width', 'height'].map((n) => fields?.get(n));
  return isFraction(left) &&
    isFraction(top) &&
    isFraction(width) &&
    isFraction(height) &&
    width > 0 &&
    height > 0 &&
    left + width <= 1 + slack &&
    top + height <= 1 + slack
    ? { left: plainZero(left), top: plainZero(top), width, height }
    : null;
}

function parsePoint(value: unknown): Point | null {
  const fields = fieldsOf(value, ['x', 'y']);
  const [x, y] = [fields?.get('x'), fields?.get('y')];
  return isFraction(x) && isFraction(y) ? { x: plainZero(x), y: plainZero(y) } : null;
}

/** Returns the items when all of them can be read. */
function parseList<Item>(value: unknown, max: number, read: (item: unknown) => Item | null) {
  if (!Array.isArray(value) || value.length > max) return null;
  const items = value.map(read).filter((item) => item !== null);
  return items.length === value.length ? items : null;
}

/** A part of the picture. */
export const rectangle = (
  input: { readonly label: string; readonly initial: Rectangle } & Optional<Rectangle, 'rectangle'>,
): RectangleParameter => ({
  ...input,
  kind: 'rectangle',
  parse: (value) => {
    const parsed = parseRectangle(value);
    return parsed
      ? { ok: true, value: parsed }
      : {
          ok: false,
          expected:
            'a rectangle {left, top, width, height} with fractions from 0 to 1, inside the picture',
        };
  },
  format: (r) => `${asPercent(r.width)} × ${asPercent(r.height)}`,
});

/** More rectangles than this in one step help nobody and make documents heavy. */
export const maxRectangles = 50;

/** Several parts of the picture. */
export const rectangles = (
  input: { readonly label: string; readonly initial: readonly Rectangle[] } & Optional<
    readonly Rectangle[],
    'rectangles'
  >,
): RectanglesParameter => ({
  ...input,
  kind: 'rectangles',
  parse: (value) => {
    const parsed = parseList(value, maxRectangles, parseRectangle);
    return parsed
      ? { ok: true, value: parsed }
      : {
          ok: false,
          expected: `a list of at most ${maxRectangles} rectangles {left, top, width, height} with fractions from 0 to 1`,
        };
  },
  format: (list) => (list.length === 1 ? '1 area' : `${list.length} areas`),
});

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

/** A tone curve. */
export const curve = (
  input: { readonly label: string; readonly initial: readonly Point[] } & Optional<
    readonly Point[],
    'curve'
  >,
): CurveParameter => ({
  ...input,
  kind: 'curve',
  parse: (value) => {
    const parsed = parseList(value, maxCurvePoints, parsePoint);
    const rises = parsed?.every((p, i) => i === 0 || p.x - (parsed[i - 1]?.x ?? 0) >= minCurveGap);
    return parsed && parsed.length >= minCurvePoints && rises
      ? { ok: true, value: parsed }
      : {
          ok: false,
          expected: `a list of ${minCurvePoints} to ${maxCurvePoints} points {x, y} from 0 to 1, each x at least 1/256 after the one before`,
        };
  },
  format: (points) => (isStraight(points) ? 'straight' : `${points.length} points`),
});
