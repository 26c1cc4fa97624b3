import { fail, ok } from '../../base/result';
import type { Unpacked } from './unpacked';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/** Bits of characters that hold six each, the least significant bit of a number first. */
class Bits {
  #at = 0;

  constructor(private readonly text: string) {}

  /** Returns the number in the next bits; null at the end or at a character that is none of ours. */
  take(count: number): number | null {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, this.#at += 1) {
      const six = alphabet.indexOf(this.text.charAt(Math.floor(this.#at / 6)) || '?');
      if (six === -1) return null;
      value += ((six >> (5 - (this.#at % 6))) & 1) * 2 ** bit;
    }
    return value;
  }
}

/**
 * Reads what lz-string's compressToEncodedURIComponent wrote, with `_` for its `+`, which mail
 * programs turn into a space. A reader of our own, because that of lz-string cannot be stopped: a
 * few thousand characters unpack to hundreds of megabytes. `max` is in UTF-16 units.
 */
export function readLz(text: string, max: number): Unpacked {
  const bits = new Bits(text);
  // Codes 0 and 1 announce a new character of 8 or 16 bits, 2 ends the text; 3 is the first phrase.
  const phrases: string[] = ['', '', ''];
  const parts: string[] = [];
  let before = '';
  let length = 0;
  // A text begins with a code of two bits; a code is as wide as the greatest that may follow.
  for (let width = 2, room = 1; ;) {
    let code = bits.take(width);
    if (code === null) return fail('damaged');
    if (code === 2) return ok(parts.join(''));
    if (code < 2) {
      const unit = bits.take(code === 0 ? 8 : 16);
      if (unit === null) return fail('damaged');
      code = phrases.push(String.fromCharCode(unit)) - 1;
      room -= 1;
      if (room === 0) [room, width] = [2 ** width, width + 1];
    }
    const isNew = code === phrases.length;
    const phrase = isNew ? before + before.charAt(0) : phrases[code];
    if (phrase === undefined || phrase === '') return fail('damaged');
    length += phrase.length;
    if (length > max) return fail('too large');
    parts.push(phrase);
    if (before !== '') {
      phrases.push(before + phrase.charAt(0));
      room -= 1;
      if (room === 0) [room, width] = [2 ** width, width + 1];
    }
    before = phrase;
  }
}
