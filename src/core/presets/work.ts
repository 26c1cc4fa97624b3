import type { Made } from './make';

/** Presets for work: sizes, scans, shops and privacy. */
export const work: readonly Made[] = [
  {
    id: 'product-on-white',
    name: 'Product on white',
    folder: 'Work',
    description:
      'Lights a light backdrop evenly, turns it white and centres the picture on a square.',
    steps: [
      {
        operation: 'even-light',
        values: { strength: 80, radius: 200, limit: 1 },
        note: 'Lights the backdrop evenly. Less strength keeps white products apart from it.',
      },
      { operation: 'auto-levels', values: { mode: 'each', clip: 0.5, strength: 65 } },
      {
        operation: 'levels',
        values: { black: 0, middle: 1, white: 230 },
        note: 'Lower "White in" until the background is white.',
        asks: ['white'],
      },
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
        operation: 'even-light',
        values: { strength: 100, radius: 40, limit: 3 },
        note: 'Takes shadows of hand and lamp off the page. Large letters want a larger radius.',
      },
      { operation: 'auto-levels', values: { mode: 'together', clip: 1, strength: 100 } },
      { operation: 'levels', values: { black: 30, middle: 1, white: 215 }, asks: ['white'] },
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
