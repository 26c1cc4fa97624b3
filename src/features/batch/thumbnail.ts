/** The last picture in the line: they are decoded one after another. */
let line: Promise<void> = Promise.resolve();

/**
 * Draws a picture file on the canvas, `height` pixels high, once the canvas is in sight. A run may
 * have hundreds of large results, and to decode one takes its whole size in memory. Formats that
 * the browser cannot read stay without a picture. Returns what stops it.
 */
export function drawInSight(canvas: HTMLCanvasElement, content: Blob, height: number): () => void {
  let gone = false;
  const draw = async (): Promise<void> => {
    if (gone) return;
    try {
      const bitmap = await createImageBitmap(content, {
        resizeHeight: height,
        resizeQuality: 'low',
      });
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      bitmap.close();
    } catch {
      canvas.width = 0;
    }
  };
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    line = line.then(draw);
  });
  // An empty canvas has no area that could be in sight.
  observer.observe(canvas.parentElement ?? canvas);
  return () => {
    gone = true;
    observer.disconnect();
  };
}
