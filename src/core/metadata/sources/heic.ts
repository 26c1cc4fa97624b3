import { ByteView, HeaderFault } from '../../source/byte-reader';
import { body, boxes } from '../../source/iso/boxes';
import { dataOf, type Items, itemsOf } from '../../source/iso/items';
import { Inflation } from '../../source/inflate';
import { withoutOrientation } from '../blocks/keep-in-exif';
import { nothingTold, type Told } from '../told';

const xmpType = 'application/rdf+xml';
/** What a packed text may unpack to, in bytes. */
const maxUnpacked = 4 * 1024 * 1024;

/**
 * Returns what a HEIC file tells of its picture in items beside it (ISO/IEC 23008-12, annex A). EXIF
 * does not say how to turn the picture, for its decoder has turned it.
 */
export function toldByHeic(bytes: Uint8Array): Told {
  try {
    const file = new ByteView(bytes);
    const meta = body(boxes(file), 'meta');
    if (meta === undefined) return nothingTold;
    const items = itemsOf(meta);
    const exif = itemAbout(items, (item) => items.kinds.get(item) === 'Exif');
    const xmp = itemAbout(items, (item) => items.contents.get(item)?.type === xmpType);
    const told = exif === undefined ? null : exifIn(dataOf(items, exif, file));
    return {
      ...nothingTold,
      exif: told && withoutOrientation(told),
      xmp: xmp === undefined ? null : xmpIn(items, xmp, file),
    };
  } catch (fault) {
    // What is cut off or contradicts itself is not told; the picture may be whole all the same.
    if (fault instanceof HeaderFault) return nothingTold;
    throw fault;
  }
}

/** Returns the item of a kind that describes the picture; where none says so, the first. */
function itemAbout(
  { kinds, links, primary }: Items,
  isWanted: (item: number) => boolean,
): number | undefined {
  const wanted = [...kinds.keys()].filter(isWanted);
  const describes = (item: number): boolean =>
    links.some(
      ({ kind, from, to }) =>
        kind === 'cdsc' && from === item && primary !== undefined && to.includes(primary),
    );
  return wanted.find(describes) ?? wanted[0];
}

/** An item of EXIF says first how far away its TIFF header is. */
function exifIn(data: ByteView | undefined): Uint8Array | null {
  if (data === undefined || data.length < 8) return null;
  for (const at of [4 + data.u32(0), 4, 10]) {
    if (['MM\0*', 'II*\0'].includes(data.text(at, 4))) return data.bytes.slice(at);
  }
  return null;
}

function xmpIn(items: Items, item: number, file: ByteView): Uint8Array | null {
  const data = dataOf(items, item, file)?.bytes;
  const packing = items.contents.get(item)?.packing ?? '';
  if (data === undefined || data.length === 0) return null;
  if (packing === 'deflate') return new Inflation(maxUnpacked).unpack(data);
  return packing === '' ? data.slice() : null;
}
