import type { Size } from '../base/geometry';

/**
 * Returns where the sharpest window of a picture begins, in pixels from its upper left corner: the
 * one with most energy in the Laplacian of its lightness (the focus measure of Pech-Pacheco et al.,
 * 2000, as a sum). The first of equal ones; windows are tried a quarter of their size apart.
 * @param data straight RGBA, four bytes a pixel
 */
export function sharpestWindow(
  picture: { readonly width: number; readonly height: number; readonly data: ArrayLike<number> },
  window: Size,
): { left: number; top: number } {
  const { width, height, data } = picture;
  const w = Math.min(width, Math.max(1, Math.round(window.width)));
  const h = Math.min(height, Math.max(1, Math.round(window.height)));
  const sums = energySums(width, height, data);
  const across = width + 1;
  const within = (left: number, top: number): number =>
    (sums[(top + h) * across + left + w] ?? 0) -
    (sums[top * across + left + w] ?? 0) -
    (sums[(top + h) * across + left] ?? 0) +
    (sums[top * across + left] ?? 0);
  let best = { left: 0, top: 0 };
  let max = -1;
  for (const top of positions(height - h, h)) {
    for (const left of positions(width - w, w)) {
      const energy = within(left, top);
      if (energy > max) [best, max] = [{ left, top }, energy];
    }
  }
  return best;
}

function positions(last: number, size: number): number[] {
  const step = Math.max(1, Math.floor(size / 4));
  const list = Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step);
  if (list.at(-1) !== last) list.push(last);
  return list;
}

/** Rec. 709 luma in whole numbers, times 65,536. */
const luma = (data: ArrayLike<number>, at: number): number =>
  13933 * (data[at] ?? 0) + 46871 * (data[at + 1] ?? 0) + 4732 * (data[at + 2] ?? 0);

/** Sums of the squared Laplacian over everything above and left of a place. */
function energySums(width: number, height: number, data: ArrayLike<number>): Float64Array {
  const light = Float64Array.from(
    { length: width * height },
    (_, at) => luma(data, at * 4) / 65536,
  );
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      // Beyond the border there is nothing to be sharp against.
      if (x > 0 && y > 0 && x < width - 1 && y < height - 1) {
        const value =
          4 * (light[at] ?? 0) -
          (light[at - 1] ?? 0) -
          (light[at + 1] ?? 0) -
          (light[at - width] ?? 0) -
          (light[at + width] ?? 0);
        row += value * value;
      }
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row;
    }
  }
  return sums;
}
