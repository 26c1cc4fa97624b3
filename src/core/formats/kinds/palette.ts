import type { number } from '../../parameters';

/** The options of an encoder that picks a palette. */
export const dithering = {
  label: 'Dither',
  hint: 'Mixes neighbouring colours of the palette to suggest those that are missing.',
  initial: 100,
  min: 0,
  max: 100,
  unit: '%',
} as const satisfies Parameters<typeof number>[0];

export const paletteEffort = {
  label: 'Effort',
  hint: 'How hard the best palette is looked for.',
  initial: 7,
  min: 1,
  max: 10,
} as const satisfies Parameters<typeof number>[0];

/** Returns what looking for the best palette and using it takes, in seconds per million pixels. */
export const paletteSeconds = (effort: number): number => 0.2 + 0.07 * effort;
