import { bigEndian, joinBytes, latinBytes, latinText } from '../../base/join-bytes';
import type { Told } from '../told';

interface Box {
  readonly kind: string;
  readonly bytes: Uint8Array;
}

const box = (kind: string, ...content: readonly Uint8Array[]): Uint8Array => {
  const body = joinBytes(...content);
  return joinBytes(bigEndian(8 + body.length, 4), latinBytes(kind), body);
};

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function boxesIn(bytes: Uint8Array): readonly Box[] {
  const found: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const length = viewOf(bytes).getUint32(at) || bytes.length - at;
    if (length < 8 || at + length > bytes.length) throw new TypeError('an AVIF of other boxes');
    const one = bytes.subarray(at, at + length);
    found.push({ kind: latinText(one.subarray(4, 8)), bytes: one });
    at += length;
  }
  return found;
}

/** Something beside the picture, as `iinf` names it. */
interface Item {
  readonly id: number;
  readonly info: Uint8Array;
  readonly content: Uint8Array;
}

function itemsOf({ exif, xmp }: Told, firstId: number): readonly Item[] {
  const items: Item[] = [];
  const add = (content: Uint8Array, ...type: Uint8Array[]): void => {
    const id = firstId + items.length;
    const head = Uint8Array.of(2, 0, 0, 0);
    items.push({
      id,
      info: box('infe', head, bigEndian(id, 2), bigEndian(0, 2), ...type),
      content,
    });
  };
  // Before the TIFF header stands how far ahead it lies.
  if (exif) add(joinBytes(bigEndian(0, 4), exif), latinBytes('Exif\0'));
  if (xmp) add(xmp, latinBytes('mime\0application/rdf+xml\0'));
  return items;
}

const [headBytes, fullHeadBytes] = [8, 12];
/** Sizes of offsets and lengths in `iloc` as encoders write it: 4 bytes each. */
const plainSizes = 0x44;

/** What `iloc` says of its items. */
interface Places {
  /** Where it has the places of data in the file. */
  readonly at: readonly number[];
  readonly ids: readonly number[];
  /** What an item of ours has between its number and its one place. */
  readonly between: Uint8Array;
}

function placesIn(iloc: Uint8Array): Places {
  const view = viewOf(iloc);
  const version = view.getUint8(headBytes);
  const baseBytes = view.getUint8(fullHeadBytes + 1) >> 4;
  if (version > 1 || view.getUint8(fullHeadBytes) !== plainSizes) {
    throw new TypeError('an AVIF whose iloc is of another kind');
  }
  const at: number[] = [];
  const ids: number[] = [];
  let place = fullHeadBytes + 4;
  for (let left = view.getUint16(fullHeadBytes + 2); left > 0; left -= 1) {
    ids.push(view.getUint16(place));
    // Data inside `meta` itself (construction method 1) does not move.
    const inFile = version === 0 || (view.getUint16(place + 2) & 0xf) === 0;
    const extentsAt = place + (version === 0 ? 4 : 6) + baseBytes;
    const extents = view.getUint16(extentsAt);
    place = extentsAt + 2;
    for (let extent = 0; extent < extents; extent += 1, place += 8) if (inFile) at.push(place);
  }
  return { at, ids, between: new Uint8Array((version === 0 ? 2 : 4) + baseBytes) };
}

/** Returns `iloc` with these items, whose data lie one after another from `from` on. */
function locating(
  iloc: Uint8Array,
  items: readonly Item[],
  moved: number,
  from: number,
): Uint8Array {
  const { at, between } = placesIn(iloc);
  let place = from;
  const added = items.map(({ id, content }) => {
    const extent = joinBytes(bigEndian(1, 2), bigEndian(place, 4), bigEndian(content.length, 4));
    place += content.length;
    return joinBytes(bigEndian(id, 2), between, extent);
  });
  const result = joinBytes(iloc, ...added);
  const view = viewOf(result);
  view.setUint32(0, result.length);
  view.setUint16(fullHeadBytes + 2, view.getUint16(fullHeadBytes + 2) + items.length);
  for (const one of at) view.setUint32(one, view.getUint32(one) + moved);
  return result;
}

/** Returns `iinf` with these items. */
function naming(iinf: Uint8Array, items: readonly Item[]): Uint8Array {
  const result = joinBytes(iinf, ...items.map(({ info }) => info));
  const view = viewOf(result);
  view.setUint32(0, result.length);
  const wide = view.getUint8(headBytes) > 0;
  if (wide) view.setUint32(fullHeadBytes, view.getUint32(fullHeadBytes) + items.length);
  else view.setUint16(fullHeadBytes, view.getUint16(fullHeadBytes) + items.length);
  return result;
}

/** Returns `iref`, which says that these items describe the picture. */
function describing(iref: Uint8Array | null, items: readonly Item[], picture: number): Uint8Array {
  const links = items.map(({ id }) =>
    box('cdsc', bigEndian(id, 2), bigEndian(1, 2), bigEndian(picture, 2)),
  );
  return box('iref', iref?.subarray(headBytes) ?? bigEndian(0, 4), ...links);
}

/**
 * Returns an AVIF file with what is told, as items beside the picture (ISO/IEC 23008-12, annex A).
 * Throws TypeError for files that are laid out otherwise than our encoder does.
 */
export function tellInAvif(file: Uint8Array, told: Told): Uint8Array {
  if (told.exif === null && told.xmp === null) return file;
  const top = boxesIn(file);
  const meta = top.find(({ kind }) => kind === 'meta')?.bytes;
  if (!meta) throw new TypeError('an AVIF without meta');
  const inner = boxesIn(meta.subarray(fullHeadBytes));
  const part = (kind: string): Uint8Array | null =>
    inner.find((one) => one.kind === kind)?.bytes ?? null;
  const [iloc, iinf, pitm] = [part('iloc'), part('iinf'), part('pitm')];
  if (!iloc || !iinf || !pitm) throw new TypeError('an AVIF without a picture');
  const picture = viewOf(pitm).getUint16(fullHeadBytes);
  const items = itemsOf(told, Math.max(...placesIn(iloc).ids) + 1);
  const rest = inner.filter(({ kind }) => !['iloc', 'iinf', 'iref'].includes(kind));
  /** The same however far the data move: only numbers in it change. */
  const written = (moved: number, from: number): Uint8Array => {
    const body = joinBytes(
      ...rest.map(({ bytes }) => bytes),
      naming(iinf, items),
      describing(part('iref'), items, picture),
      locating(iloc, items, moved, from),
    );
    return joinBytes(bigEndian(fullHeadBytes + body.length, 4), meta.subarray(4, 12), body);
  };
  const moved = written(0, 0).length - meta.length;
  const from = file.length + moved + headBytes;
  return joinBytes(
    ...top.map(({ kind, bytes }) => (kind === 'meta' ? written(moved, from) : bytes)),
    box('mdat', ...items.map(({ content }) => content)),
  );
}
