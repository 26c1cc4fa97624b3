/** Draws a bitmap on a canvas of its own size. What is not there yet, or closed, leaves it as it is. */
export function paintBitmap(
  canvas: HTMLCanvasElement | undefined,
  bitmap: ImageBitmap | null | undefined,
): void {
  // A closed bitmap is 0 wide.
  if (!canvas || !bitmap || bitmap.width === 0) return;
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
}
