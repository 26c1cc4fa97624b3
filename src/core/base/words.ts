/**
 * What is said of amounts on screen and in files: counts with their nouns, numbers, bytes, shares and
 * lists. Whatever says one of them says it by this, so that another language has one place to change.
 */

/** The language of everything on screen, as browsers name it. */
export const language = 'en';

const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 20 });

/** Returns a number as people read it: "1,920". */
export const number = (value: number): string => numbers.format(value);

/** Returns a count with its noun: "1 step", "5 steps", "1,200 presets". */
export const count = (amount: number, one: string, many = `${one}s`): string =>
  `${number(amount)} ${amount === 1 ? one : many}`;

/** Returns names as a list: "A, B and C". */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** Returns a share from 0 to 1 as a percentage for a sentence; a tiny share is not nothing. */
export function shareInWords(share: number): string {
  if (share <= 0) return '0 %';
  if (share < 0.001) return '<0.1 %';
  return `${(share * 100).toFixed(share < 0.0995 ? 1 : 0)} %`;
}

const units = ['B', 'KB', 'MB', 'GB'] as const;

/**
 * Returns a number of bytes in words, such as "412 KB" or "2.4 MB": powers of 1,000, as file
 * managers count, with one decimal below 10. Whatever says bytes in words says them by this.
 */
export function bytesInWords(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  // 999.5 would be written as 1,000 of the smaller unit.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/**
 * Returns a number of bytes that is above a limit in words that say so: exactly, when both would
 * read the same, as "268 MB, and 268 MB is the most" explains nothing.
 */
export const bytesAbove = (bytes: number, max: number): string =>
  bytesInWords(bytes) === bytesInWords(max)
    ? `${number(bytes)} bytes, ${number(bytes - max)} too many`
    : bytesInWords(bytes);
