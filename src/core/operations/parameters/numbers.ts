import type { NumberParameter, Numeric, Optional, PixelsParameter } from './kinds';

interface NumericInput extends Optional<number, string> {
  readonly label: string;
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly unit?: string;
  readonly signed?: boolean;
  readonly scale?: 'linear' | 'logarithmic';
}

const decimalsOf = (step: number): number => {
  const text = String(step);
  return text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
};

/**
 * Returns a number as text: a true minus sign, as many decimals as `step` has at the most, and a
 * space before the unit except for degrees.
 */
export function formatNumber(
  value: number,
  { step, unit, signed }: { step: number; unit: string; signed: boolean },
): string {
  const rounded = Number(value.toFixed(decimalsOf(step)));
  const sign = rounded < 0 ? '−' : signed && rounded > 0 ? '+' : '';
  const space = unit === '' || unit === '°' ? '' : ' ';
  return `${sign}${Math.abs(rounded)}${space}${unit}`;
}

/** Nearer to zero than anybody can set it, in any unit. */
const nothing = 1e-9;

/**
 * Returns the number; 0 for −0, which JSON does not know, and for next to nothing, by which no
 * operation could divide.
 */
export const plainZero = (value: number): number => (Math.abs(value) < nothing ? 0 : value);

function numeric<Kind extends 'number' | 'pixels'>(kind: Kind, input: NumericInput): Numeric<Kind> {
  const { min, max, step = 1, unit = '', signed = min < 0, scale = 'linear' } = input;
  const between = `a number from ${min} to ${max}${unit ? ` (${unit})` : ''}`;
  return {
    ...input,
    kind,
    step,
    unit,
    signed,
    scale,
    parse: (value) =>
      typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max
        ? { ok: true, value: plainZero(value) }
        : { ok: false, expected: between },
    format: (value) => formatNumber(value, { step, unit, signed }),
  };
}

/** A number with a unit of its own. */
export const number = (input: NumericInput): NumberParameter => numeric('number', input);

/** A share in percent. */
export const percent = (
  input: Omit<NumericInput, 'unit' | 'min' | 'max'> & { min?: number; max?: number },
): NumberParameter => number({ min: 0, max: 100, ...input, unit: '%' });

/** An angle in degrees, clockwise. */
export const degrees = (input: Omit<NumericInput, 'unit'>): NumberParameter =>
  number({ ...input, unit: '°' });

/** A distance in pixels of the full-size picture. */
export const pixels = (input: Omit<NumericInput, 'unit'>): PixelsParameter =>
  numeric('pixels', { ...input, unit: 'px' });
