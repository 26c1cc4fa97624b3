import type { Made } from './make';

/** Presets that make a photo better without giving it a look. */
export const photos: readonly Made[] = [
  {
    id: 'portrait',
    name: 'Portrait',
    folder: 'Photos',
    description: 'Opens the shadows of a face, calms the skin and leads the eye to the middle.',
    steps: [
      { operation: 'highlights-shadows', values: { shadows: 30, highlights: -8, radius: 40 } },
      { operation: 'white-balance', values: { temperature: 6850, tint: 2 } },
      {
        operation: 'noise-reduction',
        values: { luminance: 30, colour: 50, radius: 2 },
        note: 'Smooths skin a little; edges such as eyes and hair stay.',
      },
      { operation: 'vibrance', values: { amount: 14 } },
      { operation: 'sharpen', values: { radius: 1.2, amount: 110, threshold: 2 } },
      { operation: 'vignette', values: { strength: 15, size: 70, roundness: 40, feather: 95 } },
    ],
  },
  {
    id: 'landscape',
    name: 'Landscape',
    folder: 'Photos',
    description: 'Full tones, structure in stone and clouds, deeper greens and blues.',
    steps: [
      { operation: 'auto-levels', values: { mode: 'together', clip: 0.2, strength: 60 } },
      { operation: 'highlights-shadows', values: { shadows: 26, highlights: -34, radius: 60 } },
      { operation: 'clarity', values: { amount: 26, radius: 50 } },
      { operation: 'vibrance', values: { amount: 22 } },
      {
        operation: 'selective-colour',
        values: { hue: 275, width: 90, shift: 0, saturation: 4, lightness: -3 },
        note: 'The blue of the sky.',
      },
      { operation: 'sharpen', values: { radius: 1, amount: 120, threshold: 1 } },
    ],
  },
  {
    id: 'golden-hour',
    name: 'Golden hour',
    folder: 'Photos',
    description: 'The low, warm light of the last hour of the day.',
    steps: [
      { operation: 'white-balance', values: { temperature: 7900, tint: 3 }, asks: ['temperature'] },
      { operation: 'exposure', values: { stops: 0.3, protection: 45 } },
      {
        operation: 'split-tone',
        values: {
          shadowHue: 285,
          shadowAmount: 8,
          highlightHue: 44,
          highlightAmount: 40,
          balance: 5,
        },
      },
      { operation: 'vibrance', values: { amount: 18 } },
      { operation: 'glow', values: { amount: 20, radius: 45, threshold: 62 } },
      { operation: 'vignette', values: { strength: 12, size: 70, roundness: 20, feather: 95 } },
    ],
  },
  {
    id: 'high-key',
    name: 'High key',
    folder: 'Photos',
    description: 'Bright and airy: hardly any shadow, soft colours.',
    steps: [
      { operation: 'exposure', values: { stops: 0.75, protection: 75 } },
      { operation: 'highlights-shadows', values: { shadows: 55, highlights: 0, radius: 60 } },
      {
        operation: 'curves',
        values: {
          all: [
            { x: 0, y: 0.05 },
            { x: 0.35, y: 0.45 },
            { x: 0.7, y: 0.83 },
            { x: 1, y: 1 },
          ],
        },
      },
      { operation: 'saturation', values: { amount: -14 } },
      { operation: 'glow', values: { amount: 14, radius: 40, threshold: 60 } },
    ],
  },
];
