import { lumaOf, rounded } from '../../graph/luma';
import { defineOperation } from '../define';
import { percent } from '../../parameters';

const parameters = { strength: percent({ label: 'Strength', initial: 60 }) };

export const equalise = defineOperation({
  id: 'equalise',
  label: 'Equalise histogram',
  group: 'light',
  icon: 'chart-no-axes-column',
  summary: 'Spreads the tones evenly over the whole range.',
  keywords: ['equalize', 'histogram', 'automatic', 'contrast'],
  source:
    'Histogram equalisation of luma (libvips hist_find, hist_cum, hist_norm); every channel moves ' +
    'by what luma moves, times strength, so hues hardly change.',
  example: { text: 'Show what hides in a very flat picture.', values: { strength: 100 } },
  reads: 'anywhere',
  parameters,
  build: (image, { strength }) =>
    image.onColour((colour) => {
      const luma = lumaOf(colour);
      const spread = luma.histFind().histCum().histNorm();
      // The table ends at the lightest tone there is; that one becomes white.
      const table = spread.linear([spread.max().atLeast(1).under(1).times(colour.white)], [0]);
      const change = luma
        .maplut(table)
        .subtract(luma)
        .linear([strength / 100], [0]);
      return rounded(colour.add(change), colour);
    }),
  isIdentity: ({ strength }) => strength === 0,
  neutral: { strength: 0 },
  looksAtWhole: () => true,
  brief: ({ strength }) => parameters.strength.format(strength),
  sentence: ({ strength }) =>
    `Spread the tones evenly by histogram equalisation, at ` +
    `${parameters.strength.format(strength)} strength.`,
});
