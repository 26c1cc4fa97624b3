import type { Picture } from './picture';
import type { Quantity } from './quantity';
import { inColour, lumaShares } from './luma';

/** Shares of red, green and blue in `#rrggbb`, from 0 to 1. */
export function channelsOf(hex: string): readonly [number, number, number] {
  const at = (start: number): number => Number.parseInt(hex.slice(start, start + 2), 16) / 255;
  return [at(1), at(3), at(5)];
}

/** Luma of `#rrggbb`, from 0 to 1. */
export const lumaOfHex = (hex: string): number =>
  channelsOf(hex).reduce((sum, share, index) => sum + share * (lumaShares[index] ?? 0), 0);

/** Whether `#rrggbb` is a grey. */
export const isNeutral = (hex: string): boolean => new Set(channelsOf(hex)).size === 1;

/**
 * Calls `body` with a picture that can hold the colour, and the colour in the picture's own bands
 * and numbers, solid where there is alpha: a grey picture stays grey for a grey ink and becomes RGB
 * for another.
 */
export function withInk(
  image: Picture,
  hex: string,
  body: (picture: Picture, ink: readonly Quantity[]) => Picture,
): Picture {
  const shares = channelsOf(hex);
  const paint = (picture: Picture, bands: readonly number[]): Picture => {
    const ink = bands.map((share) => picture.white.times(share));
    return picture.when(
      'hasAlpha',
      (clear) => body(clear, [...ink, clear.white]),
      (solid) => body(solid, ink),
    );
  };
  if (!isNeutral(hex)) return paint(inColour(image), shares);
  return image.when(
    'isGrey',
    (grey) => paint(grey, [shares[0]]),
    (rgb) => paint(rgb, shares),
  );
}
