import { limits } from '../limits';
import { number } from '../operations/parameters';
import { defineFormat } from './define';

export const png = defineFormat({
  id: 'png',
  label: 'PNG',
  extension: 'png',
  mime: 'image/png',
  summary: 'Every pixel exact, with transparency and 16 bits; large for photos.',
  longestSide: limits.outputSide.png,
  holds: { alpha: true, sixteenBit: true, exif: true },
  parameters: {
    compression: number({
      label: 'Compression',
      hint: 'Higher is smaller and slower; the pixels stay the same.',
      initial: 6,
      least: 0,
      most: 9,
    }),
  },
  save: ({ compression }) => ({ method: 'pngsaveBuffer', options: { compression } }),
});
