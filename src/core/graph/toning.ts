import { lumaOf, rounded, tableFor } from './luma';
import type { Picture } from './picture';

/**
 * Adds to each channel what a formula of its own makes of luma, both as shares of white.
 * @param colour three bands without alpha.
 */
export const throughTables = (
  colour: Picture,
  formulas: readonly ((luma: Picture) => Picture)[],
): Picture => {
  const change = lumaOf(colour).maplut(tableFor(colour, ...formulas).linear([colour.white], [0]));
  return rounded(colour.add(change), colour);
};

/**
 * Moves each channel towards what a formula of its own makes of luma, by `share` of the way.
 * @param colour three bands without alpha.
 */
export const towardsTables = (
  colour: Picture,
  formulas: readonly ((luma: Picture) => Picture)[],
  share: number,
): Picture => {
  const target = lumaOf(colour).maplut(
    tableFor(colour, ...formulas).linear([colour.white.times(share)], [0]),
  );
  return rounded(colour.linear([1 - share], [0]).add(target), colour);
};
