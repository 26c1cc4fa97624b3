import { limits } from '../../base/limits';
import { choice, number, toggle } from '../../parameters';
import { defineFormat } from '../define';
import { depthChoice, depthOf } from '../depth';
import { dithering, paletteEffort, paletteSeconds } from './palette';

export const png = defineFormat({
  id: 'png',
  label: 'PNG',
  extension: 'png',
  mime: 'image/png',
  summary: 'Every pixel exact, with transparency and 16 bits; large for photos.',
  longestSide: limits.outputSide.png,
  holds: {
    alpha: true,
    sixteenBit: true,
    grey: true,
    exif: true,
    iptc: 'profile',
    texts: true,
    xmpBytes: Infinity,
  },
  encoder: null,
  parameters: {
    compression: number({
      label: 'Compression',
      hint: 'Higher is smaller and slower; the pixels stay the same.',
      initial: 6,
      min: 0,
      max: 9,
    }),
    colours: choice({
      label: 'Colours',
      hint: 'A palette makes drawings and logos much smaller; photos lose smooth shades.',
      initial: 'all',
      options: [
        { value: 'all', label: 'All' },
        { value: '8', label: 'Palette of 256' },
        { value: '4', label: 'Palette of 16' },
        { value: '2', label: 'Palette of 4' },
        { value: '1', label: 'Palette of 2' },
      ],
    }),
    dither: number({ ...dithering, shownWhen: ({ colours }) => colours !== 'all' }),
    effort: number({ ...paletteEffort, shownWhen: ({ colours }) => colours !== 'all' }),
    depth: depthChoice(({ colours }) => colours === 'all'),
    interlaced: toggle({
      label: 'Interlaced',
      hint: 'Shows a coarse picture first while loading; larger.',
      initial: false,
    }),
  },
  main: ['compression'],
  depth: ({ colours, depth }) => (colours === 'all' ? depthOf(depth) : 8),
  lossy: () => null,
  effort: 'compression',
  seconds: ({ compression, colours, effort }) =>
    colours === 'all' ? 0.03 + 0.015 * compression : paletteSeconds(effort),
  save: ({ compression, colours, dither, effort, interlaced }) => ({
    method: 'pngsaveBuffer',
    options: {
      compression,
      interlace: interlaced,
      ...(colours === 'all'
        ? {}
        : { palette: true, bitdepth: Number(colours), dither: dither / 100, effort }),
    },
  }),
});
