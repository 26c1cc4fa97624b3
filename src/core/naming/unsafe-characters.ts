/**
 * Characters that have no place in a name: controls, line separators, lone surrogates, the byte
 * order mark, and the direction marks that make "gpj.exe" read as "exe.jpg". Joiners stay: Persian
 * and emoji need them.
 */
export const invisibleCharacters =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u206f\ufeff]/gu;
