import type { Size } from '../base/geometry';
import { outputSize } from '../formats/output-size';
import { initialValues, type Values } from '../operations/define';
import { resize } from '../operations/geometry/resize';
import type { Caption, SheetLook } from './look';

/** A picture that is to be placed. */
export interface SheetPicture extends Size {
  readonly caption: Caption;
}

/** Notes against names, and titles against names, in height. */
const noteShare = 0.8;
const titleShare = 1.4;
/** Room above a caption, in heights of a name. */
const aboveShare = 0.3;
/** How much of a sheet gaps may take, across and down. */
const gapShare = 0.25;
/** A divider is so wide against its picture. */
const lineShare = 1 / 400;

/** Returns the values of Resize with which a picture gets a longer side of so many pixels. */
export const reducedTo = (longEdge: number, kernel: Values[string] | undefined): Values => ({
  ...initialValues(resize),
  mode: 'long-edge',
  longEdge,
  ...(kernel === undefined ? {} : { kernel }),
});

const sized = (size: Size, longEdge: number): Size =>
  outputSize(size, { size: 'custom', resize: reducedTo(longEdge, undefined) });

/** Heights of the lines of a sheet, 0 where there are none. */
export interface Heights {
  readonly title: number;
  readonly above: number;
  readonly name: number;
  readonly note: number;
}

/** A sheet at one scale, before texts are set. */
export interface Rough extends Size {
  readonly sizes: readonly Size[];
  readonly longEdges: readonly number[];
  readonly cells: readonly Cell[];
  readonly heights: Heights;
  readonly gap: number;
  readonly line: number;
}

/** Where a picture stands, and how wide its column is. */
export interface Cell {
  readonly left: number;
  readonly top: number;
  readonly room: number;
}

/** Whether two pictures lie over one another, and so must be of one size. */
export const liesOver = ({ arrangement }: Pick<SheetLook, 'arrangement'>): boolean =>
  arrangement.kind !== 'grid';

/** Lays a sheet out whose pictures fit into a box of the largest ones' sides times `scale`. */
export function roughly(pictures: readonly SheetPicture[], look: SheetLook, scale: number): Rough {
  const box = {
    width: scale * Math.max(...pictures.map(({ width }) => width)),
    height: scale * Math.max(...pictures.map(({ height }) => height)),
  };
  const longEdges = pictures.map(({ width, height }) => {
    const own = Math.min(1, box.width / width, box.height / height);
    return Math.max(1, Math.floor(Math.max(width, height) * own));
  });
  const sizes = pictures.map((picture, index) => sized(picture, longEdges[index] ?? 1));
  return liesOver(look)
    ? asOne(pictures, look, sizes, longEdges)
    : inRows(pictures, look, sizes, longEdges);
}

type Sized = readonly Size[];

function heightsOf(
  pictures: readonly SheetPicture[],
  { title, textSize, arrangement }: SheetLook,
  sizes: Sized,
): Heights {
  const short = Math.max(...sizes.map(({ width, height }) => Math.min(width, height)));
  // A sheet of many columns is looked at as a whole: its letters shrink less than its pictures.
  const across = arrangement.kind === 'grid' ? Math.sqrt(arrangement.columns) : 1;
  const name = Math.max(1, Math.round((textSize / 100) * short * across));
  const share = (of: number): number => Math.max(1, Math.round(name * of));
  const has = (part: keyof Caption): boolean =>
    pictures.some(({ caption }) => caption[part] !== '');
  const hasTitle = title.name !== '' || title.note !== '';
  return {
    title: hasTitle ? share(titleShare) : 0,
    above: has('name') || has('note') ? share(aboveShare) : 0,
    name: has('name') ? name : 0,
    note: has('note') ? share(noteShare) : 0,
  };
}

/** The gap of the look, or less where so many would take too much of the sheet. */
const gapOf = ({ gap, longEdge }: SheetLook, count: number): number =>
  longEdge === null ? gap : Math.min(gap, Math.floor((longEdge * gapShare) / (count + 2)));

function inRows(
  pictures: readonly SheetPicture[],
  look: SheetLook,
  sizes: Sized,
  longEdges: readonly number[],
): Rough {
  const columns = look.arrangement.kind === 'grid' ? look.arrangement.columns : 1;
  const across = Math.min(columns, pictures.length);
  const rows = Math.ceil(pictures.length / across);
  const gap = gapOf(look, Math.max(across, rows));
  const heights = heightsOf(pictures, look, sizes);
  const room = Math.max(...sizes.map(({ width }) => width));
  const caption = heights.above + heights.name + heights.note;
  const cells: Cell[] = [];
  let top = gap + (heights.title === 0 ? 0 : heights.title + gap);
  for (let row = 0; row < rows; row += 1) {
    const inRow = sizes.slice(row * across, (row + 1) * across);
    for (const column of inRow.keys()) cells.push({ left: gap + column * (room + gap), top, room });
    top += Math.max(...inRow.map(({ height }) => height)) + caption + gap;
  }
  const width = gap + across * (room + gap);
  return { width, height: top, sizes, longEdges, cells, heights, gap, line: 0 };
}

function asOne(
  pictures: readonly SheetPicture[],
  look: SheetLook,
  sizes: Sized,
  longEdges: readonly number[],
): Rough {
  const { arrangement } = look;
  const gap = gapOf(look, 1);
  const heights = heightsOf(pictures, look, sizes);
  const { width = 1, height = 1 } = sizes[0] ?? {};
  const hasLine = arrangement.kind === 'split' && arrangement.line;
  const line = hasLine ? Math.max(1, Math.round(width * lineShare)) : 0;
  const top = gap + (heights.title === 0 ? 0 : heights.title + gap);
  const caption = heights.above + heights.name + heights.note;
  return {
    width: width + line + 2 * gap,
    height: top + height + caption + gap,
    sizes,
    longEdges,
    cells: [{ left: gap, top, room: width + line }],
    heights,
    gap,
    line,
  };
}
