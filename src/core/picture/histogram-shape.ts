import type { Histogram } from './histogram';
import { shareInWords } from '../base/words';

/** Weights of neighbouring levels; binomial, which comes close to a Gaussian of sigma 1.4 levels. */
const kernel = [1, 8, 28, 56, 70, 56, 28, 8, 1].map((weight) => weight / 256);
const reach = (kernel.length - 1) / 2;

/** Returns counts smoothed over 9 levels; at the ends the outermost level is repeated. */
export function smoothed(counts: ArrayLike<number>): number[] {
  const last = counts.length - 1;
  return Array.from(counts, (_count, level) =>
    kernel.reduce((sum, weight, at) => {
      const from = Math.min(last, Math.max(0, level + at - reach));
      return sum + weight * (counts[from] ?? 0);
    }, 0),
  );
}

/** Levels at each end whose towers of nearly clipped pixels must not flatten all the rest. */
const ends = 6;

/**
 * Returns the heights of the curves, 0 to 1, on a square-root scale that all share. The highest
 * level away from the two ends reaches 1; whatever is higher at the ends is cut off there.
 */
export function curveHeights(channels: readonly ArrayLike<number>[]): number[][] {
  const curves = channels.map((counts) => smoothed(counts).map(Math.sqrt));
  const max = Math.max(0, ...curves.flatMap((curve) => curve.slice(ends, -ends)));
  return curves.map((curve) =>
    curve.map((height) => (max === 0 ? Math.min(1, height) : Math.min(1, height / max))),
  );
}

/** Returns a closed SVG path under a curve of heights (0 to 1) in a box of `width` by `height`. */
export function curvePath(heights: readonly number[], width: number, height: number): string {
  const step = width / Math.max(1, heights.length - 1);
  const points = heights.map(
    (share, level) => `L${(level * step).toFixed(1)} ${((1 - share) * height).toFixed(1)}`,
  );
  return `M0 ${height}${points.join('')}L${width} ${height}Z`;
}

/** Returns the level below which half of the pixels are, 0 to 255. */
function median(counts: ArrayLike<number>): number {
  const list = Array.from(counts);
  const half = list.reduce((sum, count) => sum + count, 0) / 2;
  let sum = 0;
  const level = list.findIndex((count) => (sum += count) >= half);
  return Math.max(0, level);
}

/** Returns what the histogram shows in words. */
export function histogramInWords(histogram: Histogram): string {
  const level = median(histogram.luminance);
  const tone = level < 64 ? 'mostly dark' : level > 191 ? 'mostly bright' : 'balanced';
  return [
    `The picture is ${tone}: half of it is darker than ${Math.round((level / 255) * 100)} %.`,
    `${shareInWords(histogram.clippedShadows)} of pixels are clipped black.`,
    `${shareInWords(histogram.clippedHighlights)} of pixels are clipped white.`,
  ].join(' ');
}
