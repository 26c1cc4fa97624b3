import { lumaOf, rounded, tableFor } from '../../graph/luma';
import { defineOperation } from '../define';
import { percent } from '../../parameters';

const parameters = {
  amount: percent({ label: 'Vibrance', hint: 'Below zero mutes.', initial: 40, min: -100 }),
};

export const vibrance = defineOperation({
  id: 'vibrance',
  label: 'Vibrance',
  group: 'colour',
  icon: 'sparkles',
  summary: 'Strengthens weak colours and leaves strong ones alone.',
  keywords: ['saturation', 'colourful', 'skin', 'vivid'],
  source:
    'Each channel moves away from luma by amount · (1 − s) times its distance, where s is the ' +
    'largest minus the smallest channel as a share of white. On sRGB values; grey pictures stay.',
  example: {
    text: 'Make a dull garden bloom without turning skin orange.',
    values: { amount: 90 },
  },
  reads: 'in-order',
  parameters,
  build: (image, { amount }) =>
    image.when(
      'isGrey',
      (grey) => grey,
      (rgb) =>
        rgb.onColour((colour) => {
          const [red, green, blue] = [0, 1, 2].map((band) => colour.extractBand(band));
          if (!red || !green || !blue) throw new TypeError('a colour has three bands');
          const strongest = red.bandrank([green, blue], { index: 2 });
          const weakest = red.bandrank([green, blue], { index: 0 });
          const spread = strongest.subtract(weakest).cast(colour.format);
          const weight = spread.maplut(
            tableFor(colour, (share) => share.linear([-amount / 100], [amount / 100])),
          );
          return rounded(colour.add(colour.subtract(lumaOf(colour)).multiply(weight)), colour);
        }),
    ),
  isIdentity: ({ amount }) => amount === 0,
  neutral: { amount: 0 },
  beginsNeutral: true,
  brief: ({ amount }) => parameters.amount.format(amount),
  sentence: ({ amount }) =>
    `Changed the vibrance by ${parameters.amount.format(amount)}: weak colours most.`,
});
