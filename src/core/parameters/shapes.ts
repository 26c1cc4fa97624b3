import type { Point, Rectangle } from '../base/geometry';
import { percentOf, plainZero } from '../base/numbers';
import type { Schema } from './parameter';

// What kinds of places on the picture have in common: all are made of fractions of its sides.

const isFraction = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 1;

function fieldsOf(value: unknown, names: readonly string[]): Map<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  return fields.size === names.length && names.every((name) => fields.has(name)) ? fields : null;
}

/** Returns the point that came from outside; null for anything else. */
export function readPoint(value: unknown): Point | null {
  const fields = fieldsOf(value, ['x', 'y']);
  const [x, y] = [fields?.get('x'), fields?.get('y')];
  return isFraction(x) && isFraction(y) ? { x: plainZero(x), y: plainZero(y) } : null;
}

/** Rounding of stored fractions may reach past the edge by this much. */
const slack = 1e-9;

/** Returns the rectangle that came from outside; null for anything else. */
export function readRectangle(value: unknown): Rectangle | null {
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

/** Returns the items of a list of at most `max`, when all of them can be read. */
export function readList<Item>(
  value: unknown,
  max: number,
  read: (item: unknown) => Item | null,
): Item[] | null {
  if (!Array.isArray(value) || value.length > max) return null;
  const items = value.map(read).filter((item) => item !== null);
  return items.length === value.length ? items : null;
}

const fraction = { type: 'number', minimum: 0, maximum: 1 };
const extent = { type: 'number', exclusiveMinimum: 0, maximum: 1 };
const objectOf = (properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  additionalProperties: false,
  properties,
});
export const pointSchema = objectOf({ x: fraction, y: fraction });
export const rectangleSchema = objectOf({
  left: fraction,
  top: fraction,
  width: extent,
  height: extent,
});

/** Reports are to be followed in other programs, so they say where an area is. */
export const areaInReport = ({ left, top, width, height }: Rectangle): string =>
  `${percentOf(width)} × ${percentOf(height)}, ${percentOf(left)} from the left and ` +
  `${percentOf(top)} from the top`;
