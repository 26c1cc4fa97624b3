import { limits } from '../limits';
import { choice } from '../operations/parameters';
import { defineFormat } from './define';

export const tiff = defineFormat({
  id: 'tiff',
  label: 'TIFF',
  extension: 'tif',
  mime: 'image/tiff',
  summary: 'For print and archives: every pixel exact, with 16 bits.',
  longestSide: limits.outputSide.tiff,
  // libvips writes no EXIF into TIFF; XMP and IPTC stay.
  holds: { alpha: true, sixteenBit: true, exif: false },
  parameters: {
    compression: choice({
      label: 'Compression',
      hint: 'All of these keep every pixel exact.',
      initial: 'deflate',
      options: [
        { value: 'deflate', label: 'Deflate' },
        { value: 'lzw', label: 'LZW' },
        { value: 'none', label: 'None' },
      ],
    }),
  },
  save: ({ compression }) => ({
    method: 'tiffsaveBuffer',
    options: compression === 'none' ? { compression } : { compression, predictor: 'horizontal' },
  }),
});
