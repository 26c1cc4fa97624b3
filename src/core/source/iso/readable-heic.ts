import { bigEndian, isSame, joinBytes } from '../../base/join-bytes';
import { ByteView } from '../byte-reader';
import { body, type Box, boxed, boxes, boxesIn, headBytes } from './boxes';
import { associationsIn, type Items, itemsOf } from './items';
import { type Change, cropped, mirrored, turned } from '../pixel-layout';

/**
 * Makes the bytes of a HEIC file such as libheif-js reads them, in place: it takes the size after a
 * crop as the most that a picture may have, and refuses references that name an item twice.
 * @returns what is left to be done to the decoded picture, in order; nothing without a crop
 */
export function makeHeicReadable(bytes: Uint8Array): readonly Change[] {
  const meta = body(boxes(new ByteView(bytes)), 'meta');
  if (meta === undefined) return [];
  const items = itemsOf(meta);
  const { primary } = items;
  if (primary === undefined) return [];
  dropDoubles(meta);
  return takeChanges(meta, items, primary);
}

const changing: ReadonlySet<string> = new Set(['clap', 'irot', 'imir']);

/** The picture and what it is a copy of, the original first. */
function copiesOf({ kinds, links }: Items, primary: number): readonly number[] {
  const copies = [primary];
  for (let item = primary; kinds.get(item) === 'iden';) {
    const original = links.find(({ kind, from }) => kind === 'dimg' && from === item)?.to[0];
    if (original === undefined || copies.includes(original)) break;
    copies.unshift(original);
    item = original;
  }
  return copies;
}

/** Takes crops, turns and mirrors from a picture, its originals and its alpha, if it is cropped. */
function takeChanges(meta: ByteView, items: Items, primary: number): readonly Change[] {
  const copies = copiesOf(items, primary);
  const changes = copies
    .flatMap((item) => items.own.get(item) ?? [])
    .filter(({ kind }) => changing.has(kind));
  if (!changes.some(({ kind }) => kind === 'clap')) return [];
  const same = new Set(copies);
  const beside = items.links.filter(
    ({ kind, to }) => kind === 'auxl' && to.some((item) => same.has(item)),
  );
  const all = new Set([...copies, ...beside.map(({ from }) => from)]);
  const map = body(boxesIn(boxes(meta.part(4)), 'iprp'), 'ipma');
  for (const { item, own } of map === undefined ? [] : associationsIn(map)) {
    if (!all.has(item)) continue;
    for (const { number, entry } of own) {
      if (changing.has(items.all[number - 1]?.kind ?? '')) entry.bytes.fill(0);
    }
  }
  return changes.flatMap((box) => changeOf(box) ?? []);
}

function changeOf({ kind, body: box }: Box): Change | undefined {
  if (kind === 'irot') return turned(box.u8(0) & 3);
  if (kind === 'imir') return mirrored((box.u8(0) & 1) === 0 ? 'topBottom' : 'leftRight');
  const fraction = (at: number): number => box.u32(at) / box.u32(at + 4);
  // Places are from the middle, and may be left of or above it.
  const signed = (at: number): number => (box.u32(at) | 0) / box.u32(at + 4);
  const [width, height, across, down] = [fraction(0), fraction(8), signed(16), signed(24)];
  if (![width, height, across, down].every(Number.isFinite)) return undefined;
  return cropped({ width, height, across, down });
}

/**
 * Takes out what a reference names again, but for parts that a picture is made of, which may be used
 * twice (`withPartsOnce`). The bytes that get free are added to the name of the handler, which readers
 * pass over.
 */
function dropDoubles(meta: ByteView): void {
  const children = boxes(meta.part(4));
  const handler = body(children, 'hdlr');
  const references = body(children, 'iref');
  if (handler === undefined || references === undefined || references.length < 4) return;
  const { bytes } = meta;
  const [named, referred] = [handler, references].map(
    ({ bytes: part }) => part.byteOffset - bytes.byteOffset,
  );
  if (named === undefined || referred === undefined || named > referred) return;
  const list = boxes(references.part(4));
  const old = joinBytes(...list.map(({ kind, body: box }) => boxed(kind, box.bytes)));
  if (!isSame(old, references.part(4).bytes)) return;
  const single = joinBytes(
    ...list.map(({ kind, body: box }) =>
      boxed(kind, withoutDoubles(kind, box, references.u8(0) !== 0)),
    ),
  );
  const freed = old.length - single.length;
  if (freed === 0) return;
  const end = referred + references.length;
  const written = joinBytes(
    boxed('hdlr', joinBytes(handler.bytes, new Uint8Array(freed))),
    bytes.subarray(named + handler.length, referred - headBytes),
    boxed('iref', joinBytes(references.part(0, 4).bytes, single)),
  );
  bytes.set(written, end - written.length);
}

/** Returns a reference that names each item once: from which item, how many, and which. */
function withoutDoubles(kind: string, reference: ByteView, isWide: boolean): Uint8Array {
  const idBytes = isWide ? 4 : 2;
  const id = (at: number): number => (isWide ? reference.u32(at) : reference.u16(at));
  if (kind === 'dimg') return reference.bytes;
  const count = reference.u16(idBytes);
  const first = idBytes + 2;
  const to = Array.from({ length: count }, (_, index) => id(first + index * idBytes));
  const single = [...new Set(to)];
  if (single.length === count) return reference.bytes;
  return joinBytes(
    reference.part(0, idBytes).bytes,
    bigEndian(single.length, 2),
    ...single.map((item) => bigEndian(item, idBytes)),
  );
}
