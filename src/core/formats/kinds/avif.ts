import { limits } from '../../base/limits';
import { choice, number, toggle } from '../../parameters';
import { defineFormat } from '../define';

/** Of a photo of 10 million pixels, per million. */
const secondsByEffort = [0.2, 0.5, 0.8, 1.5, 5, 8, 15, 25, 45, 90];

export const avif = defineFormat({
  id: 'avif',
  label: 'AVIF',
  extension: 'avif',
  mime: 'image/avif',
  summary: 'The smallest files for photos that browsers open; slow to make.',
  longestSide: limits.outputSide.avif,
  holds: {
    alpha: true,
    sixteenBit: true,
    grey: false,
    exif: true,
    iptc: null,
    texts: false,
    xmpBytes: Infinity,
  },
  encoder: 'heif',
  parameters: {
    lossless: toggle({
      label: 'Lossless',
      hint: 'Every pixel of 8 bits exact; much larger.',
      initial: false,
    }),
    quality: number({
      label: 'Quality',
      initial: 55,
      min: 1,
      max: 100,
      shownWhen: ({ lossless }) => lossless !== true,
    }),
    effort: number({
      label: 'Effort',
      hint: 'Higher is smaller and slower.',
      initial: 2,
      min: 0,
      max: 9,
    }),
    bits: choice({
      label: 'Bits per channel',
      hint: '10 and 12 bits keep smooth shades of a 16-bit picture.',
      initial: '8',
      options: [
        { value: '8', label: '8' },
        { value: '10', label: '10' },
        { value: '12', label: '12' },
      ],
    }),
  },
  main: ['quality', 'lossless'],
  depth: ({ bits }) => (bits === '8' ? 8 : 'keep'),
  lossy: ({ lossless }) => (lossless ? null : 'quality'),
  effort: 'effort',
  // Planes of 16 bits, the frame before and after filters, and block information.
  bytesPerPixel: () => 24,
  seconds: ({ effort, lossless }) => (secondsByEffort[effort] ?? 0) * (lossless ? 2 : 1),
  save: ({ lossless, quality, effort, bits }) => ({
    method: 'heifsaveBuffer',
    options: {
      compression: 'av1',
      effort,
      bitdepth: Number(bits),
      ...(lossless ? { lossless: true } : { Q: quality }),
    },
  }),
});
