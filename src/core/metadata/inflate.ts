import { Unzlib } from 'fflate';
import { joinBytes } from './join-bytes';

/** A few bytes may unpack to a thousand times as many, so they are unpacked step by step. */
const stepBytes = 4_096;

/** Returns what is packed as zlib does; null when it is damaged or longer than `most` bytes. */
export function inflated(packed: Uint8Array, most: number): Uint8Array | null {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Unzlib((part) => {
    length += part.length;
    if (length <= most) parts.push(part);
  });
  try {
    for (let at = 0; at < packed.length && length <= most; at += stepBytes) {
      const end = at + stepBytes;
      stream.push(packed.subarray(at, end), end >= packed.length);
    }
  } catch {
    return null;
  }
  return length <= most ? joinBytes(...parts) : null;
}
