/**
 * Values as literals of a programming language. Everything that a person typed reaches a program
 * through these, as ASCII, so nothing can end its literal or hide in it.
 */
export interface Literals {
  readonly text: (value: string) => string;
  readonly number: (value: number) => string;
  readonly flag: (value: boolean) => string;
}

/** Returns a number in hex, of so many digits at least. */
export const hex = (code: number, digits: number): string =>
  code.toString(16).padStart(digits, '0');

/**
 * Returns a character of a string between double quotes, escaped as Python and JavaScript both read it.
 * @param wide how the language escapes characters beyond four digits of hex
 */
export function escaped(character: string, wide: (code: number) => string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === '"' || character === '\\') return `\\${character}`;
  if (code >= 0x20 && code < 0x7f) return character;
  if (code < 0x100) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : wide(code);
}

/** Returns a number; there are no others in programs. */
export function finite(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`a program cannot hold the number ${value}`);
  // Both languages read the shortest digits that JavaScript writes back to the same number.
  return Object.is(value, -0) ? '-0.0' : String(value);
}

/**
 * Returns JSON text for a raw literal between three quotes (Python) or backticks (JavaScript): ASCII
 * only, without quotes or marks that could end the literal or start a placeholder.
 */
export const rawJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(/[^\n\x20-\x7e]|['`$<]/gu, (found) =>
    Array.from(
      { length: found.length },
      (_, index) => `\\u${hex(found.charCodeAt(index), 4)}`,
    ).join(''),
  );

/** Returns text that may stand in a comment: one line, without characters that are not seen. */
export const commentText = (text: string): string =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

/** Returns bytes as base64 in lines of at most `width` characters. */
export function base64Lines(bytes: Uint8Array, width: number): string[] {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
}
