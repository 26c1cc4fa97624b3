import { latinText } from '../base/join-bytes';

/** Markers of a JPEG that say how its pixels are packed: tables, frames, scans, restarts and heights. */
const packing = (marker: number): boolean =>
  [0xc4, 0xcc, 0xda, 0xdb, 0xdc, 0xdd].includes(marker) || (marker >= 0xc0 && marker <= 0xcf);

const [endOfImage, startOfScan] = [0xd9, 0xda];
const [app0, app2, app14] = [0xe0, 0xe2, 0xee];
/** Of a segment, with its length: JFIF without a small picture, and what Adobe says of colours. */
const [plainJfif, plainAdobe] = [16, 14];

const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

/** Whether a segment says how pixels look, and nothing else. `length` counts its own two bytes. */
function isOfPixels(bytes: Uint8Array, marker: number, at: number, length: number): boolean {
  const begins = (name: string): boolean =>
    latinText(bytes.subarray(at + 4, at + 4 + name.length)) === name;
  if (marker === app0) return length === plainJfif && begins('JFIF\0');
  if (marker === app2) return begins('ICC_PROFILE\0');
  if (marker === app14) return length === plainAdobe && begins('Adobe');
  return packing(marker);
}

function jpegTellsNothing(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const length = (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    if (length < 2 || !isOfPixels(bytes, marker, at, length)) return false;
    at += 2 + length;
    // What is packed ends with the next marker that is none of its own.
    while (marker === startOfScan) {
      at = bytes.indexOf(0xff, at);
      if (at < 0) return false;
      const next = bytes[at + 1] ?? endOfImage;
      if (next === 0 || isRestart(next)) at += 2;
      else if (next === 0xff) at += 1;
      else break;
    }
    if (bytes[at] === 0xff && bytes[at + 1] === endOfImage) return at + 2 === bytes.length;
  }
  return false;
}

/** Chunks of a WebP that say how its pixels look (RFC 9649). */
const webpChunks: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP']);

function webpTellsNothing(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = (at: number): string => latinText(bytes.subarray(at, at + 4));
  if (bytes.length < 20 || name(0) !== 'RIFF' || name(8) !== 'WEBP') return false;
  if (view.getUint32(4, true) !== bytes.length - 8) return false;
  let at = 12;
  while (at + 8 <= bytes.length) {
    if (!webpChunks.has(name(at))) return false;
    const length = view.getUint32(at + 4, true);
    at += 8 + length + (length % 2);
  }
  return at === bytes.length;
}

/**
 * Whether a file holds its pixels and their colours and nothing besides: no metadata, no small picture,
 * nothing behind its end. False for what cannot be gone through to its end.
 */
export const tellsNothing = (bytes: Uint8Array, type: 'image/jpeg' | 'image/webp'): boolean =>
  type === 'image/jpeg' ? jpegTellsNothing(bytes) : webpTellsNothing(bytes);
