/**
 * Draws an SVG with the browser's own decoder of pictures, which has fonts, runs no script and
 * fetches nothing. Returns a PNG of so many pixels; null when the browser cannot draw it, or gives
 * no pixels of it away.
 */
export async function drawVector(svg: string, width: number, height: number): Promise<Blob | null> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
    return await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  } catch {
    // Damaged, or tainted: the engine's own renderer, which knows no letters, takes it instead.
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}
