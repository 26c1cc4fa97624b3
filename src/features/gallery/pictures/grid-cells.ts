import type { GalleryEntry } from '../../../core/gallery/entry';
import { nextInColumn, type PictureRow } from '../../../core/gallery/rows';

/** A picture in its place; from the corner of the list, in CSS pixels. */
export interface GridCell {
  readonly entry: GalleryEntry;
  readonly index: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Returns the pictures of rows, each in its place. */
export const cellsOf = (
  rows: readonly PictureRow[],
  shown: readonly GalleryEntry[],
): readonly GridCell[] =>
  rows.flatMap(({ top, height, pictures }) =>
    pictures.flatMap(({ index, left, width }) => {
      const entry = shown[index];
      return entry ? [{ entry, index, left, top, width, height }] : [];
    }),
  );

/**
 * Returns the pictures of rows in sight, and some others wherever they are, in the order in which they
 * stand, or in that of `order` where there is one: what is dragged must not change its place in the page.
 * @param kept ids of those that are always there
 */
export function cellsInSight(
  rows: readonly PictureRow[],
  { first, end }: { readonly first: number; readonly end: number },
  shown: readonly GalleryEntry[],
  kept: ReadonlySet<string | undefined>,
  order: readonly GalleryEntry[] | null,
): readonly GridCell[] {
  const apart = [...rows.slice(0, first), ...rows.slice(end)];
  const cells = [
    ...cellsOf(rows.slice(first, end), shown),
    ...cellsOf(
      apart.filter(({ pictures }) => pictures.some(({ index }) => kept.has(shown[index]?.id))),
      shown,
    ),
  ];
  const places = new Map((order ?? shown).map(({ id }, index) => [id, index]));
  const placeOf = ({ entry }: GridCell): number => places.get(entry.id) ?? 0;
  return cells.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/**
 * Returns the place in the list that a key leads to; undefined for keys that lead nowhere.
 * @param page so many pictures are passed over by Page Up and Page Down
 */
export function reachedBy(
  key: string,
  rows: readonly PictureRow[],
  { at, page, count }: { readonly at: number; readonly page: number; readonly count: number },
): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return at - 1;
    case 'ArrowRight':
      return at + 1;
    case 'ArrowUp':
      return nextInColumn(rows, at, -1) ?? at;
    case 'ArrowDown':
      return nextInColumn(rows, at, 1) ?? at;
    case 'PageUp':
      return at - page;
    case 'PageDown':
      return at + page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
