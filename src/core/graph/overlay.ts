import type { Point } from '../base/geometry';
import { withInk } from './ink';
import { rounded } from './luma';
import type { Picture } from './picture';
import type { Quantity } from './quantity';

/** Where something lies on a picture, by name. */
export const placeChoices = [
  { value: 'bottom-right', label: 'Bottom right' },
  { value: 'bottom', label: 'Bottom' },
  { value: 'bottom-left', label: 'Bottom left' },
  { value: 'left', label: 'Left' },
  { value: 'centre', label: 'Centre' },
  { value: 'right', label: 'Right' },
  { value: 'top-left', label: 'Top left' },
  { value: 'top', label: 'Top' },
  { value: 'top-right', label: 'Top right' },
  { value: 'free', label: 'Free' },
] as const;
export type Place = (typeof placeChoices)[number]['value'];

const shareAcross = (place: Place): number =>
  place.endsWith('left') ? 0 : place.endsWith('right') ? 1 : 0.5;
const shareDown = (place: Place): number =>
  place.startsWith('top') ? 0 : place.startsWith('bottom') ? 1 : 0.5;

/** How something is laid out on a picture. */
export interface Layout {
  readonly place: Place;
  /** Where the middle lies in a free place, in fractions of the picture. */
  readonly at: Point;
  /** Distance from the edges as a share of the picture's short edge. */
  readonly margin: number;
  /** Room around the piece that lies within the margin, in pixels. Absent: none. */
  readonly around?: Quantity;
  /** Repeats it all over, with gaps of its own size. */
  readonly tile: boolean;
}

/** Returns `piece` on a canvas of the picture's size: at its place, or repeated. Nothing else is there. */
export function laidOut(
  picture: Picture,
  piece: Picture,
  { place, at, margin, around, tile }: Layout,
): Picture {
  const { width, height } = picture;
  if (tile) {
    const cell = piece.embed(0, 0, piece.width.times(2), piece.height.times(3), {
      extend: 'black',
    });
    return cell
      .replicate(width.over(cell.width).ceil(), height.over(cell.height).ceil())
      .extractArea(0, 0, width, height);
  }
  if (place === 'free') {
    // A piece of one pixel would lie beside the last one.
    const start = (side: Quantity, own: Quantity, share: number): Quantity =>
      side.times(share).minus(own.over(2)).rounded().atMost(side.minus(1));
    return piece.embed(
      start(width, piece.width, at.x),
      start(height, piece.height, at.y),
      width,
      height,
      { extend: 'black' },
    );
  }
  const edge = width.atMost(height).times(margin).rounded();
  const room = around === undefined ? edge : edge.minus(around);
  const left = width
    .minus(piece.width)
    .minus(room.times(2))
    .times(shareAcross(place))
    .plus(room)
    .rounded();
  const top = height
    .minus(piece.height)
    .minus(room.times(2))
    .times(shareDown(place))
    .plus(room)
    .rounded();
  return piece.embed(left, top, width, height, { extend: 'black' });
}

/**
 * Paints with a colour where `maskOf` (one band of 0 to 255) says so, over the picture and what is
 * transparent in it.
 */
export const painted = (
  image: Picture,
  hex: string,
  opacity: number,
  maskOf: (picture: Picture) => Picture,
): Picture =>
  withInk(image, hex, (ready, ink) =>
    ready.onPremultiplied((picture) => {
      const share = maskOf(picture).linear([opacity / 255], [0]);
      // Repeating one pixel is much slower than counting every pixel for nothing.
      const solid = picture.linear(
        ink.map(() => 0),
        [...ink],
      );
      const result = picture.add(solid.subtract(picture).multiply(share));
      // With alpha the numbers are fractions, which stay so until alpha is divided out again.
      return picture.when(
        'isFloat',
        () => result,
        (whole) => rounded(result, whole),
      );
    }),
  );
