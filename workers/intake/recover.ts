import { limits } from '../../src/core/base/limits';
import type { ImageHeader } from '../../src/core/source/image-header';

/** Formats whose damaged files browsers can often read further than libvips does. */
const worthwhile: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif']);

/**
 * Reads a damaged picture with the browser's own decoder, which passes over damage that makes
 * libvips give up, such as a broken restart interval in the middle of a JPEG.
 * @returns a PNG of what could be read, upright and in sRGB, without metadata; null when the browser
 *   cannot read it either, or cannot draw here
 */
export async function salvage(
  file: Blob,
  header: Pick<ImageHeader, 'format' | 'width' | 'height' | 'hasAlpha'>,
): Promise<Blob | null> {
  const pixels = header.width * header.height;
  if (!worthwhile.has(header.format) || pixels > limits.smallDevice.refusalPixels) return null;
  if (typeof OffscreenCanvas === 'undefined') return null;
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return null;
  try {
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d', { alpha: header.hasAlpha });
    if (context === null) return null;
    context.drawImage(bitmap, 0, 0);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    bitmap.close();
  }
}
