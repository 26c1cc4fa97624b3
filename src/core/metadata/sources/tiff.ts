import { readExif, writeExif } from '../blocks/exif-block';
import { isOfPicture, withoutOrientation } from '../blocks/keep-in-exif';
import { nothingTold, type Told } from '../told';

const iptcTag = 0x83bb;
const photoshopTag = 0x8649;
const marker = 0x1c;
/** What tags tell, without pixels, is never more than this in bytes. */
const maxValues = 4 * 1024 * 1024;

/** Returns IPTC as it was meant: some writers turned it around with the file's byte order. */
function inOrder(value: Uint8Array): Uint8Array {
  if (value[0] === marker || value[3] !== marker) return value;
  const turned = new Uint8Array(value.length - (value.length % 4));
  for (let at = 0; at < turned.length; at += 4) {
    turned.set(value.slice(at, at + 4).toReversed(), at);
  }
  return turned;
}

/**
 * Returns what a TIFF file tells in its own tags, in any byte order: libvips hands out no EXIF of
 * TIFF files, and no IPTC of those that begin with "MM". EXIF does
 * not say how to turn the picture, which libvips knows.
 */
export function toldByTiff(bytes: Uint8Array): Told {
  const block = readExif(bytes, isOfPicture, maxValues);
  if (block === null) return nothingTold;
  const containers = readExif(bytes, (tag) => tag === iptcTag || tag === photoshopTag, maxValues);
  const valueOf = (wanted: number): Uint8Array | null =>
    containers?.main.find(({ tag }) => tag === wanted)?.value ?? null;
  const iptc = valueOf(iptcTag);
  return {
    ...nothingTold,
    exif: withoutOrientation(writeExif(block)),
    iptc: iptc ? inOrder(iptc) : valueOf(photoshopTag),
  };
}
