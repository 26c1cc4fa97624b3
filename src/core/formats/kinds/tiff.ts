import { limits } from '../../base/limits';
import { choice, number, toggle } from '../../parameters';
import { defineFormat } from '../define';
import { depthChoice, depthOf } from '../depth';

export const tiff = defineFormat({
  id: 'tiff',
  label: 'TIFF',
  extension: 'tif',
  mime: 'image/tiff',
  summary: 'For print and archives: every pixel exact, with 16 bits.',
  longestSide: limits.outputSide.tiff,
  holds: {
    alpha: true,
    sixteenBit: true,
    grey: true,
    exif: true,
    iptc: 'bare',
    texts: false,
    xmpBytes: Infinity,
  },
  encoder: null,
  parameters: {
    // Without Zstandard: this build of libvips refuses it ("not configured").
    compression: choice({
      label: 'Compression',
      hint: 'All are lossless except “Lossy” (JPEG).',
      initial: 'deflate',
      options: [
        { value: 'deflate', label: 'Deflate' },
        { value: 'lzw', label: 'LZW' },
        { value: 'jpeg', label: 'Lossy' },
        { value: 'none', label: 'None' },
      ],
    }),
    quality: number({
      label: 'Quality',
      initial: 90,
      min: 1,
      max: 100,
      shownWhen: ({ compression }) => compression === 'jpeg',
    }),
    predictor: toggle({
      label: 'Predictor',
      hint: 'Stores differences between neighbours: smaller for photos, and exact all the same.',
      initial: true,
      shownWhen: ({ compression }) => compression === 'deflate' || compression === 'lzw',
    }),
    depth: depthChoice(({ compression }) => compression !== 'jpeg'),
  },
  main: ['compression', 'quality'],
  depth: ({ compression, depth }) => (compression === 'jpeg' ? 8 : depthOf(depth)),
  lossy: ({ compression }) => (compression === 'jpeg' ? 'quality' : null),
  effort: null,
  // The file is collected in memory: at its largest, the pixels themselves.
  bytesPerPixel: (_, bands, bytesPerBand) => bands * bytesPerBand,
  seconds: ({ compression }) => (compression === 'none' ? 0.02 : 0.1),
  save: ({ compression, quality, predictor }) => ({
    method: 'tiffsaveBuffer',
    options: {
      compression,
      ...(compression === 'jpeg' ? { Q: quality } : {}),
      ...(compression === 'deflate' || compression === 'lzw'
        ? { predictor: predictor ? 'horizontal' : 'none' }
        : {}),
    },
  }),
});
