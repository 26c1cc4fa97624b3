import { premultiply, unpremultiply } from '../helpers.mjs';

/** The picture made smaller, on colours multiplied by alpha. */
export function shrunkPicture(image, scale) {
  const width = Math.max(Math.round(image.width * ((100 * scale) / 100)), 1);
  const height = Math.max(Math.round(image.height * ((100 * scale) / 100)), 1);
  const options = { vscale: height / image.height, kernel: 'lanczos3' };
  return unpremultiply(premultiply(image).resize(width / image.width, options), image);
}
