/** Returns the bytes of all parts, one after another. */
export function joinBytes(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** Returns the bytes of letters that are all below 256. */
export const latinBytes = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** Returns bytes as letters. */
export function latinText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Returns a whole number as bytes, the highest first. */
export function bigEndian(number: number, length: 2 | 4): Uint8Array {
  const result = new Uint8Array(4);
  new DataView(result.buffer).setUint32(0, number);
  return result.subarray(4 - length);
}

/** Returns whether all bytes are the same. */
export const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);
