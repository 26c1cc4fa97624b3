import { rounded, smoothStep, tableFor } from '../../graph/luma';
import { defineOperation } from '../define';
import { blurBy } from './gaussian-blur';
import { number, percent, pixels } from '../../parameters';

const parameters = {
  radius: pixels({
    label: 'Radius',
    initial: 2,
    min: 0.3,
    max: 100,
    step: 0.1,
    scale: 'logarithmic',
  }),
  amount: percent({ label: 'Amount', initial: 80, max: 500 }),
  threshold: number({
    label: 'Threshold',
    hint: 'Differences below this (8-bit codes) stay, fading in up to twice as much.',
    initial: 2,
    min: 0,
    max: 50,
  }),
};

export const unsharp = defineOperation({
  id: 'unsharp',
  label: 'Unsharp mask',
  group: 'detail',
  icon: 'diamond-plus',
  summary: 'Sharpens every channel by its difference from a blurred copy.',
  keywords: ['sharpen', 'detail', 'usm', 'radius', 'halo'],
  source:
    'Value plus amount · (value − blurred value), on sRGB values of every channel, where the ' +
    'difference passes the threshold (smooth step from once to twice the threshold).',
  example: { text: 'Prepare a picture for printing.', values: { radius: 3, amount: 150 } },
  reads: 'anywhere',
  parameters,
  build: (image, { radius, amount, threshold }) =>
    image.onColour((colour) => {
      const change = colour.subtract(blurBy(colour, radius));
      const share = change.abs().cast(colour.format);
      const weight =
        threshold === 0
          ? null
          : share.maplut(
              tableFor(colour, (size) =>
                smoothStep(size, threshold / 255, (2 * threshold) / 255).linear(
                  [amount / 100],
                  [0],
                ),
              ),
            );
      const added = weight ? change.multiply(weight) : change.linear([amount / 100], [0]);
      return rounded(colour.add(added), colour);
    }),
  isIdentity: ({ amount }) => amount === 0,
  neutral: { amount: 0 },
  brief: ({ radius, amount }) =>
    `${parameters.amount.format(amount)}, radius ${parameters.radius.format(radius)}`,
  sentence: ({ radius, amount, threshold }) =>
    `Sharpened every channel by ${parameters.amount.format(amount)} with a radius of ` +
    `${parameters.radius.format(radius)} and a threshold of ` +
    `${parameters.threshold.format(threshold)}.`,
});
