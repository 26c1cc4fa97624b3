import { stemOf } from './safe-file-name';

/** A name, taken apart for comparing: text and digits in turns, text first. */
type Pieces = readonly string[];

interface Key {
  readonly path: string;
  /** Of each folder, and of the file. */
  readonly segments: readonly Pieces[];
}

const keyOf = (path: string): Key => ({
  path,
  segments: path.split('/').map((segment) =>
    stemOf(segment)
      .normalize('NFC')
      .toLowerCase()
      .split(/([0-9]+)/u),
  ),
});

/** JavaScript compares UTF-16 units, other languages code points; programs must find the same order. */
function byCodePoint(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  return (one.codePointAt(at) ?? -1) - (other.codePointAt(at) ?? -1);
}

function byNumber(one: string, other: string): number {
  const [a, b] = [one.replace(/^0+/u, ''), other.replace(/^0+/u, '')];
  return a.length - b.length || byCodePoint(a, b);
}

function byPieces(one: Pieces, other: Pieces): number {
  for (const [at, piece] of one.entries()) {
    const against = other[at];
    if (against === undefined) return 1;
    const order = at % 2 === 1 ? byNumber(piece, against) : byCodePoint(piece, against);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}

function byKey(one: Key, other: Key): number {
  for (const [at, segment] of one.segments.entries()) {
    const against = other.segments[at];
    if (against === undefined) return 1;
    const order = byPieces(segment, against);
    if (order !== 0) return order;
  }
  return one.segments.length - other.segments.length || byCodePoint(one.path, other.path);
}

/**
 * Returns files in the order in which people count them: IMG_2 before IMG_10, small and capital
 * letters alike, "a.jpg" before "a 2.jpg", folder by folder. It depends on the names alone, not on
 * the language of the browser, and exported programs print the same rule: names without a picture's
 * extension, in NFC and small letters, split into digits and the rest; digits are compared as
 * numbers, the rest by code points; names that are equal so far, by the code points of the path.
 * @param pathOf the file's path, with slashes
 */
export function inNaturalOrder<Item>(
  items: readonly Item[],
  pathOf: (item: Item) => string,
): readonly Item[] {
  return items
    .map((item) => ({ item, key: keyOf(pathOf(item)) }))
    .sort((one, other) => byKey(one.key, other.key))
    .map(({ item }) => item);
}
