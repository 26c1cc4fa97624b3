import { isPoint, isRectangle, type Point, type Rectangle } from '../../base/geometry';
import type { ParameterValue } from '../../parameters';
import { quotient, type Scanner, sized, writeNumber, writeNumbers } from './numbers';

/** What a setting's value is, by the names that frozen tables use. */
export const frozenKinds = [
  'number',
  'choice',
  'toggle',
  'colour',
  'point',
  'rectangle',
  'rectangles',
  'curve',
  'text',
  'asset',
  'set',
] as const;
export type FrozenKind = (typeof frozenKinds)[number];

/** A value of a document: that of a parameter, or the names of a set. */
export type LinkValue = ParameterValue | readonly string[];

/** What of a parameter decides how its values are written. */
export interface Coded {
  readonly kind: FrozenKind;
  /** Of a choice or a set. */
  readonly options: readonly string[];
}

/** The characters that the plain packing leaves as they are, six bits each. */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYabcdefghijklmnopqrstuvwxyz0123456789.-~';

/** Returns the bits of hex digits, six at a time; the last ones filled up with zeros. */
function writeHex(hex: string): string {
  const bits = [...hex].map((digit) => parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  return (bits.match(/.{1,6}/g) ?? [])
    .map((six) => digits[parseInt(six.padEnd(6, '0'), 2)])
    .join('');
}

/** Returns so many hex digits from the next characters; null when they are not such. */
function readHex(scanner: Scanner, length: number): string | null {
  const text = scanner.take(Math.ceil((length * 4) / 6));
  if (text === null) return null;
  const places = [...text].map((digit) => digits.indexOf(digit));
  if (places.includes(-1)) return null;
  const bits = places.map((place) => place.toString(2).padStart(6, '0')).join('');
  return Array.from({ length }, (_, index) =>
    parseInt(bits.slice(index * 4, index * 4 + 4), 2).toString(16),
  ).join('');
}

const sidesOf = ({ left, top, width, height }: Rectangle) => [left, top, width, height];

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));

/** Returns two fractions as whole numbers of the smallest length in which both are whole. */
function wholes(from: number, size: number): readonly [number, number, number] | null {
  const [a, b] = [quotient(from), quotient(size)];
  if (!a || !b) return null;
  const length = (a.denominator / commonDivisor(a.denominator, b.denominator)) * b.denominator;
  const [start, extent] = [a, b].map((one) => (one.numerator * length) / one.denominator);
  return start === undefined || extent === undefined ? null : [start, extent, length];
}

/**
 * Returns a rectangle as its four fractions or, behind a q, as whole pixels: left, top, width,
 * height and the width and height of the picture, reduced. The shorter one.
 */
function writeRectangle(area: Rectangle): string {
  const fractions = writeNumbers(sidesOf(area));
  const across = wholes(area.left, area.width);
  const down = wholes(area.top, area.height);
  if (!across || !down) return fractions;
  const pixels = [across[0], down[0], across[1], down[1], across[2], down[2]];
  const whole = `q${writeNumbers(pixels)}`;
  return whole.length < fractions.length ? whole : fractions;
}

function readRectangle(scanner: Scanner): Rectangle | null {
  const isWhole = scanner.match(/q/y) !== null;
  const numbers = scanner.numbers();
  if (numbers.length !== (isWhole ? 6 : 4)) return null;
  const [left = 0, top = 0, width = 0, height = 0, across = 1, down = 1] = numbers;
  return rectangleOf([left / across, top / down, width / across, height / down]);
}

/**
 * Returns a value as text; null when the kind does not know it, such as an option that came later.
 * A toggle is written only where it differs from its initial value, and so needs no text.
 */
export function writeValue({ kind, options }: Coded, value: unknown): string | null {
  switch (kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? writeNumber(value) : null;
    case 'choice': {
      const index = typeof value === 'string' ? options.indexOf(value) : -1;
      return index === -1 ? null : String(index);
    }
    case 'set': {
      if (!Array.isArray(value)) return null;
      const places = value.map((name: unknown) => options.findIndex((option) => option === name));
      const isInOrder = places.every((place, at) => place > (places[at - 1] ?? -1));
      return isInOrder ? String(places.reduce((sum, place) => sum + 2 ** place, 0)) : null;
    }
    case 'toggle':
      return typeof value === 'boolean' ? '' : null;
    case 'colour':
      return typeof value === 'string' && /^#[0-9a-f]{6}$/.test(value)
        ? writeHex(value.slice(1))
        : null;
    case 'asset':
      if (value === '') return '0';
      return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
        ? `1${writeHex(value)}`
        : null;
    case 'text':
      return typeof value === 'string' ? sized(value) : null;
    case 'point':
      return isPoint(value) ? writeNumbers([value.x, value.y]) : null;
    case 'rectangle':
      return isRectangle(value) ? writeRectangle(value) : null;
    case 'rectangles':
      return Array.isArray(value) && value.every(isRectangle)
        ? writeNumbers(value.flatMap(sidesOf))
        : null;
    case 'curve':
      return Array.isArray(value) && value.every(isPoint)
        ? writeNumbers(value.flatMap(({ x, y }) => [x, y]))
        : null;
  }
}

const rectangleOf = ([left = 0, top = 0, width = 0, height = 0]: readonly number[]): Rectangle => ({
  left,
  top,
  width,
  height,
});

const pointOf = ([x = 0, y = 0]: readonly number[]): Point => ({ x, y });

/** Returns the items that numbers stand for, so many each; null when some are left over. */
function itemsOf<Item>(
  numbers: readonly number[],
  each: number,
  read: (some: readonly number[]) => Item,
): Item[] | null {
  if (numbers.length % each !== 0) return null;
  return Array.from({ length: numbers.length / each }, (_, index) =>
    read(numbers.slice(index * each, (index + 1) * each)),
  );
}

/** Reads a value of `writeValue`; null when there is none here. @param initial what a toggle is not */
export function readValue(
  { kind, options }: Coded,
  scanner: Scanner,
  initial: LinkValue,
): LinkValue | null {
  switch (kind) {
    case 'number':
      return scanner.number();
    case 'choice':
      return options[Number(scanner.match(/\d+/y) ?? NaN)] ?? null;
    case 'set': {
      const bits = Number(scanner.match(/\d+/y) ?? NaN);
      return bits < 2 ** options.length
        ? options.filter((_, place) => Math.floor(bits / 2 ** place) % 2 === 1)
        : null;
    }
    case 'toggle':
      return initial !== true;
    case 'colour': {
      const hex = readHex(scanner, 6);
      return hex === null ? null : `#${hex}`;
    }
    case 'asset':
      return scanner.take(1) === '1' ? readHex(scanner, 64) : '';
    case 'text':
      return scanner.sized();
    case 'point': {
      const numbers = scanner.numbers();
      return numbers.length === 2 ? pointOf(numbers) : null;
    }
    case 'rectangle':
      return readRectangle(scanner);
    case 'rectangles':
      return itemsOf(scanner.numbers(), 4, rectangleOf);
    case 'curve':
      return itemsOf(scanner.numbers(), 2, pointOf);
  }
}
