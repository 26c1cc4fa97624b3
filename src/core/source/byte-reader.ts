import { limits } from '../base/limits';

/** Random access to a file's bytes, so that a header can be read without loading the file. */
export interface ByteReader {
  /** Length of the file in bytes. */
  readonly size: number;
  /** Returns up to `length` bytes from `offset`; fewer at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** The part of a browser's Blob or File that reading needs. */
export interface BlobLike {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** Returns a reader over bytes that are in memory already. */
export function bytesReader(bytes: Uint8Array): ByteReader {
  return {
    size: bytes.byteLength,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}

/** Returns a reader over a Blob or File that loads only the slices asked for. */
export function blobReader(blob: BlobLike): ByteReader {
  return {
    size: blob.size,
    read: async (offset, length) =>
      new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  };
}

export type HeaderFaultKind =
  | 'cut' // the file ends before its header does
  | 'budget' // reading on would cost more than a header may
  | 'unreadable' // the file could not be read at all
  | 'damaged' // the header contradicts itself
  | 'refused'; // understood, but not accepted

/**
 * Why a header could not be read. Thrown inside this folder only, and turned into an AppError in
 * one place (readHeader), so that each format's reader can be a straight line.
 */
export class HeaderFault extends Error {
  readonly kind: HeaderFaultKind;
  readonly what: string;
  readonly advice: string | undefined;

  constructor(kind: HeaderFaultKind, what: string, advice?: string) {
    super(what);
    this.name = 'HeaderFault';
    this.kind = kind;
    this.what = what;
    this.advice = advice;
  }
}

/** A stretch of bytes with checked reads: reading past its end is a HeaderFault, never NaN. */
export class ByteView {
  readonly bytes: Uint8Array;
  readonly length: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.length = bytes.byteLength;
  }

  u8(offset: number): number {
    const value = this.bytes[offset];
    if (value === undefined) throw new HeaderFault('cut', 'ends inside its header');
    return value;
  }

  u16(offset: number, little = false): number {
    const first = this.u8(offset);
    const second = this.u8(offset + 1);
    return little ? second * 256 + first : first * 256 + second;
  }

  u24(offset: number, little = false): number {
    return little
      ? this.u16(offset, true) + this.u8(offset + 2) * 65_536
      : this.u8(offset) * 65_536 + this.u16(offset + 1);
  }

  u32(offset: number, little = false): number {
    const first = this.u16(offset, little);
    const second = this.u16(offset + 2, little);
    return little ? second * 65_536 + first : first * 65_536 + second;
  }

  /** 64 bits as a number: exact up to 2^53, which is beyond any file we read. */
  u64(offset: number, little = false): number {
    const first = this.u32(offset, little);
    const second = this.u32(offset + 4, little);
    return little ? second * 2 ** 32 + first : first * 2 ** 32 + second;
  }

  /** Returns `length` bytes as Latin-1 text, or less at the end. */
  text(offset: number, length: number): string {
    let text = '';
    for (const byte of this.bytes.subarray(offset, offset + length)) {
      text += String.fromCharCode(byte);
    }
    return text;
  }

  /** Returns the part from `offset`, `length` bytes long or less at the end. */
  part(offset: number, length = this.length): ByteView {
    return new ByteView(this.bytes.subarray(offset, offset + length));
  }

  /** Returns true when the ASCII text `needle` occurs anywhere. */
  includes(needle: string): boolean {
    const first = needle.charCodeAt(0);
    for (
      let at = this.bytes.indexOf(first);
      at >= 0 && at + needle.length <= this.length;
      at = this.bytes.indexOf(first, at + 1)
    ) {
      if (this.text(at, needle.length) === needle) return true;
    }
    return false;
  }
}

/**
 * Reads a file in pages and keeps them, within the budget of `limits.header`. Hostile files can
 * make a format's reader jump about; they cannot make it read more than this.
 */
export class HeaderBytes {
  readonly size: number;
  readonly #reader: ByteReader;
  readonly #pages = new Map<number, Uint8Array>();
  #reads = 0;
  #bytes = 0;

  constructor(reader: ByteReader) {
    this.#reader = reader;
    this.size = reader.size;
  }

  /**
   * Returns exactly `length` bytes from `offset`. Faults: 'cut' beyond the end of the file,
   * 'budget' when a header has cost too much, 'unreadable' when the file fails.
   */
  async take(offset: number, length: number): Promise<ByteView> {
    if (!(offset >= 0) || offset + length > this.size) {
      throw new HeaderFault('cut', 'ends inside its header');
    }
    const pageBytes = limits.header.pageBytes;
    const firstPage = Math.floor(offset / pageBytes);
    const lastPage = Math.floor((offset + Math.max(length, 1) - 1) / pageBytes);
    if (firstPage === lastPage) {
      const page = await this.#page(firstPage);
      const start = offset - firstPage * pageBytes;
      return this.#whole(page.subarray(start, start + length), length);
    }
    if (length > limits.header.bytes) throw this.#overBudget();
    const joined = new Uint8Array(length);
    let filled = 0;
    for (let index = firstPage; index <= lastPage; index += 1) {
      const page = await this.#page(index);
      const start = Math.max(0, offset - index * pageBytes);
      const part = page.subarray(start, start + length - filled);
      joined.set(part, filled);
      filled += part.byteLength;
    }
    return this.#whole(joined.subarray(0, filled), length);
  }

  /** Returns up to `length` bytes from `offset`, fewer (or none) at the end of the file. */
  async upTo(offset: number, length: number): Promise<ByteView> {
    return this.take(offset, Math.max(0, Math.min(length, this.size - offset)));
  }

  /** Returns what `take` does, or undefined where the file ends or the budget does. */
  async peek(offset: number, length: number): Promise<ByteView | undefined> {
    try {
      return await this.take(offset, length);
    } catch (fault) {
      if (fault instanceof HeaderFault && (fault.kind === 'cut' || fault.kind === 'budget')) {
        return undefined;
      }
      throw fault;
    }
  }

  #whole(bytes: Uint8Array, length: number): ByteView {
    if (bytes.byteLength < length) throw new HeaderFault('cut', 'ends inside its header');
    return new ByteView(bytes);
  }

  #overBudget(): HeaderFault {
    return new HeaderFault('budget', 'has a header that is too long or too scattered to read');
  }

  async #page(index: number): Promise<Uint8Array> {
    const known = this.#pages.get(index);
    if (known !== undefined) return known;
    const { pageBytes, reads, bytes } = limits.header;
    if (this.#reads >= reads || this.#bytes + pageBytes > bytes) throw this.#overBudget();
    this.#reads += 1;
    this.#bytes += pageBytes;
    const start = index * pageBytes;
    const length = Math.min(pageBytes, this.size - start);
    const page = await this.#reader.read(start, length).catch((cause: unknown) => {
      throw new HeaderFault('unreadable', `could not be read: ${String(cause)}`);
    });
    this.#pages.set(index, page);
    return page;
  }
}
