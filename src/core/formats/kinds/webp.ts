import { limits } from '../../base/limits';
import { number, toggle } from '../../parameters';
import { keepAnimation } from './animation';
import { defineFormat } from '../define';

export const webp = defineFormat({
  id: 'webp',
  label: 'WebP',
  extension: 'webp',
  mime: 'image/webp',
  summary: 'Smaller than JPEG at the same quality, with transparency; for the web.',
  longestSide: limits.outputSide.webp,
  holds: {
    alpha: true,
    sixteenBit: false,
    grey: false,
    exif: true,
    iptc: null,
    texts: false,
    xmpBytes: Infinity,
  },
  encoder: null,
  parameters: {
    quality: number({
      label: 'Quality',
      initial: 80,
      min: 1,
      max: 100,
      shownWhen: ({ lossless }) => lossless !== true,
    }),
    lossless: toggle({ label: 'Lossless', hint: 'Every pixel exact; larger.', initial: false }),
    near: toggle({
      label: 'Near-lossless',
      hint: 'Changes colours a little where nobody sees it: for drawings and screenshots.',
      initial: false,
      shownWhen: ({ lossless }) => lossless !== true,
    }),
    effort: number({
      label: 'Effort',
      hint: 'Higher is smaller and slower.',
      initial: 4,
      min: 0,
      max: 6,
    }),
    animation: keepAnimation,
    smart: toggle({
      label: 'Sharp colour edges',
      hint: 'Smart subsampling: fine red and blue edges stay sharp; slower.',
      initial: false,
      shownWhen: ({ lossless, near }) => lossless !== true && near !== true,
    }),
  },
  main: ['quality', 'lossless', 'animation'],
  depth: () => 8,
  lossy: ({ lossless }) => (lossless ? null : 'quality'),
  animates: ({ animation }) => animation,
  effort: 'effort',
  // The picture as it comes, as the encoder's own planes, and its working copies.
  bytesPerPixel: () => 16,
  seconds: ({ effort, lossless, near }) => (lossless || near ? 1.3 : 0.05 + 0.04 * effort),
  save: ({ lossless, near, quality, effort, smart }) => ({
    method: 'webpsaveBuffer',
    options: {
      effort,
      ...(lossless
        ? // Exact, or else the colours under full transparency would be thrown away.
          { lossless: true, exact: true }
        : near
          ? { Q: quality, near_lossless: true }
          : { Q: quality, smart_subsample: smart }),
    },
  }),
});
