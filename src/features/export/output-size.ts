import type { Format } from '../../core/formats/define';
import type { Size } from '../../core/formats/output-size';

/**
 * Returns the whole pipeline's result in short (size in pixels, and whatever else reports tell):
 * what the last working step reported, or the source when no step works. Null without a picture, and while the last step has
 * not been computed, as during cropping on the picture.
 * @param working the steps that do something, in order
 */
export function resultOf<Shape extends Size>(
  working: readonly { readonly id: string }[],
  reports: ReadonlyMap<string, Shape>,
  source: Shape | null,
): Shape | null {
  const last = working.at(-1);
  if (!last || !source) return source;
  return reports.get(last.id) ?? null;
}

/** Returns a size as the screen writes it: "1920 × 1280". */
export const sizeInWords = ({ width, height }: Size): string => `${width} × ${height}`;

/** Returns the sentence for a size that the format cannot hold, or null when it can. */
export function tooLargeFor(format: Format, size: Size): string | null {
  if (Math.max(size.width, size.height) <= format.longestSide) return null;
  const most = format.longestSide.toLocaleString('en-GB');
  return `${format.label} holds at most ${most} pixels per side. Choose a smaller size.`;
}
