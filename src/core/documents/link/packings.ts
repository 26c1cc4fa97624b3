import { deflateSync, Inflate } from 'fflate';
import lzString from 'lz-string';
import { limits } from '../../base/limits';
import { fail, ok } from '../../base/result';
import { base64ToBytes, bytesToBase64 } from './base64';
import { dictionary1 } from './dictionary-1';
import { readLz } from './lz-text';
import type { Unpacked } from './unpacked';

/** A way to write a compact text with characters that no program changes in an address. */
interface Packing {
  /** What stands for it in links. */
  readonly letter: string;
  readonly pack: (text: string) => string;
  readonly unpack: (body: string) => Unpacked;
}

/** Bytes given to the decompressor at once: each may become 1,032. */
const pushBytes = 256;

const hexOf = (byte: number): string => byte.toString(16).padStart(2, '0');

/** Every letter but Z as it is, a space as `_`, everything else as Z and two hex digits a byte. */
const plain: Packing = {
  letter: 'p',
  pack: (text) =>
    text.replaceAll(/[^A-Ya-z0-9.~-]/gu, (character) =>
      character === ' '
        ? '_'
        : [...new TextEncoder().encode(character)].map((byte) => `Z${hexOf(byte)}`).join(''),
    ),
  unpack: (body) => {
    try {
      return ok(decodeURIComponent(body.replaceAll('_', '%20').replaceAll('Z', '%')));
    } catch {
      // Not UTF-8: the text was not written by `pack`.
      return fail('damaged');
    }
  },
};

/**
 * Returns the text that deflated bytes hold. Small pieces go in and what comes out is counted, so
 * that a bomb ends at the limit.
 */
function inflate(bytes: Uint8Array): Unpacked {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  let length = 0;
  const inflater = new Inflate({ dictionary: dictionary1 }, (chunk, final) => {
    length += chunk.length;
    if (length <= limits.link.inflatedBytes) text += decoder.decode(chunk, { stream: !final });
  });
  try {
    for (let at = 0; at < bytes.length && length <= limits.link.inflatedBytes; at += pushBytes) {
      inflater.push(bytes.subarray(at, at + pushBytes), at + pushBytes >= bytes.length);
    }
  } catch {
    // No deflated data, or no UTF-8 in it.
    return fail('damaged');
  }
  return length > limits.link.inflatedBytes ? fail('too large') : ok(text);
}

const deflated: Packing = {
  letter: 'd',
  pack: (text) =>
    bytesToBase64(
      deflateSync(new TextEncoder().encode(text), { level: 9, mem: 8, dictionary: dictionary1 }),
    ),
  unpack: (body) => {
    const bytes = base64ToBytes(body);
    return bytes === null ? fail('damaged') : inflate(bytes);
  },
};

const lz: Packing = {
  letter: 'z',
  pack: (text) => lzString.compressToEncodedURIComponent(text).replaceAll('+', '_'),
  unpack: (body) => readLz(body, limits.link.inflatedBytes),
};

/** All packings of links of version 1. All are read for ever. */
const packings: readonly Packing[] = [plain, deflated, lz];

/** Returns the shortest way to write a text. */
export function pack(text: string): { readonly letter: string; readonly body: string } {
  return packings
    .map(({ letter, pack: write }) => ({ letter, body: write(text) }))
    .reduce((best, other) => (other.body.length < best.body.length ? other : best));
}

/** Whether a letter stands for a packing. */
export const isPacking = (letter: string): boolean => packings.some((one) => one.letter === letter);

/** Returns the text in a body. */
export function unpack(letter: string, body: string): Unpacked {
  return packings.find((one) => one.letter === letter)?.unpack(body) ?? fail('damaged');
}
