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

/**
 * Whether a value counts something: a whole number from 0. Not −0, which JSON text may hold and does
 * not write back.
 */
export const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);

/** Returns a fraction in percent, with at most one decimal. */
export const percentOf = (fraction: number): string =>
  formatNumber(fraction * 100, { step: 0.1, unit: '%', signed: false });
