import { limits } from '../limits';
import { choice, number, toggle } from '../operations/parameters';
import { defineFormat } from './define';

export const webp = defineFormat({
  id: 'webp',
  label: 'WebP',
  extension: 'webp',
  mime: 'image/webp',
  summary: 'Smaller than JPEG at the same quality, with transparency; for the web.',
  longestSide: limits.outputSide.webp,
  holds: { alpha: true, sixteenBit: false, exif: true },
  encoder: null,
  parameters: {
    mode: choice({
      label: 'Compression',
      hint: 'Near-lossless changes colours a little where nobody sees it.',
      initial: 'lossy',
      options: [
        { value: 'lossy', label: 'Lossy' },
        { value: 'near', label: 'Near-lossless' },
        { value: 'lossless', label: 'Lossless' },
      ],
    }),
    quality: number({
      label: 'Quality',
      initial: 80,
      least: 1,
      most: 100,
      shownWhen: ({ mode }) => mode !== 'lossless',
    }),
    effort: number({
      label: 'Effort',
      hint: 'Higher is smaller and slower.',
      initial: 4,
      least: 0,
      most: 6,
    }),
    smart: toggle({
      label: 'Sharp colour edges',
      hint: 'Smart subsampling: fine red and blue edges stay sharp; slower.',
      initial: false,
      shownWhen: ({ mode }) => mode === 'lossy',
    }),
  },
  depth: () => 8,
  lossy: ({ mode }) => (mode === 'lossless' ? null : 'quality'),
  save: ({ mode, quality, effort, smart }) => {
    switch (mode) {
      case 'lossy':
        return {
          method: 'webpsaveBuffer',
          options: { Q: quality, effort, smart_subsample: smart },
        };
      case 'near':
        return {
          method: 'webpsaveBuffer',
          options: { Q: quality, effort, near_lossless: true },
        };
      case 'lossless':
        return {
          method: 'webpsaveBuffer',
          // Exact, or else the colours under full transparency would be thrown away.
          options: { effort, lossless: true, exact: true },
        };
    }
  },
});
