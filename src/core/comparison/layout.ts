import type { Area, Size } from '../base/geometry';
import { cutLine, type Measure } from './cut-line';
import { framesOf } from './frames';
import { atSides, below, type Line, placed, titled } from './lines';
import type { Caption, SheetLook } from './look';
import { liesOver, type Rough, roughly, type SheetPicture } from './rough';

export type { Line } from './lines';
export { liesOver, reducedTo, type SheetPicture } from './rough';

/** A part of a picture, and where it lies on the sheet. Pixels of the sheet. */
export interface Piece {
  /** Which picture. */
  readonly picture: number;
  /** Which part of it, at its size on the sheet. */
  readonly part: Area;
  readonly left: number;
  readonly top: number;
}

/** What a sheet shows at a time. */
export interface SheetFrame {
  readonly pieces: readonly Piece[];
  readonly lines: readonly Line[];
  /** How long it is shown, in milliseconds. */
  readonly delay: number;
}

/** A sheet with everything at its place. */
export interface SheetLayout extends Size {
  /** The longer side that each picture is reduced to, in pixels: what Resize is to be told. */
  readonly longEdges: readonly number[];
  /** The sizes that come of it. */
  readonly sizes: readonly Size[];
  /** One, or those of an animation. */
  readonly frames: readonly SheetFrame[];
}

/**
 * Returns where everything lies on a sheet: pictures as large as they are, or as the long edge of the
 * look allows, never larger. Captions that a sheet has no room for are left out.
 * Throws TypeError without pictures, and for others than two of one size that lie over one another.
 * @param measure tells how wide texts are
 */
export function layOut(
  pictures: readonly SheetPicture[],
  look: SheetLook,
  measure: Measure,
): SheetLayout {
  const [first] = pictures;
  if (first === undefined) throw new TypeError('a sheet has at least one picture');
  if (liesOver(look)) refuseUnlessAlike(pictures);
  const bare = pictures.map(({ width, height }) => ({ width, height, caption: nothing }));
  const longest = look.longEdge ?? Infinity;
  const fits = (rough: Rough): boolean => Math.max(rough.width, rough.height) <= longest;
  const hasRoom = fits(roughly(pictures, look, 0));
  const shown = hasRoom ? pictures : bare;
  const wanted = hasRoom ? look : { ...look, title: nothing };
  const rough = largest((scale) => roughly(shown, wanted, scale), fits);
  const { width, height, sizes, longEdges } = rough;
  const frames = framesOf(wanted.arrangement).map(({ delay, at }) => ({
    delay,
    pieces: at === null ? whole(rough) : divided(rough, at),
    lines: [
      ...titled(wanted, rough),
      ...(at === null ? below(shown, rough) : atSides(shown, rough, at)),
    ].flatMap((line) => {
      const text = cutLine(line.text, line.room / line.height, measure);
      return text === '' ? [] : [placed({ ...line, text }, measure)];
    }),
  }));
  return { width, height, sizes, longEdges, frames };
}

const nothing: Caption = { name: '', note: '' };

function refuseUnlessAlike(pictures: readonly Size[]): void {
  const [one, other] = pictures;
  const isPair = pictures.length === 2 && one?.width === other?.width;
  if (!isPair || one?.height !== other?.height) {
    throw new TypeError('two pictures of one size lie over one another');
  }
}

/** Returns what `make` makes of the largest scale from 0 to 1 that fits; of 0 where none does. */
function largest(make: (scale: number) => Rough, fits: (rough: Rough) => boolean): Rough {
  const all = make(1);
  if (fits(all)) return all;
  let [low, high] = [0, 1];
  // Halving so often is finer than a pixel of the longest picture.
  for (let round = 0; round < 24; round += 1) {
    const middle = (low + high) / 2;
    if (fits(make(middle))) low = middle;
    else high = middle;
  }
  return make(low);
}

const whole = ({ sizes, cells }: Rough): Piece[] =>
  sizes.map((size, picture) => {
    const { left = 0, top = 0 } = cells[picture] ?? {};
    return { picture, part: { left: 0, top: 0, ...size }, left, top };
  });

/** The first picture up to a share of its width, and the rest of the second, after the divider. */
function divided({ sizes, cells, line }: Rough, at: number): Piece[] {
  const { width = 1, height = 1 } = sizes[0] ?? {};
  const { left = 0, top = 0 } = cells[0] ?? {};
  const edge = Math.min(width, Math.max(0, Math.round(width * at)));
  const before = { left: 0, top: 0, width: edge, height };
  const after = { left: edge, top: 0, width: width - edge, height };
  return [
    { picture: 0, part: before, left, top },
    { picture: 1, part: after, left: left + edge + line, top },
  ].filter(({ part }) => part.width > 0);
}
