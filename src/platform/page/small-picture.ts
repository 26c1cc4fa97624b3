/** Qualities to try, the best first; then the picture is made smaller. */
const qualities = [0.8, 0.6, 0.4];
const scales = [1, 0.7, 0.5];

async function encoded(bitmap: ImageBitmap, scale: number, quality: number): Promise<Blob> {
  const [width, height] = [bitmap.width, bitmap.height].map((side) =>
    Math.max(1, Math.round(side * scale)),
  );
  const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
  const context = canvas.getContext('2d');
  context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const webp = await canvas.convertToBlob({ type: 'image/webp', quality });
  if (webp.type === 'image/webp' || !context) return webp;
  // This browser writes no WebP, and JPEG shows what is transparent as black.
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}

/**
 * Resolves to a picture as a file of at most so many bytes, encoded from its pixels alone, so that
 * nothing else is in it; null where none is as small. Closes the bitmap.
 */
export async function smallPicture(bitmap: ImageBitmap, mostBytes: number): Promise<Blob | null> {
  try {
    for (const scale of scales) {
      for (const quality of qualities) {
        const file = await encoded(bitmap, scale, quality);
        if (file.size <= mostBytes) return file;
      }
    }
    return null;
  } catch (error) {
    console.info('Pipette: a version has no small picture.', error);
    return null;
  } finally {
    bitmap.close();
  }
}
