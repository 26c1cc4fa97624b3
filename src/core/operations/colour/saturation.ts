import { fromScrgb } from '../../graph/tone';
import { defineOperation } from '../define';
import { percent } from '../../parameters';

const parameters = {
  amount: percent({
    label: 'Saturation',
    hint: '−100 % leaves greys only.',
    initial: 20,
    min: -100,
  }),
};

export const saturation = defineOperation({
  id: 'saturation',
  label: 'Saturation',
  group: 'colour',
  icon: 'droplet',
  summary: 'Makes colours stronger or weaker while their lightness stays.',
  keywords: ['vivid', 'chroma', 'colourful', 'desaturate', 'LCh'],
  source:
    'Chroma of CIE LCh (D65) times 1 + amount / 100, hue and lightness kept: done as the same ' +
    'factor on a* and b* of CIE L*a*b*. What leaves sRGB is clipped per channel. Grey pictures ' +
    'stay as they are.',
  example: { text: 'Make dull colours livelier.', values: { amount: 60 } },
  reads: 'in-order',
  parameters,
  build: (image, { amount }) => {
    const factor = 1 + amount / 100;
    return image.when(
      'isGrey',
      (grey) => grey,
      (rgb) =>
        rgb.onColour((colour) =>
          fromScrgb(
            colour.colourspace('lab').linear([1, factor, factor], [0, 0, 0]).colourspace('scrgb'),
            colour,
          ),
        ),
    );
  },
  isIdentity: ({ amount }) => amount === 0,
  neutral: { amount: 0 },
  beginsNeutral: true,
  brief: ({ amount }) => parameters.amount.format(amount),
  sentence: ({ amount }) => `Changed the saturation by ${parameters.amount.format(amount)}.`,
});
