import { limits } from '../../base/limits';
import { choice, colour, number, toggle } from '../../parameters';
import { defineFormat } from '../define';

/** mozjpeg's own choice among the quantisation tables that libvips offers. */
const smallestTable = 3;

export const jpeg = defineFormat({
  id: 'jpeg',
  label: 'JPEG',
  extension: 'jpg',
  mime: 'image/jpeg',
  summary: 'Small files for photos; opens everywhere. No transparency.',
  longestSide: limits.outputSide.jpeg,
  // A segment of a JPEG ends at 64 KB, and readers find a pipeline in the first one of XMP only.
  holds: {
    alpha: false,
    sixteenBit: false,
    grey: true,
    exif: true,
    iptc: 'segment',
    texts: false,
    xmpBytes: 60_000,
  },
  encoder: null,
  parameters: {
    quality: number({ label: 'Quality', initial: 82, min: 1, max: 100 }),
    smallest: toggle({
      label: 'Smallest file',
      hint: 'Trellis quantisation and the best order of scans: smaller at the same look, slower.',
      initial: false,
    }),
    progressive: toggle({
      label: 'Progressive',
      hint: 'Shows a coarse picture first while loading; usually a little smaller.',
      initial: true,
      shownWhen: ({ smallest }) => smallest !== true,
    }),
    chroma: choice({
      label: 'Chroma',
      hint: '4:2:0 halves the resolution of colour; 4:4:4 keeps fine red and blue edges sharp.',
      initial: 'auto',
      options: [
        { value: 'auto', label: 'Auto (4:4:4 from quality 90)' },
        { value: 'on', label: '4:2:0' },
        { value: 'off', label: '4:4:4' },
      ],
    }),
    background: colour({
      label: 'Background',
      hint: 'Replaces transparency, which JPEG cannot hold.',
      initial: '#ffffff',
    }),
  },
  main: ['quality', 'background'],
  depth: () => 8,
  lossy: () => 'quality',
  effort: 'smallest',
  // A progressive JPEG keeps all its coefficients, 16 bits each, until the last row.
  bytesPerPixel: ({ progressive, smallest }, bands) => (progressive || smallest ? 2 * bands : 0),
  seconds: ({ smallest }) => (smallest ? 0.2 : 0.06),
  save: ({ quality, smallest, progressive, chroma }) => ({
    method: 'jpegsaveBuffer',
    options: {
      Q: quality,
      // The best order of scans is an order of progressive scans.
      interlace: progressive || smallest,
      subsample_mode: chroma,
      ...(smallest
        ? {
            trellis_quant: true,
            overshoot_deringing: true,
            optimize_scans: true,
            quant_table: smallestTable,
          }
        : {}),
    },
  }),
});
