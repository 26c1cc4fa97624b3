import { bytesInWords } from '../../core/base/words';
import type { Trial } from '../../core/formats/fit-under';
import type { Similarity } from '../../core/picture/ssim';

/** Returns how a file's bytes compare with those of its source: "−86 %"; null without a source. */
export function changeInWords(
  bytes: number,
  before: number,
): { readonly text: string; readonly less: boolean } | null {
  if (before <= 0) return null;
  const share = bytes / before - 1;
  const percent = Math.round(Math.abs(share) * 100);
  if (percent === 0) return { text: '±0 %', less: false };
  return { text: `${share < 0 ? '−' : '+'}${percent} %`, less: share < 0 };
}

/** Returns what was tried: "q 84: 512 KB, q 79: 489 KB", with sizes in pixels where they change. */
export function trialsInWords(trials: readonly Trial[]): string {
  const [first] = trials;
  return trials
    .map(({ quality, width, height, bytes }) => {
      const resized = width !== first?.width || height !== first.height;
      const parts = [
        ...(quality === null ? [] : [`q ${quality}`]),
        ...(resized || quality === null ? [`${width} × ${height}`] : []),
      ];
      return `${parts.join(', ')}: ${bytesInWords(bytes)}`;
    })
    .join(', ');
}

/** Returns what a file came to that had to fit under its target: "Made to fit: quality 61." */
export function fittedInWords({
  quality,
  width,
  height,
  trials,
}: Omit<Trial, 'bytes'> & { readonly trials: readonly Trial[] }): string {
  const [first] = trials;
  if (trials.length <= 1) {
    return quality === null ? 'Fits as it is set.' : `Fits at the quality that is set, ${quality}.`;
  }
  const isSmaller = width !== first?.width || height !== first.height;
  const used = quality === null ? '' : `quality ${quality}`;
  return isSmaller
    ? `Made smaller to fit: ${[`${width} × ${height}`, used].filter(Boolean).join(', ')}.`
    : `Made to fit: ${used}.`;
}

/** Returns the similarity of file and picture: "Structural similarity 0.981, worst block 0.912." */
export const likenessInWords = ({ mean, worst }: Similarity): string =>
  mean === 1 && worst === 1
    ? 'Exactly the same lightness in every pixel.'
    : `Structural similarity ${mean.toFixed(3)}, worst block ${worst.toFixed(3)}.`;
