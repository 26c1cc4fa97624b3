import { lumaOf, rounded } from '../../graph/luma';
import { defineOperation } from '../define';
import { number, percent, pixels } from '../../parameters';

const parameters = {
  strength: percent({ label: 'Strength', initial: 50 }),
  window: pixels({
    label: 'Tile size',
    hint: 'Contrast is raised within squares of this side.',
    initial: 200,
    min: 8,
    max: 1000,
    scale: 'logarithmic',
  }),
  slope: number({
    label: 'Clip limit',
    hint: 'Limits contrast, to hold noise down.',
    initial: 3,
    min: 1,
    max: 10,
    step: 1,
  }),
};

export const localContrast = defineOperation({
  id: 'local-contrast',
  label: 'Local contrast',
  group: 'light',
  icon: 'grid-3x3',
  summary: 'Raises contrast where each part of the picture needs it (CLAHE).',
  keywords: ['clahe', 'adaptive', 'equalise', 'equalize', 'detail', 'haze'],
  source:
    'Contrast-limited adaptive histogram equalisation of luma in 8 bits (libvips hist_local); ' +
    'every channel moves by what luma moves, times strength.',
  example: { text: 'Bring out the structure of a cloudy sky.', values: { strength: 90 } },
  reads: 'anywhere',
  parameters,
  build: (image, { strength, window, slope }) =>
    image.onColour((colour) => {
      const shallow = lumaOf(colour)
        .linear([colour.white.under(255)], [0.5])
        .cast('uchar');
      const side = Math.max(1, Math.round(window));
      const local = shallow.histLocal(colour.width.atMost(side), colour.height.atMost(side), {
        max_slope: Math.round(slope),
      });
      const change = local
        .subtract(shallow)
        .linear([colour.white.times(strength / 100 / 255)], [0]);
      return rounded(colour.add(change), colour);
    }),
  isIdentity: ({ strength }) => strength === 0,
  neutral: { strength: 0 },
  brief: ({ strength, window }) =>
    `${parameters.strength.format(strength)}, tiles of ${parameters.window.format(window)}`,
  sentence: ({ strength, window, slope }) =>
    `Raised the local contrast by ${parameters.strength.format(strength)} within ` +
    `${parameters.window.format(window)}, at most ${parameters.slope.format(slope)} times steeper.`,
});
