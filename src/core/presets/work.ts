import type { Made } from './make';

/** Presets for work: sizes, scans, shops and privacy. */
export const work: readonly Made[] = [
  {
    id: 'product-on-white',
    name: 'Product on white',
    folder: 'Work',
    description:
      'Takes a colour cast off, turns a light background white and centres it on a square.',
    steps: [
      { operation: 'auto-levels', values: { mode: 'each', clip: 0.5, strength: 65 } },
      {
        operation: 'levels',
        values: { black: 0, middle: 1.05, white: 212 },
        note: 'Lower "White in" until the background is white.',
        asks: ['white'],
      },
      { operation: 'saturation', values: { amount: -8 } },
      { operation: 'pad', values: { to: '1:1', background: 'colour', colour: '#ffffff' } },
      { operation: 'resize', values: { mode: 'long-edge', longEdge: 2000 }, asks: ['longEdge'] },
      { operation: 'sharpen', values: { radius: 0.8, amount: 120, threshold: 1 } },
    ],
  },
  {
    id: 'clean-scan',
    name: 'Clean scan',
    folder: 'Work',
    description:
      'A photographed page as if it had been scanned: even light, white paper, black ink.',
    steps: [
      { operation: 'grayscale', values: { weights: 'rec709' } },
      {
        operation: 'highlights-shadows',
        values: { shadows: 100, highlights: 0, radius: 200 },
        note: 'Takes shadows of hand and lamp off the page.',
      },
      { operation: 'clarity', values: { amount: 100, radius: 80 } },
      { operation: 'auto-levels', values: { mode: 'together', clip: 1, strength: 100 } },
      { operation: 'levels', values: { black: 50, middle: 1.15, white: 165 }, asks: ['white'] },
      { operation: 'unsharp', values: { radius: 1.5, amount: 90, threshold: 4 } },
    ],
  },
  {
    id: 'web-thumbnail',
    name: 'Web thumbnail',
    folder: 'Work',
    description: 'A small, crisp picture of what matters, for lists and cards.',
    steps: [
      { operation: 'smart-crop', values: { aspect: '3:2', keep: 'attention' }, asks: ['aspect'] },
      { operation: 'resize', values: { mode: 'long-edge', longEdge: 480 }, asks: ['longEdge'] },
      { operation: 'vibrance', values: { amount: 12 } },
      {
        operation: 'sharpen',
        values: { radius: 0.6, amount: 140, threshold: 1 },
        note: 'After the resizing, which softens.',
      },
    ],
  },
  {
    id: 'social-post',
    name: 'Social post',
    folder: 'Work',
    description: 'Cropped around what matters to the shape you choose, 1,350 pixels long.',
    steps: [
      { operation: 'smart-crop', values: { aspect: '4:5', keep: 'entropy' }, asks: ['aspect'] },
      { operation: 'resize', values: { mode: 'long-edge', longEdge: 1350 } },
      { operation: 'highlights-shadows', values: { shadows: 14, highlights: -12, radius: 20 } },
      { operation: 'vibrance', values: { amount: 18 } },
      { operation: 'sharpen', values: { radius: 0.8, amount: 110, threshold: 1 } },
    ],
  },
  {
    id: 'privacy',
    name: 'Privacy',
    folder: 'Work',
    description:
      'Small enough that faces in a crowd and far writing are gone. Draw over what else must not be seen; Metadata in the tab Images removes place and camera.',
    steps: [
      {
        operation: 'redact',
        values: { areas: [], method: 'fill', colour: '#000000' },
        note: 'Open this step and draw over faces, names and number plates.',
      },
      { operation: 'resize', values: { mode: 'long-edge', longEdge: 1280 }, asks: ['longEdge'] },
      {
        operation: 'grain',
        values: { amount: 8, size: 1.5 },
        note: 'Covers the pattern by which a camera’s sensor can be recognised.',
      },
    ],
  },
];
