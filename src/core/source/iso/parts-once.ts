import { bigEndian, isSame, joinBytes, latinBytes } from '../../base/join-bytes';
import { ByteView } from '../byte-reader';
import { body, type Box, boxed, boxes, headBytes, maxChildren } from './boxes';
import { associationsIn, type Link, linksIn } from './items';

/** The number of an item that stands for another one, where a picture is made of that again. */
interface Copy {
  readonly of: number;
  readonly item: number;
}

/** The part of a box that tells of one item, with the place of its number there. */
interface Entry {
  readonly item: number;
  readonly bytes: Uint8Array;
  readonly at: number;
  /** Whether numbers of items take four bytes. */
  readonly isWide: boolean;
}

/**
 * Returns a HEIC file in which no picture is made of the same item twice, as a grid with tiles that are
 * alike may be: libheif-js refuses such. Each further use gets an item of its own with the same data.
 * What tells of items is written anew at the end, so that all data stay where they are.
 * @returns `file` itself where nothing is used twice, or where there is no room for more items
 */
export function withPartsOnce(file: Uint8Array): Uint8Array {
  const top = boxes(new ByteView(file));
  const meta = body(top, 'meta');
  const children = meta === undefined ? [] : boxes(meta.part(4));
  const references = body(children, 'iref');
  const names = body(children, 'iinf');
  if (meta === undefined || references === undefined || names === undefined) return file;
  const all = linksIn(references);
  if (!isSame(linksWritten(references, all), references.part(4).bytes)) return file;
  const items = namesIn(names);
  const { links, copies } = parted(all, Math.max(...items.map(({ item }) => item)) + 1);
  const last = copies.at(-1)?.item ?? 0;
  const fits = last <= 0xffff || (references.u8(0) !== 0 && items.every(({ isWide }) => isWide));
  if (copies.length === 0 || copies.length > maxChildren || !fits) return file;
  const written = children.map(({ kind, body: child }) =>
    boxed(kind, withCopies(kind, child, links, copies)),
  );
  const result = joinBytes(file, boxed('meta', joinBytes(meta.part(0, 4).bytes, ...written)));
  passOver(result, file, { kind: 'meta', body: meta });
  endLast(result, file, top.at(-1));
  return result;
}

/**
 * Returns where the kind of a box stands in its file. Between that and its content a long box has its
 * length.
 */
function kindOf(file: Uint8Array, { kind, body: content }: Box): { at: number; isLong: boolean } {
  const at = content.bytes.byteOffset - file.byteOffset - 4;
  const isLong = new ByteView(file).text(at, 4) !== kind;
  return { at: isLong ? at - 8 : at, isLong };
}

/** Makes a box one that readers pass over. */
function passOver(result: Uint8Array, file: Uint8Array, box: Box): void {
  result.set(latinBytes('free'), kindOf(file, box).at);
}

/** Says where the last box ends, which may be said to go on to the end of the file. */
function endLast(result: Uint8Array, file: Uint8Array, box: Box | undefined): void {
  if (box === undefined) return;
  const { at, isLong } = kindOf(file, box);
  const start = at - 4;
  if (isLong || new ByteView(file).u32(start) !== 0) return;
  result.set(bigEndian(file.length - start, 4), start);
}

/** Gives each item that a picture is made of again a number of its own, from `next` on. */
function parted(
  all: readonly Link[],
  next: number,
): { links: readonly Link[]; copies: readonly Copy[] } {
  const copies: Copy[] = [];
  const links = all.map((link) => {
    if (link.kind !== 'dimg') return link;
    const seen = new Set<number>();
    const to = link.to.map((of) => {
      if (!seen.has(of)) {
        seen.add(of);
        return of;
      }
      const item = next + copies.length;
      copies.push({ of, item });
      return item;
    });
    return { ...link, to };
  });
  // A part that is made of others is made of them again.
  const making = new Map(links.filter(({ kind }) => kind === 'dimg').map((one) => [one.from, one]));
  const made = copies.flatMap(({ of, item }) => {
    const link = making.get(of);
    return link === undefined ? [] : [{ ...link, from: item }];
  });
  return { links: [...links, ...made], copies };
}

