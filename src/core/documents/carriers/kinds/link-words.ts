import type { CarrierWords } from '../carrier';

/** For who has read a link already, and needs no reader. */
export const linkWords = {
  where: () => 'from a link',
  nameless: 'a link',
} as const satisfies CarrierWords;
