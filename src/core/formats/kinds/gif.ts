import { limits } from '../../base/limits';
import { choice, number } from '../../parameters';
import { keepAnimation } from './animation';
import { defineFormat } from '../define';
import { dithering, paletteEffort, paletteSeconds } from './palette';

export const gif = defineFormat({
  id: 'gif',
  label: 'GIF',
  extension: 'gif',
  mime: 'image/gif',
  summary: 'Animations that play everywhere; at most 256 colours, transparent or not. Large.',
  longestSide: limits.outputSide.gif,
  holds: {
    alpha: true,
    sixteenBit: false,
    grey: true,
    exif: false,
    iptc: null,
    texts: false,
    xmpBytes: 0,
  },
  encoder: null,
  parameters: {
    colours: choice({
      label: 'Colours',
      hint: 'Fewer colours make a smaller file.',
      initial: '8',
      options: [
        { value: '8', label: '256' },
        { value: '6', label: '64' },
        { value: '4', label: '16' },
        { value: '2', label: '4' },
      ],
    }),
    dither: number(dithering),
    between: number({
      label: 'Between frames',
      hint: 'Changes from frame to frame up to this are left out: smaller, with traces.',
      initial: 0,
      min: 0,
      max: 32,
    }),
    effort: number(paletteEffort),
    animation: keepAnimation,
  },
  main: ['colours', 'animation'],
  depth: () => 8,
  lossy: () => null,
  animates: ({ animation }) => animation,
  effort: null,
  seconds: ({ effort }) => paletteSeconds(effort),
  save: ({ colours, dither, between, effort }) => ({
    method: 'gifsaveBuffer',
    options: {
      bitdepth: Number(colours),
      dither: dither / 100,
      interframe_maxerror: between,
      effort,
    },
  }),
});
