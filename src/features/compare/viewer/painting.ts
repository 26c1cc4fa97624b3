import type { Area, Size } from '../../../core/base/geometry';
import type { Layer, Picture } from './pictures';
import type { Place } from './viewport';

/** One picture of a pane, drawn only within `clip` (device pixels of the pane). */
export interface Painting {
  readonly picture: Picture;
  readonly clip: Area;
}

/** What is drawn with: a canvas's context, or what a test takes for one. */
interface Brush extends Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'clearRect'
  | 'imageSmoothingEnabled'
  | 'imageSmoothingQuality'
  | 'rect'
  | 'restore'
  | 'save'
> {
  readonly canvas: Size;
  clip(): void;
  drawImage(pixels: Layer['pixels'], ...place: [number, number, number, number]): void;
}

/** From this zoom on a pixel is shown as the square it is. */
const squaresFrom = 2;

/**
 * Draws the paintings in order. Every layer is put exactly where its pixels are in the full-size
 * picture, so that layers, and pictures of the same size, lie over each other without a shift.
 */
export function paint(context: Brush, place: Place, paintings: readonly Painting[]): void {
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  for (const { picture, clip } of paintings) {
    if (clip.width <= 0 || clip.height <= 0) continue;
    context.save();
    context.beginPath();
    context.rect(clip.left, clip.top, clip.width, clip.height);
    context.clip();
    const across = place.width / picture.width;
    const down = place.height / picture.height;
    picture.layers.forEach((layer, index) => {
      // A bitmap that was closed meanwhile is 0 wide; the next frame has its successor.
      if (layer.pixels.width === 0) return;
      // On whole pixels of the screen, or what lies under tiles would shine through between them.
      const snapped = index > 0 ? Math.round : (at: number): number => at;
      const left = snapped(place.left + layer.left * across);
      const top = snapped(place.top + layer.top * down);
      const width = snapped(place.left + (layer.left + layer.width) * across) - left;
      const height = snapped(place.top + (layer.top + layer.height) * down) - top;
      const isSeen =
        left < clip.left + clip.width &&
        top < clip.top + clip.height &&
        left + width > clip.left &&
        top + height > clip.top;
      if (!isSeen) return;
      const pixels = layer.made ? layer.made() : layer.pixels;
      if (!pixels) return;
      // Real pixels replace the proxy; over it, see-through parts would be counted twice.
      if (index > 0) context.clearRect(left, top, width, height);
      const squares = place.zoom >= squaresFrom && pixels.width >= layer.width;
      context.imageSmoothingEnabled = !squares;
      context.imageSmoothingQuality = 'high';
      context.drawImage(pixels, left, top, width, height);
    });
    context.restore();
  }
}
