import { type ExifBlock, type ExifEntry, layOut, readExif } from '../blocks/exif-block';
import { typeBytes } from '../blocks/exif-types';
import { joinBytes } from '../../base/join-bytes';
import type { Told } from '../told';

const xmpTag = 0x02bc;
const iptcTag = 0x83bb;
/** Bytes of the parts of a value by type that are turned around with the byte order. */
const partBytes = (type: number): number =>
  type === 5 || type === 10 ? 4 : type === 2 || type === 7 ? 1 : (typeBytes[type] ?? 1);

/** Returns an entry as it stands in a file of the other byte order. */
function turned(entry: ExifEntry): ExifEntry {
  const length = partBytes(entry.type);
  if (length === 1) return entry;
  const value = new Uint8Array(entry.value.length);
  for (let at = 0; at < value.length; at += length) {
    value.set(entry.value.slice(at, at + length).toReversed(), at);
  }
  return { ...entry, value };
}

/** Whole numbers of 32 bits, as libtiff wants IPTC to be counted. */
function iptcEntry(iptc: Uint8Array): ExifEntry {
  const value = new Uint8Array(4 * Math.ceil(iptc.length / 4));
  value.set(iptc);
  return { tag: iptcTag, type: 4, count: value.length / 4, value, at: 0 };
}

const xmpEntry = (xmp: Uint8Array): ExifEntry => ({
  tag: xmpTag,
  type: 1,
  count: xmp.length,
  value: xmp,
  at: 0,
});

/**
 * Returns a TIFF file with what is told: its first directory is written anew at the end, with the
 * tags of EXIF beside its own (TIFF 6.0; Exif 3.0, 4.6.3; XMP part 3, 1.1.7).
 */
export function tellInTiff(file: Uint8Array, { exif, xmp, iptc }: Told): Uint8Array {
  if (exif === null && xmp === null && iptc === null) return file;
  const own = readExif(file, () => true, file.length);
  if (own === null) throw new TypeError('a TIFF that cannot be read');
  const told = exif === null ? null : readExif(exif);
  const fitting = (entries: readonly ExifEntry[] = []): readonly ExifEntry[] =>
    told?.little === own.little ? entries : entries.map(turned);
  const added = [
    ...(xmp ? [xmpEntry(xmp)] : []),
    ...(iptc ? [iptcEntry(iptc)] : []),
    ...fitting(told?.main),
  ];
  const taken = new Set(own.main.map(({ tag }) => tag));
  const block: ExifBlock = {
    little: own.little,
    main: [...own.main, ...added.filter(({ tag }) => !taken.has(tag))],
    exif: fitting(told?.exif),
    gps: fitting(told?.gps),
    interop: fitting(told?.interop),
  };
  const start = file.length + (file.length % 2);
  const { bytes, first } = layOut(block, start);
  const result = joinBytes(file, new Uint8Array(start - file.length), bytes);
  new DataView(result.buffer).setUint32(4, first, own.little);
  return result;
}
