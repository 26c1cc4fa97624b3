import { Inflate } from 'fflate';
import { type AppError, appError } from '../base/errors';
import { limits } from '../base/limits';
import type { ImageFormat } from './image-header';

/**
 * Looks through a whole file for what decoders would take all memory, or their stack, for.
 * Takes a time that grows with the file, and no more memory than `limits.contents` says.
 * @param name the file's name, for words
 * @returns IMG-SIZE when the file is not to be given to a decoder; null for all others, also those
 *   that are damaged
 */
export function refuseContents(
  format: ImageFormat,
  bytes: Uint8Array,
  name: string,
): AppError | null {
  const { textBytes, depth } = limits.contents;
  if (format === 'png' && pngTextBytes(bytes, textBytes) > textBytes) {
    const max = `${textBytes / 1024 / 1024} MiB`;
    return refused(`${name} holds comments of more than ${max}`, 'without comments', bytes.length);
  }
  if (format === 'svg' && svgDepth(bytes) > depth) {
    const what = `${name} holds more than ${depth} groups inside each other`;
    return refused(what, 'with fewer groups', bytes.length);
  }
  return null;
}

const refused = (what: string, how: string, bytes: number): AppError =>
  appError('IMG-SIZE', `${what}, so it was not opened.`, {
    safe: 'Nothing else was changed.',
    advice: `Save it ${how} in another program, and open that.`,
    detail: `${bytes} bytes`,
  });

/**
 * Returns how many bytes the comments of a PNG take once they are unpacked (PNG third edition,
 * 11.3.3); counting ends above `max`.
 */
export function pngTextBytes(bytes: Uint8Array, max: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  let at = 8;
  while (at + 12 <= bytes.length && sum <= max) {
    const length = view.getUint32(at);
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (kind === 'tEXt' || kind === 'iTXt' || kind === 'zTXt') sum += body.length;
    const packed = packedText(kind, body);
    if (packed !== null) sum += unpackedBytes(packed, max - sum);
    at += 12 + length;
  }
  return sum;
}

/** Returns the compressed part of a comment; null where nothing is compressed. */
function packedText(kind: string, body: Uint8Array): Uint8Array | null {
  const keyword = body.indexOf(0);
  if (keyword < 0) return null;
  // After the keyword: how it is compressed.
  if (kind === 'zTXt') return body.subarray(keyword + 2);
  // After the keyword: whether and how it is compressed, the language, the keyword in it.
  if (kind !== 'iTXt' || body[keyword + 1] !== 1) return null;
  const language = body.indexOf(0, keyword + 3);
  const translated = language < 0 ? -1 : body.indexOf(0, language + 1);
  return translated < 0 ? null : body.subarray(translated + 1);
}

/** Bytes that are unpacked at once: a few of them may become a thousand times as many. */
const pieceBytes = 4_096;

/** Returns how many bytes a zlib stream comes to, as far as it is whole; counting ends above `max`. */
function unpackedBytes(packed: Uint8Array, max: number): number {
  let count = 0;
  const inflate = new Inflate((piece) => (count += piece.length));
  try {
    // Past the two bytes in front of the stream (RFC 1950), which say nothing of its length.
    for (let at = 2; at < packed.length && count <= max; at += pieceBytes) {
      inflate.push(packed.subarray(at, at + pieceBytes), false);
    }
  } catch {
    // What is damaged gives no more.
  }
  return count;
}

const [open, close, slash, mark, question] = [0x3c, 0x3e, 0x2f, 0x21, 0x3f];
const quotes: ReadonlySet<number> = new Set([0x22, 0x27]);

/** Returns how deep the elements of an XML text stand inside each other. */
export function svgDepth(bytes: Uint8Array): number {
  let [depth, deepest] = [0, 0];
  for (let at = bytes.indexOf(open); at >= 0; at = bytes.indexOf(open, at)) {
    const next = bytes[at + 1];
    if (next === mark || next === question) {
      at = endOfAside(bytes, at);
    } else {
      const end = endOfTag(bytes, at);
      if (next === slash) depth -= 1;
      else if (bytes[end - 1] !== slash) depth += 1;
      deepest = Math.max(deepest, depth);
      at = end + 1;
    }
  }
  return deepest;
}

/** Where a tag ends that begins at `from`: a `>` within quotes does not end it. */
function endOfTag(bytes: Uint8Array, from: number): number {
  let quote = 0;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (quotes.has(byte)) quote = byte;
    else if (byte === close) return at;
  }
  return bytes.length;
}

/** Where a comment, CDATA, a declaration or an instruction is over that begins at `from`. */
function endOfAside(bytes: Uint8Array, from: number): number {
  const starts = (text: string, at: number): boolean =>
    Array.from(text, (letter, index) => bytes[at + index] === letter.charCodeAt(0)).every(Boolean);
  const end = starts('<!--', from) ? '-->' : starts('<![CDATA[', from) ? ']]>' : '>';
  for (let at = bytes.indexOf(close, from); at >= 0; at = bytes.indexOf(close, at + 1)) {
    if (starts(end, at - end.length + 1)) return at + 1;
  }
  return bytes.length;
}
