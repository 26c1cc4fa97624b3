import { limits } from '../../base/limits';
import { choice, number } from '../../parameters';
import { defineFormat } from '../define';
import { depthChoice, depthOf } from '../depth';

/** Of a photo of 10 million pixels, per million, from effort 1 on. */
const secondsByEffort = [0.2, 0.2, 0.3, 0.3, 0.5, 0.6, 0.8, 2.5, 4];
const losslessByEffort = [0.05, 0.3, 0.4, 0.5, 0.6, 0.8, 1.1, 2.5, 6.5];

export const jxl = defineFormat({
  id: 'jxl',
  label: 'JXL',
  extension: 'jxl',
  mime: 'image/jxl',
  summary: 'JPEG XL: small and faithful, with 16 bits; few programs open it yet.',
  longestSide: limits.outputSide.jxl,
  holds: {
    alpha: true,
    sixteenBit: true,
    grey: true,
    exif: true,
    iptc: null,
    texts: false,
    xmpBytes: Infinity,
  },
  encoder: 'jxl',
  parameters: {
    mode: choice({
      label: 'Compression',
      initial: 'quality',
      options: [
        { value: 'quality', label: 'By quality' },
        { value: 'distance', label: 'By distance' },
        { value: 'lossless', label: 'Lossless' },
      ],
    }),
    quality: number({
      label: 'Quality',
      initial: 80,
      min: 1,
      max: 100,
      shownWhen: ({ mode }) => mode === 'quality',
    }),
    distance: number({
      label: 'Distance',
      hint: 'How far from the original: 1 cannot be told apart by eye.',
      initial: 1,
      min: 0.1,
      max: 15,
      step: 0.1,
      shownWhen: ({ mode }) => mode === 'distance',
    }),
    effort: number({
      label: 'Effort',
      hint: 'Higher is smaller and slower.',
      initial: 5,
      min: 1,
      max: 9,
    }),
    depth: depthChoice(() => true),
  },
  main: ['mode', 'quality', 'distance'],
  depth: ({ depth }) => depthOf(depth),
  lossy: ({ mode }) => (mode === 'quality' ? 'quality' : null),
  effort: 'effort',
  // Three planes of 32-bit floats, twice, and the picture as it comes. From effort 8 on the encoder looks at
  // the whole of a lossy picture at once: 2.6 million pixels were encoded within the engine's memory, 3 not.
  bytesPerPixel: ({ mode, effort }) => (mode !== 'lossless' && effort >= 8 ? 560 : 32),
  seconds: ({ effort, mode }) =>
    (mode === 'lossless' ? losslessByEffort : secondsByEffort)[effort - 1] ?? 0,
  save: ({ mode, quality, distance, effort }) => ({
    method: 'jxlsaveBuffer',
    options: {
      effort,
      ...(mode === 'lossless'
        ? { lossless: true }
        : mode === 'distance'
          ? { distance }
          : { Q: quality }),
    },
  }),
});
