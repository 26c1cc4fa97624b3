import { number } from '../../../core/base/words';
import type { Format } from '../../../core/formats/define';
import type { Size } from '../../../core/base/geometry';

/** Returns a size as the screen writes it: "1920 × 1280". */
export const sizeInWords = ({ width, height }: Size): string => `${width} × ${height}`;

/** Returns the sentence for a size that the format cannot hold, or null when it can. */
export function tooLargeFor(format: Format, size: Size): string | null {
  if (Math.max(size.width, size.height) <= format.longestSide) return null;
  const max = number(format.longestSide);
  return `${format.label} holds at most ${max} pixels per side. Choose a smaller size.`;
}
