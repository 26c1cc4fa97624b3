import { Unzlib } from 'fflate';
import { joinBytes } from '../base/join-bytes';

/** Bytes given to the decoder at once: deflate makes at most 1,032 of each. */
const stepBytes = 1024;

/** What packed texts of one file may unpack to together. */
export class Inflation {
  #left: number;

  /** @param max bytes */
  constructor(max: number) {
    this.#left = max;
  }

  /** Whether there was more than that. */
  get isExceeded(): boolean {
    return this.#left < 0;
  }

  /** Returns what is packed as zlib does; null when it is damaged, or more than is left. */
  unpack(packed: Uint8Array): Uint8Array | null {
    const parts: Uint8Array[] = [];
    const stream = new Unzlib((part) => {
      this.#left -= part.length;
      if (this.#left >= 0) parts.push(part.slice());
    });
    try {
      for (let at = 0; at < packed.length && this.#left >= 0; at += stepBytes) {
        stream.push(packed.subarray(at, at + stepBytes), at + stepBytes >= packed.length);
      }
    } catch {
      return null;
    }
    return this.isExceeded ? null : joinBytes(...parts);
  }
}
