import { Inflate } from 'fflate';
import { decompress } from 'fzstd';
import { tiffCode } from '../source/kinds/tiff-layout';

/** What was unpacked: always as long as was wanted, zeroes where nothing could be had. */
export interface Unpacked {
  readonly bytes: Uint8Array;
  /** How many bytes could be had. */
  readonly had: number;
}

/** A place to write to that takes no more than it holds. */
class Filling {
  readonly bytes: Uint8Array;
  had = 0;

  constructor(wanted: number) {
    this.bytes = new Uint8Array(wanted);
  }

  get isFull(): boolean {
    return this.had >= this.bytes.length;
  }

  put(piece: Uint8Array): void {
    const part = piece.subarray(0, this.bytes.length - this.had);
    this.bytes.set(part, this.had);
    this.had += part.length;
  }
}

/** Bytes that are inflated at once: a few of them may become a thousand times as many. */
const pieceBytes = 4_096;

/** Past the two bytes in front of a zlib stream (RFC 1950), which say nothing of its length. */
function inflate(packed: Uint8Array, filling: Filling): void {
  const inflating = new Inflate((piece) => {
    filling.put(piece);
  });
  for (let at = 2; at < packed.length && !filling.isFull; at += pieceBytes) {
    inflating.push(packed.subarray(at, at + pieceBytes), false);
  }
}

/** TIFF 6.0, section 9. */
function packBits(packed: Uint8Array, filling: Filling): void {
  for (let at = 0; at < packed.length && !filling.isFull;) {
    const head = packed[at] ?? 0;
    if (head < 128) {
      filling.put(packed.subarray(at + 1, at + 2 + head));
      at += 2 + head;
    } else {
      const [byte] = packed.subarray(at + 1, at + 2);
      if (head > 128 && byte !== undefined) filling.put(new Uint8Array(257 - head).fill(byte));
      at += head === 128 ? 1 : 2;
    }
  }
}

const lzw = { clear: 256, end: 257, first: 258, max: 4_096 } as const;

/**
 * TIFF 6.0, section 13. Each code stands for a run of bytes that was written before, so where it
 * lies in the output and how long it is says all.
 */
function unpackLzw(packed: Uint8Array, filling: Filling): void {
  const starts = new Uint32Array(lzw.max);
  const lengths = new Uint32Array(lzw.max);
  let next: number = lzw.first;
  let width = 9;
  let previous = { start: 0, length: 0 };
  let [bits, held, at] = [0, 0, 0];
  while (!filling.isFull) {
    while (held < width) {
      if (at >= packed.length) return;
      bits = ((bits << 8) | (packed[at] ?? 0)) & 0xff_ffff;
      held += 8;
      at += 1;
    }
    held -= width;
    const code = (bits >>> held) & ((1 << width) - 1);
    if (code === lzw.end) return;
    if (code === lzw.clear) {
      [next, width, previous] = [lzw.first, 9, { start: 0, length: 0 }];
      continue;
    }
    const start = filling.had;
    if (code < lzw.clear) {
      filling.put(Uint8Array.of(code));
    } else if (code < next) {
      const from = starts[code] ?? 0;
      filling.put(filling.bytes.slice(from, from + (lengths[code] ?? 0)));
    } else if (code === next && previous.length > 0) {
      filling.put(filling.bytes.slice(previous.start, previous.start + previous.length));
      filling.put(filling.bytes.slice(previous.start, previous.start + 1));
    } else {
      throw new RangeError('a code before its meaning');
    }
    if (previous.length > 0 && next < lzw.max) {
      // The run before, and the first byte of this one, which lies right behind it.
      starts[next] = previous.start;
      lengths[next] = previous.length + 1;
      next += 1;
    }
    previous = { start, length: filling.had - start };
    // One code early, as the first writer of such files did.
    if (next >= 511) width = next >= 2_047 ? 12 : next >= 1_023 ? 11 : 10;
  }
}

/**
 * Unpacks a strip or tile of a TIFF. What is damaged gives as much as comes before the damage.
 * @param wanted how many bytes it has to come to
 */
export function unpackTiff(packed: Uint8Array, compression: number, wanted: number): Unpacked {
  const filling = new Filling(wanted);
  const { deflate, none, oldDeflate, packBits: runs } = tiffCode.compression;
  try {
    if (compression === none) filling.put(packed);
    else if (compression === deflate || compression === oldDeflate) inflate(packed, filling);
    else if (compression === runs) packBits(packed, filling);
    else if (compression === tiffCode.compression.lzw) unpackLzw(packed, filling);
    else if (tiffCode.zstd.includes(compression) && packed.length > 0) {
      decompress(packed, filling.bytes);
      filling.had = wanted;
    }
  } catch {
    // What was unpacked before the damage stays.
  }
  return { bytes: filling.bytes, had: filling.had };
}
