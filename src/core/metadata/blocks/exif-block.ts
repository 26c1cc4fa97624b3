import { typeBytes } from './exif-types';
import { movedNote } from './maker-note';

/** One tag of an EXIF block. Its value is never decoded: what stays, stays byte for byte. */
export interface ExifEntry {
  readonly tag: number;
  /** As TIFF numbers types: 2 is text, 3 whole numbers of 16 bits. */
  readonly type: number;
  /** How many values of this type. */
  readonly count: number;
  /** In the byte order of the block. */
  readonly value: Uint8Array;
  /** Where the value lay in the block; 0 where that has no meaning. */
  readonly at: number;
}

/** The directories of an EXIF block that are about the picture itself. */
export interface ExifBlock {
  readonly little: boolean;
  readonly main: readonly ExifEntry[];
  readonly exif: readonly ExifEntry[];
  readonly gps: readonly ExifEntry[];
  readonly interop: readonly ExifEntry[];
}

/** Tags that say where another directory begins. */
export const pointers = { exif: 0x8769, gps: 0x8825, interop: 0xa005 } as const;
const pointerTags: ReadonlySet<number> = new Set(Object.values(pointers));
export const makerNote = 0x927c;

const name = [0x45, 0x78, 0x69, 0x66, 0, 0]; // "Exif\0\0"
/** No camera writes as many tags into a directory. */
const maxEntries = 1_000;

/** Returns an EXIF block from its TIFF header on, without the name that some files put before it. */
export const withoutName = (block: Uint8Array): Uint8Array =>
  name.every((byte, at) => block[at] === byte) ? block.subarray(name.length) : block;

/**
 * Reads an EXIF block, or a whole TIFF file. Returns null when it is none. What points outside it
 * is passed over, and values that claim the same bytes over and over are read until they are
 * `maxValues` bytes together.
 * @param wanted whether a tag of the first directory is read at all
 */
export function readExif(
  named: Uint8Array,
  wanted: (tag: number) => boolean = () => true,
  maxValues = 2 * named.length,
): ExifBlock | null {
  const block = withoutName(named);
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  if (block.length < 8) return null;
  const order = view.getUint16(0);
  const little = order === 0x4949;
  if ((!little && order !== 0x4d4d) || view.getUint16(2, little) !== 42) return null;
  let left = maxValues;
  const directory = (at: number, reads: (tag: number) => boolean): ExifEntry[] => {
    if (at < 8 || at + 2 > block.length) return [];
    const entries: ExifEntry[] = [];
    const count = Math.min(view.getUint16(at, little), maxEntries);
    for (let place = at + 2; place < at + 2 + 12 * count; place += 12) {
      if (place + 12 > block.length) break;
      const tag = view.getUint16(place, little);
      const type = view.getUint16(place + 2, little);
      const number = view.getUint32(place + 4, little);
      const bytes = number * (typeBytes[type] ?? 0);
      const start = bytes > 4 ? view.getUint32(place + 8, little) : place + 8;
      const isKnown = type in typeBytes && reads(tag);
      if (!isKnown || start + bytes > block.length || bytes > left) continue;
      left -= bytes;
      const value = block.slice(start, start + bytes);
      entries.push({ tag, type, count: number, value, at: start });
    }
    return entries;
  };
  const all = directory(view.getUint32(4, little), (tag) => pointerTags.has(tag) || wanted(tag));
  const inner = (within: readonly ExifEntry[], pointer: number): ExifEntry[] => {
    const found = within.find(({ tag, value }) => tag === pointer && value.length === 4);
    return found ? directory(numberIn(found.value, little), () => true) : [];
  };
  const exif = inner(all, pointers.exif);
  const others = (entries: readonly ExifEntry[]): ExifEntry[] =>
    entries.filter(({ tag }) => !pointerTags.has(tag));
  return {
    little,
    main: others(all),
    exif: others(exif),
    gps: others(inner(all, pointers.gps)),
    interop: others(inner(exif, pointers.interop)),
  };
}

