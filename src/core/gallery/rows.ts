import type { Size } from '../base/geometry';

/** How pictures stand in rows. All in CSS pixels. */
export interface RowsLook {
  /** Width of all rows. */
  readonly width: number;
  /** The height that pictures of a row have about. */
  readonly height: number;
  /** Between pictures. */
  readonly gap: number;
  /** Room for words below a picture, and the gap to the next row. */
  readonly below: number;
}

export interface PlacedPicture {
  /** Its place in the list. */
  readonly index: number;
  readonly left: number;
  readonly width: number;
}

/** Pictures side by side, all as high as the row without the words. */
export interface PictureRow {
  readonly top: number;
  readonly height: number;
  readonly pictures: readonly PlacedPicture[];
}

export interface PictureRows {
  readonly rows: readonly PictureRow[];
  /** Of all rows together. */
  readonly height: number;
}

/** Shapes beyond these are shown cropped: a panorama would be a line, a strip a pillar. */
const narrowest = 0.5;
const widest = 3.2;

const shapeOf = ({ width, height }: Size): number =>
  Math.min(widest, Math.max(narrowest, width / Math.max(1, height)));

/**
 * Returns rows in which pictures of different shapes stand, all rows of one width, as books set
 * their lines: each row takes pictures until it would be lower than is wanted. The last one keeps
 * that height.
 */
export function pictureRows(sizes: readonly Size[], look: RowsLook): PictureRows {
  const { width, height: wanted, gap, below } = look;
  const rows: PictureRow[] = [];
  let top = 0;
  let from = 0;
  let shapes: number[] = [];
  const heightOf = (list: readonly number[]): number =>
    Math.max(1, width - gap * (list.length - 1)) / list.reduce((sum, shape) => sum + shape, 0);
  const end = (list: readonly number[], height: number): void => {
    let left = 0;
    const pictures = list.map((shape, index) => {
      const placed = { index: from + index, left, width: shape * height };
      left += placed.width + gap;
      return placed;
    });
    rows.push({ top, height, pictures });
    top += height + below;
    from += list.length;
  };
  for (const size of sizes) {
    const next = [...shapes, shapeOf(size)];
    const height = heightOf(next);
    if (height > wanted) {
      shapes = next;
      continue;
    }
    // Whichever is nearer to the height that is wanted: with this picture, or without it.
    const before = shapes.length > 0 ? heightOf(shapes) : Infinity;
    if (wanted / height <= before / wanted) {
      end(next, height);
      shapes = [];
    } else {
      end(shapes, before);
      shapes = [shapeOf(size)];
    }
  }
  if (shapes.length > 0) end(shapes, Math.min(wanted, heightOf(shapes)));
  return { rows, height: top };
}

/** Returns the places of the rows that lie between two heights: from the first up to, without `end`. */
export function rowsBetween(
  rows: readonly PictureRow[],
  from: number,
  to: number,
  below: number,
): { readonly first: number; readonly end: number } {
  const firstAfter = (isAfter: (row: PictureRow) => boolean): number => {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = rows[middle];
      if (row && isAfter(row)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return {
    first: firstAfter(({ top, height }) => top + height + below > from),
    end: firstAfter(({ top }) => top >= to),
  };
}

/** Returns the place in the list of the picture above or below another one, nearest to it. */
export function nextInColumn(
  rows: readonly PictureRow[],
  index: number,
  by: 1 | -1,
): number | undefined {
  const at = rows.findIndex(({ pictures }) => pictures.some((one) => one.index === index));
  const from = rows[at]?.pictures.find((one) => one.index === index);
  const to = rows[at + by];
  if (!from || !to) return undefined;
  const middle = ({ left, width }: PlacedPicture): number => left + width / 2;
  return to.pictures.toSorted(
    (one, other) => Math.abs(middle(one) - middle(from)) - Math.abs(middle(other) - middle(from)),
  )[0]?.index;
}

/**
 * Returns the place in the list at which a point lies: how many pictures come before it, row by row.
 * @param below as of `pictureRows`
 */
export function placeAt(
  rows: readonly PictureRow[],
  { x, y }: { readonly x: number; readonly y: number },
  below: number,
): number {
  const at = rows.findIndex(({ top, height }) => y < top + height + below);
  const row = rows[at === -1 ? rows.length - 1 : at];
  if (!row) return 0;
  const isBefore = ({ left, width }: PlacedPicture): boolean => left + width / 2 < x;
  return (row.pictures[0]?.index ?? 0) + row.pictures.filter(isBefore).length;
}
