import type { Size } from '../../base/geometry';
import {
  type ExifBlock,
  type ExifEntry,
  makerNote,
  numberEntry,
  readExif,
  writeExif,
} from './exif-block';
import type { MetadataGroup } from '../groups';
import { groupOfExifNumber } from '../tag-groups';

const tags = (hex: string): ReadonlySet<number> =>
  new Set(hex.split(' ').map((one) => Number.parseInt(one, 16)));

/** What says how to read the rest: it stays with whatever stays. */
export const readingTags = '0112 011a 011b 0128 0213 9000 9101 9102 a000 a001 a002 a003';
const reading = tags(readingTags);

/**
 * What describes the file that the picture came from, or shows it as it was: how its pixels were
 * laid out and coloured, other containers of metadata, small pictures, Photoshop's layers, padding.
 */
export const staleTags =
  '00fe 00ff 0100 0101 0102 0103 0106 010a 0111 0115 0116 0117 011c 011d 012d 013d 013e 013f ' +
  '0140 0141 0142 0143 0144 0145 014a 0152 0153 0154 0155 015b 0201 0202 0211 0212 0214 02bc ' +
  '83bb 8649 8773 935c c612 c613 ea1c ea1d';
const stale = tags(staleTags);

/** Returns whether a tag of the first directory is about the picture and not about its file. */
export const isOfPicture = (tag: number): boolean => !stale.has(tag);

const orientation = 0x0112;
const colourSpace = 0xa001;
const sRgb = 1;
const sides = { width: 0xa002, height: 0xa003 } as const;
const interopIndex = 1;
/** "R98", the name of sRGB in the directory for interoperability. */
const interopSrgb = Uint8Array.of(0x52, 0x39, 0x38, 0);

/**
 * Returns an EXIF block of what stays, as the picture is now: upright, in sRGB, of its present size
 * in pixels, without a small picture. Every other value stays byte for byte. Null when nothing that
 * is told stays, or when the block cannot be read.
 */
export function keepInExif(
  bytes: Uint8Array,
  groups: ReadonlySet<MetadataGroup>,
  size: Size,
): Uint8Array | null {
  const block = readExif(bytes);
  if (block === null) return null;
  const { little } = block;
  const isKept = ({ tag }: ExifEntry): boolean =>
    !stale.has(tag) && (reading.has(tag) || groups.has(groupOfExifNumber(tag)));
  const kept: ExifBlock = {
    little,
    main: block.main.filter(isKept),
    exif: block.exif.filter(isKept),
    gps: groups.has('location') ? block.gps : [],
    interop: block.interop.filter(({ tag }) => tag <= 2),
  };
  const tells = [...kept.main, ...kept.exif].some(({ tag }) => !reading.has(tag));
  if (!tells && kept.gps.length === 0) return null;
  const now = (entry: ExifEntry): ExifEntry => {
    if (entry.tag === orientation) return numberEntry(orientation, 1, little);
    if (entry.tag === sides.width) return numberEntry(sides.width, size.width, little);
    if (entry.tag === sides.height) return numberEntry(sides.height, size.height, little);
    return entry;
  };
  return writeExif({
    ...kept,
    main: kept.main.map(now),
    exif: [
      ...kept.exif.filter(({ tag }) => tag !== colourSpace).map(now),
      numberEntry(colourSpace, sRgb, little),
    ],
    interop: kept.interop.map((entry) =>
      entry.tag === interopIndex ? { ...entry, value: interopSrgb, type: 2, count: 4 } : entry,
    ),
  });
}

/**
 * Returns an EXIF block of at most `max` bytes: of one that is longer, the maker's note goes, and then
 * the longest values.
 */
export function exifWithin(bytes: Uint8Array, max: number): Uint8Array {
  const block = bytes.length > max ? readExif(bytes) : null;
  if (block === null) return bytes;
  const longest = (entries: readonly ExifEntry[]): number =>
    Math.max(0, ...entries.map(({ tag, value }) => (tag === makerNote ? Infinity : value.length)));
  const limit = Math.max(longest(block.main), longest(block.exif));
  const isShorter = ({ tag, value }: ExifEntry): boolean =>
    limit === Infinity ? tag !== makerNote : value.length < limit;
  const shorter = writeExif({
    ...block,
    main: block.main.filter(isShorter),
    exif: block.exif.filter(isShorter),
  });
  return shorter.length < bytes.length ? exifWithin(shorter, max) : bytes;
}

/**
 * Returns an EXIF block that does not say how the picture is to be turned, since that was done or is
 * said elsewhere; the same when it cannot be read.
 */
export function withoutOrientation(bytes: Uint8Array): Uint8Array {
  const block = readExif(bytes);
  if (block === null) return bytes;
  return writeExif({ ...block, main: block.main.filter(({ tag }) => tag !== orientation) });
}