const numberIn = (value: Uint8Array, little: boolean): number =>
  new DataView(value.buffer, value.byteOffset, value.byteLength).getUint32(0, little);

/** Returns a value of one whole number, of 16 or 32 bits as it needs. */
export function numberEntry(tag: number, number: number, little: boolean): ExifEntry {
  const short = number < 0x10000;
  const value = new Uint8Array(short ? 2 : 4);
  const view = new DataView(value.buffer);
  if (short) view.setUint16(0, number, little);
  else view.setUint32(0, number, little);
  return { tag, type: short ? 3 : 4, count: 1, value, at: 0 };
}

/** Directories as bytes, and where the first one begins. */
export interface LaidOut {
  readonly bytes: Uint8Array;
  readonly first: number;
}

/** Up to where a block may be filled up for a maker's note to stay in its place: a JPEG's segment. */
const maxFixed = 0xff00;

/**
 * Returns directories as they stand from `start` on in a file that is addressed from 0. The maker's
 * note stays where it was, if that is behind `start` and not far: many point into themselves by
 * places in the block. Where it cannot stay, these are counted anew.
 */
export function layOut(block: ExifBlock, start: number): LaidOut {
  const { little } = block;
  const note = block.exif.find(({ tag }) => tag === makerNote);
  const isNear = note && note.at >= start && note.at + note.value.length <= maxFixed;
  const fixed = isNear && note.value.length > 4 ? note : null;
  let end = start;
  const place = (length: number): number => {
    const from = end + (end % 2);
    const hits = fixed && from < fixed.at + fixed.value.length && from + length > fixed.at;
    const at = hits ? fixed.at + fixed.value.length + ((fixed.at + fixed.value.length) % 2) : from;
    end = at + length;
    return at;
  };
  const parts: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  const write = (entries: readonly ExifEntry[]): number => {
    const sorted = entries.toSorted((left, right) => left.tag - right.tag);
    const bytes = new Uint8Array(2 + 12 * sorted.length + 4);
    const at = place(bytes.length);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, sorted.length, little);
    sorted.forEach((entry, index) => {
      const { tag, type, count, value } = entry;
      const to = 2 + 12 * index;
      view.setUint16(to, tag, little);
      view.setUint16(to + 2, type, little);
      view.setUint32(to + 4, count, little);
      if (value.length <= 4) bytes.set(value, to + 8);
      else {
        const lies = entry === fixed ? entry.at : place(value.length);
        view.setUint32(to + 8, lies, little);
        const isMoved = tag === makerNote && entry.at > 0;
        parts.push({ at: lies, bytes: isMoved ? movedNote(value, entry.at, lies) : value });
      }
    });
    parts.push({ at, bytes });
    return at;
  };
  /** A directory inside another one; none when it is empty. */
  const pointing = (tag: number, entries: readonly ExifEntry[]): ExifEntry[] => {
    if (entries.length === 0) return [];
    const value = new Uint8Array(4);
    new DataView(value.buffer).setUint32(0, write(entries), little);
    return [{ tag, type: 4, count: 1, value, at: 0 }];
  };
  const exif = [...block.exif, ...pointing(pointers.interop, block.interop)];
  const first = write([
    ...block.main,
    ...pointing(pointers.exif, exif),
    ...pointing(pointers.gps, block.gps),
  ]);
  const length = parts.reduce((max, { at, bytes }) => Math.max(max, at + bytes.length), start);
  const bytes = new Uint8Array(length - start);
  for (const part of parts) bytes.set(part.bytes, part.at - start);
  return { bytes, first };
}

/** Returns an EXIF block, beginning with its TIFF header. */
export function writeExif(block: ExifBlock): Uint8Array {
  const { bytes, first } = layOut(block, 8);
  const result = new Uint8Array(8 + bytes.length);
  const view = new DataView(result.buffer);
  view.setUint16(0, block.little ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, block.little);
  view.setUint32(4, first, block.little);
  result.set(bytes, 8);
  return result;
}
