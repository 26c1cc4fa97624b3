import type { Point } from '../../../core/base/geometry';
import type { Picture } from './pictures';

/** A colour as the screen shows it: 0 to 255 per channel of sRGB. */
export interface Seen {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** Reads the pixel of a bitmap at a place in its own pixels; null when it is transparent. */
export type ReadPixel = (
  pixels: ImageBitmap | OffscreenCanvas,
  x: number,
  y: number,
) => Seen | null;

/** Returns what reads single pixels by a canvas of one. */
export function pixelReader(): ReadPixel {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (pixels, x, y) => {
    // A bitmap that was closed is 0 wide.
    if (!context || pixels.width === 0) return null;
    context.clearRect(0, 0, 1, 1);
    context.drawImage(pixels, x, y, 1, 1, 0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
    return alpha === 0 ? null : { red, green, blue };
  };
}

/** Returns the colour of a picture at a point (fractions of it), of its sharpest layer there. */
export function colourAt(picture: Picture, { x, y }: Point, read: ReadPixel): Seen | null {
  const [left, top] = [x * picture.width, y * picture.height];
  const layer = picture.layers.findLast(
    (one) =>
      left >= one.left &&
      top >= one.top &&
      left < one.left + one.width &&
      top < one.top + one.height,
  );
  if (!layer) return null;
  const { pixels } = layer;
  const across = Math.floor(((left - layer.left) / layer.width) * pixels.width);
  const down = Math.floor(((top - layer.top) / layer.height) * pixels.height);
  return read(pixels, across, down);
}

/** Returns a colour as `#rrggbb`. */
export const hexOf = ({ red, green, blue }: Seen): string =>
  `#${[red, green, blue].map((code) => code.toString(16).padStart(2, '0')).join('')}`;
