import { limits } from '../limits';
import { colour, number, toggle } from '../operations/parameters';
import { defineFormat } from './define';

export const jpeg = defineFormat({
  id: 'jpeg',
  label: 'JPEG',
  extension: 'jpg',
  mime: 'image/jpeg',
  summary: 'Small files for photos; opens everywhere. No transparency.',
  longestSide: limits.outputSide.jpeg,
  holds: { alpha: false, sixteenBit: false, exif: true },
  parameters: {
    quality: number({ label: 'Quality', initial: 82, least: 1, most: 100 }),
    progressive: toggle({
      label: 'Progressive',
      hint: 'Shows a coarse picture first while loading; usually a little smaller.',
      initial: true,
    }),
    background: colour({
      label: 'Background',
      hint: 'Replaces transparency, which JPEG cannot hold.',
      initial: '#ffffff',
    }),
  },
  save: ({ quality, progressive }) => ({
    method: 'jpegsaveBuffer',
    options: { Q: quality, interlace: progressive },
  }),
});
