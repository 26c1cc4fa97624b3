import type { VipsBinding } from '../runtime/binding';
import type { Encoded } from './decode';

const pages = 'n-pages';

/**
 * Returns a file with the number of its frames, where only a decoder can count them: those of JPEG XL
 * say no length. Its library has to be there. A file that the decoder does not open is returned as it is.
 */
export function withFramesCounted(vips: VipsBinding, encoded: Encoded): Encoded {
  const { header, bytes } = encoded;
  if (header.format !== 'jxl' || !header.animated || header.framesCounted) return encoded;
  let frames: number;
  try {
    const image = vips.Image.newFromBuffer(bytes);
    frames = image.getTypeof(pages) > 0 ? image.getInt(pages) : 1;
    image.delete();
  } catch {
    // What is wrong with it is said by whoever decodes it.
    return encoded;
  }
  return { ...encoded, header: { ...header, frames, framesCounted: true } };
}
