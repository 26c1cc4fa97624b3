import type { Made } from './make';

/** Presets that give a picture a look. */
export const looks: readonly Made[] = [
  {
    id: 'soft-film',
    name: 'Soft film',
    folder: 'Looks',
    description: 'Warm colour film: gentle contrast, green-blue shadows, creamy highlights, grain.',
    steps: [
      { operation: 'white-balance', values: { temperature: 6900, tint: 3 } },
      {
        operation: 'curves',
        values: {
          all: [
            { x: 0, y: 0.055 },
            { x: 0.25, y: 0.245 },
            { x: 0.6, y: 0.66 },
            { x: 1, y: 0.96 },
          ],
          red: [
            { x: 0, y: 0 },
            { x: 0.5, y: 0.515 },
            { x: 1, y: 1 },
          ],
          blue: [
            { x: 0, y: 0.03 },
            { x: 0.5, y: 0.5 },
            { x: 1, y: 0.94 },
          ],
        },
      },
      {
        operation: 'split-tone',
        values: {
          shadowHue: 185,
          shadowAmount: 24,
          highlightHue: 45,
          highlightAmount: 28,
          balance: 0,
        },
      },
      { operation: 'saturation', values: { amount: -6 } },
      { operation: 'grain', values: { amount: 16, size: 2 }, asks: ['amount'] },
    ],
  },
  {
    id: 'faded',
    name: 'Faded',
    folder: 'Looks',
    description: 'A print that lay in the sun: milky blacks, dull whites, pale colours.',
    steps: [
      { operation: 'saturation', values: { amount: -32 } },
      {
        operation: 'curves',
        values: {
          all: [
            { x: 0, y: 0.13 },
            { x: 0.3, y: 0.36 },
            { x: 0.7, y: 0.71 },
            { x: 1, y: 0.9 },
          ],
          blue: [
            { x: 0, y: 0.04 },
            { x: 0.5, y: 0.5 },
            { x: 1, y: 0.9 },
          ],
        },
      },
      {
        operation: 'split-tone',
        values: {
          shadowHue: 225,
          shadowAmount: 22,
          highlightHue: 48,
          highlightAmount: 22,
          balance: 0,
        },
      },
      { operation: 'grain', values: { amount: 14, size: 2 } },
    ],
  },
  {
    id: 'noir',
    name: 'Noir',
    folder: 'Looks',
    description: 'Black and white with deep shadows, dark skies and grain.',
    steps: [
      {
        operation: 'grayscale',
        values: { weights: 'custom', red: 55, green: 38, blue: 7 },
        note: 'Like an orange filter: darkens blue skies.',
      },
      { operation: 'highlights-shadows', values: { shadows: 12, highlights: -20, radius: 50 } },
      { operation: 'contrast', values: { strength: 48, pivot: 43 } },
      { operation: 'clarity', values: { amount: 22, radius: 50 } },
      { operation: 'vignette', values: { strength: 38, size: 60, roundness: 30, feather: 92 } },
      { operation: 'grain', values: { amount: 26, size: 2 }, asks: ['amount'] },
    ],
  },
];
