/** The largest value of 8 bits. */
const peak = 255;

/**
 * Returns the peak signal-to-noise ratio in decibels for a mean squared error in squared 8-bit
 * levels; null for pictures that are equal, whose ratio has no number.
 * Source: the usual definition, 10 log10(MAX² / MSE).
 */
export const psnrOf = (meanSquaredError: number): number | null =>
  meanSquaredError === 0 ? null : 10 * Math.log10(peak ** 2 / meanSquaredError);
