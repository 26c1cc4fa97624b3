import { isCount } from './numbers';

/**
 * The last moment that is told, in milliseconds since 1970: wherever it is told, its year has four
 * digits, as days and feeds have it. Dates end long after it, and numbers never.
 */
export const lastMoment = Date.UTC(9999, 11, 31) - 1;

/** Returns a moment in milliseconds since 1970; the last one for later ones, null for what is none. */
export const momentOf = (value: unknown): number | null =>
  isCount(value) ? Math.min(value, lastMoment) : null;
