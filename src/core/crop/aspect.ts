import type { Rectangle } from '../base/geometry';
import type { Area, Size } from '../base/geometry';
import { toFractions, toPixels, withRatio } from './rectangle';

/** Returns width / height of an aspect such as "3:2" or "original"; null when it is free. */
export function ratioOf(aspect: string, picture: Size): number | null {
  if (aspect === 'original') return picture.width / picture.height;
  const [, across, down] = /^(\d+):(\d+)$/.exec(aspect) ?? [];
  const ratio = Number(across) / Number(down);
  return Number.isFinite(ratio) && ratio > 0 ? ratio : null;
}

/**
 * Returns the area of a picture, in fractions, in the shape that the aspect asks for: about as large
 * as before and around the same middle. The same area when the aspect is free.
 */
export function shaped(area: Rectangle, aspect: string, picture: Size): Rectangle {
  const ratio = ratioOf(aspect, picture);
  if (ratio === null) return area;
  return toFractions(withRatio(toPixels(area, picture), ratio, picture), picture);
}

/** Ratios that differ by less are the same to the eye: a pixel in a thousand. */
const tolerance = 0.001;

/**
 * Returns the ratio with its sides swapped, and the aspect among `aspects` that stands for it:
 * "free" when none does.
 */
export function swapped(
  aspect: string,
  area: Area,
  picture: Size,
  aspects: readonly string[],
): { aspect: string; ratio: number } {
  const ratio = 1 / (ratioOf(aspect, picture) ?? area.width / area.height);
  if (aspect === 'free') return { aspect, ratio };
  const found = aspects.find((name) => {
    const other = ratioOf(name, picture);
    return other !== null && Math.abs(other / ratio - 1) < tolerance;
  });
  return { aspect: found ?? 'free', ratio };
}
