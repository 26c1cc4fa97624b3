import type Vips from 'wasm-vips';
import type { Area } from '../../src/core/base/geometry';
import type { VipsBinding } from '../runtime/binding';

/** Returns the alpha of a picture on which only these areas were drawn. The caller deletes it. */
function alphaOf(
  vips: VipsBinding,
  size: Vips.Image,
  height: number,
  areas: readonly Area[],
): Vips.Image {
  let alpha = vips.Image.black(size.width, height);
  for (const { left, top, width, height: down } of areas) {
    // What lies outside the picture is not drawn.
    const [across, below] = [Math.min(width, size.width - left), Math.min(down, height - top)];
    if (across <= 0 || below <= 0) continue;
    const black = vips.Image.black(across, below);
    const white = black.invert();
    const joined = alpha.insert(white, left, top);
    for (const image of [alpha, white, black]) image.delete();
    alpha = joined;
  }
  return alpha;
}

/**
 * Returns a picture, or frames in one column, with alpha: transparent where none of its frames so far
 * has drawn. Takes `image` and deletes it.
 * @param drawn what each frame draws
 */
export function withUndrawn(
  vips: VipsBinding,
  image: Vips.Image,
  drawn: readonly Area[],
  pageHeight = image.height,
): Vips.Image {
  const count = Math.max(1, Math.floor(image.height / pageHeight));
  const alphas = Array.from({ length: count }, (_, index) =>
    alphaOf(vips, image, pageHeight, drawn.slice(0, index + 1)),
  );
  const column = vips.Image.arrayjoin(alphas, { across: 1 });
  try {
    return image.bandjoin(column);
  } finally {
    for (const one of [...alphas, column, image]) one.delete();
  }
}
