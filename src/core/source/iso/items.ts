import type { ByteView } from '../byte-reader';
import { body, type Box, boxes, boxesIn, maxChildren } from './boxes';

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
  /** What is in the items of kind `mime`. */
  readonly contents: ReadonlyMap<number, Content>;
  readonly places: ReadonlyMap<number, Place>;
  /** Data that stand in `meta` itself. */
  readonly inside: ByteView | undefined;
}

interface Content {
  readonly type: string;
  /** How it is packed, as HTTP names that; empty where it is not. */
  readonly packing: string;
}

export interface Link {
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

/** Letters of an item's name, type and packing that are read. */
const contentLetters = 512;

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
    own: map === undefined ? new Map() : ownProperties(map, all),
    links: references === undefined ? [] : linksIn(references),
    kinds: names === undefined ? new Map() : kinds(names),
    contents: names === undefined ? new Map() : contents(names),
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

/** The properties of an item, as an `ipma` box lists them. */
export interface Association {
  readonly item: number;
  readonly own: readonly {
    /** Place among all properties, from 1 on; 0 for none. */
    readonly number: number;
    /** The bytes that say so. */
    readonly entry: ByteView;
  }[];
}

/** Returns what an `ipma` box says, in its order. */
export function associationsIn(map: ByteView): readonly Association[] {
  const found: Association[] = [];
  const wideId = map.u8(0) !== 0;
  const length = (map.u8(3) & 1) === 1 ? 2 : 1;
  const count = Math.min(map.u32(4), maxChildren);
  let at = 8;
  for (let index = 0; index < count && at < map.length; index += 1) {
    const item = wideId ? map.u32(at) : map.u16(at);
    at += wideId ? 4 : 2;
    const start = at + 1;
    const own = Array.from({ length: map.u8(at) }, (_, place) => {
      const entry = map.part(start + place * length, length);
      return { number: length === 2 ? entry.u16(0) & 0x7fff : entry.u8(0) & 0x7f, entry };
    });
    at = start + own.length * length;
    found.push({ item, own });
  }
  return found;
}

function ownProperties(map: ByteView, all: readonly Box[]): Map<number, readonly Box[]> {
  const found = new Map<number, readonly Box[]>();
  for (const { item, own } of associationsIn(map)) {
    if (!found.has(item))
      found.set(
        item,
        own.flatMap(({ number }) => all[number - 1] ?? []),
      );
  }
  return found;
}

/** Returns the items that a picture is made of or like, itself first: copies, grids, overlays. */
export function itemsWithin({ links: all }: Items, item: number): ReadonlySet<number> {
  const parts = new Map<number, number[]>();
  for (const { kind, from, to } of all) {
    if (kind !== 'dimg') continue;
    const known = parts.get(from);
    if (known === undefined) parts.set(from, [...to]);
    else known.push(...to);
  }
  const found = new Set([item]);
  for (const one of found) for (const part of parts.get(one) ?? []) found.add(part);
  return found;
}

/** Returns the bytes of an item; undefined where they are not in one piece of this file. */
export function dataOf(items: Items, item: number, file: ByteView): ByteView | undefined {
  const place = items.places.get(item);
  if (place === undefined) return undefined;
  const whole = place.inFile ? file : items.inside;
  const data = whole?.part(place.at, place.length);
  return data?.length === place.length ? data : undefined;
}

/** Returns what an `iref` box says. */
export function linksIn(references: ByteView): readonly Link[] {
  const wide = references.u8(0) !== 0;
  const bytes = wide ? 4 : 2;
  return boxes(references.part(4)).map(({ kind, body: link }) => {
    const id = (at: number): number => (wide ? link.u32(at) : link.u16(at));
    const count = Math.min(link.u16(bytes), maxChildren);
    return {
      kind,
      from: id(0),
      to: Array.from({ length: count }, (_, index) => id(bytes + 2 + index * bytes)),
    };
  });
}

interface Named {
  readonly item: number;
  readonly kind: string;
  /** What follows the kind: texts that end with zero. */
  readonly texts: ByteView;
}

const named = (names: ByteView): readonly Named[] =>
  boxes(names.part(names.u8(0) === 0 ? 6 : 8))
    .filter(({ kind, body: entry }) => kind === 'infe' && entry.u8(0) >= 2)
    .map(({ body: entry }) => {
      const wide = entry.u8(0) > 2;
      const at = wide ? 10 : 8;
      const item = wide ? entry.u32(4) : entry.u16(4);
      return { item, kind: entry.text(at, 4), texts: entry.part(at + 4) };
    });

const kinds = (names: ByteView): Map<number, string> =>
  new Map(named(names).map(({ item, kind }) => [item, kind]));

function contents(names: ByteView): Map<number, Content> {
  return new Map(
    named(names)
      .filter(({ kind }) => kind === 'mime')
      .map(({ item, texts }) => {
        const [, type = '', packing = ''] = texts.text(0, contentLetters).split('\0');
        return [item, { type: type.toLowerCase(), packing: packing.toLowerCase() }];
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
  const count = Math.min(wide ? locations.u32(6) : locations.u16(6), maxChildren);
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
    const extents = Math.min(take(2), maxChildren);
    for (let extent = 0; extent < extents; extent += 1) {
      taken(indexes);
      const place = base + taken(offsets);
      const length = taken(lengths);
      if (extents === 1 && method < 2) found.set(id, { at: place, length, inFile: method === 0 });
    }
  }
  return found;
}
