import { limits } from '../limits';
import { number, toggle } from '../operations/parameters';
import { defineFormat } from './define';

export const webp = defineFormat({
  id: 'webp',
  label: 'WebP',
  extension: 'webp',
  mime: 'image/webp',
  summary: 'Smaller than JPEG at the same quality, with transparency; for the web.',
  longestSide: limits.outputSide.webp,
  holds: { alpha: true, sixteenBit: false, exif: true },
  parameters: {
    quality: number({
      label: 'Quality',
      initial: 80,
      least: 1,
      most: 100,
      shownWhen: ({ lossless }) => lossless !== true,
    }),
    lossless: toggle({
      label: 'Lossless',
      hint: 'Every pixel exact; larger.',
      initial: false,
    }),
  },
  save: ({ quality, lossless }) => ({
    method: 'webpsaveBuffer',
    options: { Q: quality, lossless },
  }),
});
