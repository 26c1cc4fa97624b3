import type { ByteView } from './byte-reader';
import { body, type Box, boxes, boxesIn, childrenMost } from './iso-boxes';

/** What `meta` says of the pictures in a file and of what stands beside them. */
export interface Items {
  readonly primary: number | undefined;
  /** All properties, whichever item has them. */
  readonly all: readonly Box[];
  /** Properties by item, in their order. */
  readonly own: ReadonlyMap<number, readonly Box[]>;
  /** Items that belong to another one: which, to which, and how (`auxl`, `cdsc`, `dimg`). */
  readonly links: readonly Link[];
  /** The kind of coding by item, such as `av01`, `grid`, `Exif` or `mime`. */
  readonly kinds: ReadonlyMap<number, string>;
  readonly places: ReadonlyMap<number, Place>;
  /** Data that stand in `meta` itself. */
  readonly inside: ByteView | undefined;
}

interface Link {
  readonly kind: string;
  readonly from: number;
  readonly to: readonly number[];
}

/** Where an item's data are; of several pieces only items in one are of interest here. */
export interface Place {
  /** In bytes from the file's start, or from that of `inside`. */
  readonly at: number;
  readonly length: number;
  readonly inFile: boolean;
}

/** Returns what a `meta` box says (ISO/IEC 14496-12, 8.11). */
export function itemsOf(meta: ByteView): Items {
  const children = boxes(meta.part(4));
  const properties = boxesIn(children, 'iprp');
  const all = boxesIn(properties, 'ipco');
  const map = body(properties, 'ipma');
  const names = body(children, 'iinf');
  const locations = body(children, 'iloc');
  const references = body(children, 'iref');
  return {
    primary: primaryItem(children),
    all,
    own: map === undefined ? new Map() : associations(map, all),
    links: references === undefined ? [] : links(references),
    kinds: names === undefined ? new Map() : kinds(names),
    places: locations === undefined ? new Map() : places(locations),
    inside: body(children, 'idat'),
  };
}

/** Returns the properties of an item; all that there are where the file does not say whose they are. */
export const propertiesOf = ({ own, all }: Items, item: number | undefined): readonly Box[] =>
  (item === undefined ? undefined : own.get(item)) ?? all;

function primaryItem(children: readonly Box[]): number | undefined {
  const item = body(children, 'pitm');
  if (item === undefined) return undefined;
  return item.u8(0) === 0 ? item.u16(4) : item.u32(4);
}

function associations(map: ByteView, all: readonly Box[]): Map<number, readonly Box[]> {
  const found = new Map<number, readonly Box[]>();
  const wideId = map.u8(0) !== 0;
  const wideIndex = (map.u8(3) & 1) === 1;
  const count = Math.min(map.u32(4), childrenMost);
  let at = 8;
  for (let entry = 0; entry < count && at < map.length; entry += 1) {
    const id = wideId ? map.u32(at) : map.u16(at);
    at += wideId ? 4 : 2;
    const associated = map.u8(at);
    at += 1;
    const own: Box[] = [];
    for (let index = 0; index < associated; index += 1) {
      const number = wideIndex ? map.u16(at) & 0x7fff : map.u8(at) & 0x7f;
      at += wideIndex ? 2 : 1;
      const property = all[number - 1];
      if (property !== undefined) own.push(property);
    }
    if (!found.has(id)) found.set(id, own);
  }
  return found;
}

function links(references: ByteView): Link[] {
  const wide = references.u8(0) !== 0;
  const bytes = wide ? 4 : 2;
  return boxes(references.part(4)).map(({ kind, body: link }) => {
    const id = (at: number): number => (wide ? link.u32(at) : link.u16(at));
    const count = Math.min(link.u16(bytes), childrenMost);
    return {
      kind,
      from: id(0),
      to: Array.from({ length: count }, (_, index) => id(bytes + 2 + index * bytes)),
    };
  });
}

function kinds(names: ByteView): Map<number, string> {
  const list = boxes(names.part(names.u8(0) === 0 ? 6 : 8));
  return new Map(
    list
      .filter(({ kind, body: entry }) => kind === 'infe' && entry.u8(0) >= 2)
      .map(({ body: entry }) => {
        const wide = entry.u8(0) > 2;
        return [wide ? entry.u32(4) : entry.u16(4), entry.text(wide ? 10 : 8, 4)];
      }),
  );
}

function places(locations: ByteView): Map<number, Place> {
  const found = new Map<number, Place>();
  const version = locations.u8(0);
  const sizes = locations.u16(4);
  const [offsets, lengths, bases] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexes = version === 0 ? 0 : sizes & 15;
  const wide = version >= 2;
  const count = Math.min(wide ? locations.u32(6) : locations.u16(6), childrenMost);
  let at = wide ? 10 : 8;
  const take = (bytes: number): number => {
    const value =
      bytes === 8 ? locations.u64(at) : bytes === 4 ? locations.u32(at) : locations.u16(at);
    at += bytes;
    return value;
  };
  const taken = (bytes: number): number => (bytes === 0 ? 0 : take(bytes));
  for (let entry = 0; entry < count && at < locations.length; entry += 1) {
    const id = take(wide ? 4 : 2);
    const method = version === 0 ? 0 : take(2) & 15;
    take(2); // data_reference_index
    const base = taken(bases);
    const extents = Math.min(take(2), childrenMost);
    for (let extent = 0; extent < extents; extent += 1) {
      taken(indexes);
      const place = base + taken(offsets);
      const length = taken(lengths);
      if (extents === 1 && method < 2) found.set(id, { at: place, length, inFile: method === 0 });
    }
  }
  return found;
}