/** Returns what a box within `meta` holds when it tells of the copies, too. */
function withCopies(
  kind: string,
  box: ByteView,
  links: readonly Link[],
  copies: readonly Copy[],
): Uint8Array {
  const more = (entries: readonly Entry[]): Uint8Array[] => {
    const byItem = new Map(entries.map((entry) => [entry.item, entry]));
    return copies.flatMap(({ of, item }) => {
      const entry = byItem.get(of);
      return entry === undefined ? [] : [renumbered(entry, item)];
    });
  };
  if (kind === 'iref') return joinBytes(box.part(0, 4).bytes, linksWritten(box, links));
  if (kind === 'iinf') return counted(box, 4, box.u8(0) === 0 ? 2 : 4, more(namesIn(box)));
  if (kind === 'iloc') return counted(box, 6, box.u8(0) < 2 ? 2 : 4, more(placesIn(box)));
  if (kind === 'ipma') return counted(box, 4, 4, more(propertiesIn(box)));
  if (kind !== 'iprp') return box.bytes;
  return joinBytes(
    ...boxes(box).map((inner) =>
      boxed(inner.kind, withCopies(inner.kind, inner.body, links, copies)),
    ),
  );
}

function renumbered({ bytes, at, isWide }: Entry, item: number): Uint8Array {
  const result = bytes.slice();
  result.set(bigEndian(item, isWide ? 4 : 2), at);
  return result;
}

/** Returns a box whose number of entries stands at `at`, with more of them behind. */
function counted(
  box: ByteView,
  at: number,
  length: 2 | 4,
  more: readonly Uint8Array[],
): Uint8Array {
  const count = length === 2 ? box.u16(at) : box.u32(at);
  return joinBytes(
    box.part(0, at).bytes,
    bigEndian(count + more.length, length),
    box.part(at + length).bytes,
    ...more,
  );
}

/** Returns links as an `iref` box like this one holds them. */
function linksWritten(references: ByteView, links: readonly Link[]): Uint8Array {
  const bytes = references.u8(0) === 0 ? 2 : 4;
  return joinBytes(
    ...links.map(({ kind, from, to }) => {
      const parts = to.map((item) => bigEndian(item, bytes));
      return boxed(kind, joinBytes(bigEndian(from, bytes), bigEndian(to.length, 2), ...parts));
    }),
  );
}

/** Names of items; those of version 2 and later tell of pictures. */
const namesIn = (names: ByteView): readonly Entry[] =>
  boxes(names.part(names.u8(0) === 0 ? 6 : 8))
    .filter(({ kind, body: name }) => kind === 'infe' && name.u8(0) >= 2)
    .map(({ kind, body: name }) => {
      const isWide = name.u8(0) > 2;
      const item = isWide ? name.u32(4) : name.u16(4);
      return { item, bytes: boxed(kind, name.bytes), at: headBytes + 4, isWide };
    });

function placesIn(locations: ByteView): readonly Entry[] {
  const found: Entry[] = [];
  const version = locations.u8(0);
  const isWide = version >= 2;
  const sizes = locations.u16(4);
  const [offset, length, base] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const index = version === 0 ? 0 : sizes & 15;
  const head = (isWide ? 4 : 2) + (version === 0 ? 0 : 2) + 2 + base;
  for (let at = isWide ? 10 : 8; at < locations.length;) {
    const extents = locations.u16(at + head);
    const { bytes } = locations.part(at, head + 2 + extents * (index + offset + length));
    found.push({ item: isWide ? locations.u32(at) : locations.u16(at), bytes, at: 0, isWide });
    at += bytes.length;
  }
  return found;
}

function propertiesIn(map: ByteView): readonly Entry[] {
  const isWide = map.u8(0) !== 0;
  return associationsIn(map).map(({ item, own }) => {
    const places = own.map(({ entry }) => entry.bytes);
    const bytes = joinBytes(bigEndian(item, isWide ? 4 : 2), [own.length], ...places);
    return { item, bytes, at: 0, isWide };
  });
}
