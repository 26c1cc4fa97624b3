import type { NumberRange } from './numbers';

/** What a person typed into a box for a number. */
export type TypedNumber =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'none' }
  /** A text that may mean one number or another, of which the likelier one does not suit the box. */
  | { readonly kind: 'unclear'; readonly readings: readonly [number, number] };

/** How a box reads what is typed. */
export interface Reading {
  /** The unit after the number, which may be left out. */
  readonly unit?: string;
  /** Other units, and how many of `unit` one of them is. */
  readonly units?: Readonly<Record<string, number>>;
  /** A BCP 47 tag, such as "en"; whose signs the number is written with. */
  readonly language?: string;
  /** What the box takes. */
  readonly range?: NumberRange;
}

/** Spaces and apostrophes part thousands in some language and are a decimal sign in none. */
const parts = /^\d{1,3}(?:([ \u00a0\u2009\u202f'\u2019])\d{3})(?:\1\d{3})*(?![\d])/u;
const thousands = {
  '.': /^[1-9]\d{0,2}(?:\.\d{3})+$/u,
  ',': /^[1-9]\d{0,2}(?:,\d{3})+$/u,
} as const;

const decimalSigns = new Map<string, string>();

/** Returns the decimal sign of a language: a point or a comma. */
function decimalSign(language: string): '.' | ',' {
  const known = decimalSigns.get(language);
  const sign =
    known ??
    new Intl.NumberFormat(language).formatToParts(1.5).find(({ type }) => type === 'decimal')
      ?.value;
  if (sign !== undefined) decimalSigns.set(language, sign);
  return sign === ',' ? ',' : '.';
}

/** Returns the numbers that digits with points and commas may mean, the likelier one first. */
function readings(digits: string, language: string): readonly number[] {
  const spaced = parts.exec(digits);
  if (spaced) {
    const whole = spaced[0].replace(/\D/gu, '');
    const rest = digits.slice(spaced[0].length);
    return /^(?:[.,]\d*)?$/u.test(rest) ? [Number(whole + rest.replace(',', '.'))] : [];
  }
  if (/^(?:\d+(?:[.,]\d*)?|[.,]\d+)$/u.test(digits)) {
    const asDecimal = Number(digits.replace(',', '.'));
    const sign = digits.includes(',') ? ',' : '.';
    if (!thousands[sign].test(digits)) return [asDecimal];
    const asWhole = Number(digits.replace(sign, ''));
    return decimalSign(language) === sign ? [asDecimal, asWhole] : [asWhole, asDecimal];
  }
  // More than one sign: all but the last part thousands, or all of them do.
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  const [sign, other] = digits.charAt(last) === ',' ? ([',', '.'] as const) : (['.', ','] as const);
  if (thousands[sign].test(digits)) return [Number(digits.replaceAll(sign, ''))];
  const whole = digits.slice(0, Math.max(0, last));
  const fraction = digits.slice(last + 1);
  if (!thousands[other].test(whole) || !/^\d*$/u.test(fraction)) return [];
  return [Number(`${whole.replaceAll(other, '')}.${fraction}`)];
}

/** Whether a box can take a number as it is, or nearly: within its range and not between whole ones. */
function suits(value: number, { min, max, step }: NumberRange): boolean {
  const isWhole = Number.isInteger(step) && Number.isInteger(min);
  return value >= min && value <= max && (!isWhole || Number.isInteger(value));
}

/**
 * Reads the number that a person typed: with a typographic minus, a unit ("+0,35 EV" is 0.35), and
 * thousands parted as the language does it ("1,920" is 1920 in English, "1 920" everywhere). Where
 * the language's own reading does not suit the box and there is another one, it is unclear which
 * was meant, and neither is taken.
 */
export function readNumber(text: string, reading: Reading = {}): TypedNumber {
  const { unit = '', units = {}, language = 'en', range } = reading;
  let rest = text.trim().replace(/[−–]/gu, '-');
  let factor = 1;
  for (const [name, size] of [[unit, 1] as const, ...Object.entries(units)]) {
    if (name === '' || !rest.toLowerCase().endsWith(name.toLowerCase())) continue;
    rest = rest.slice(0, -name.length).trim();
    factor = size;
    break;
  }
  const signed = /^([+-]?)(.*)$/su.exec(rest);
  const sign = signed?.[1] === '-' ? -factor : factor;
  const [first, second] = readings(signed?.[2] ?? '', language).map((value) => value * sign);
  if (first === undefined) return { kind: 'none' };
  const isClear = second === undefined || range === undefined || suits(first, range);
  return isClear
    ? { kind: 'number', value: first }
    : { kind: 'unclear', readings: [first, second] };
}
