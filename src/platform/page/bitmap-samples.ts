/** Pixels are picked so that there are no more than this on the longer side. */
const mostPerSide = 512;

/**
 * Returns pixels of a picture as RGBA bytes: all of a small one, and of a larger one those of an even
 * raster, as they are, so that nothing is averaged away.
 */
export function samplesOf(bitmap: ImageBitmap): {
  readonly data: Uint8ClampedArray;
  readonly width: number;
} {
  const scale = Math.min(1, mostPerSide / Math.max(bitmap.width, bitmap.height, 1));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) return { data: new Uint8ClampedArray(), width: 0 };
  context.imageSmoothingEnabled = false;
  context.drawImage(bitmap, 0, 0, width, height);
  return { data: context.getImageData(0, 0, width, height).data, width };
}
