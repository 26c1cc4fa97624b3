import { rounded, smoothStep, tableFor } from '../../graph/luma';
import { throughCurve } from '../../graph/tone';
import { defineOperation } from '../define';
import { blurBy } from '../detail/gaussian-blur';
import { percent, pixels } from '../../parameters';

const parameters = {
  amount: percent({ label: 'Amount', initial: 40 }),
  radius: pixels({ label: 'Radius', initial: 25, min: 1, max: 200, scale: 'logarithmic' }),
  threshold: percent({ label: 'Threshold', hint: 'Tones above this glow.', initial: 50 }),
};

export const glow = defineOperation({
  id: 'glow',
  label: 'Glow',
  group: 'effect',
  icon: 'lightbulb',
  summary: 'Lets highlights bloom into their surroundings.',
  keywords: ['bloom', 'orton', 'dreamy', 'halo', 'light'],
  source:
    'Values above the threshold (smooth step over 30 % of white), blurred by a Gaussian, screened ' +
    'over the picture: v + amount · g · (1 − v). On sRGB values.',
  example: { text: 'Make lamps and windows shine at dusk.', values: { amount: 80 } },
  reads: 'anywhere',
  parameters,
  build: (image, { amount, radius, threshold }) =>
    image.onColour((colour) => {
      const from = (threshold / 100) * 0.9;
      const lights = throughCurve(colour, (value) =>
        value.multiply(smoothStep(value, from, from + 0.3)),
      );
      const room = colour.maplut(tableFor(colour, (share) => share.linear([-1], [1])));
      const bloom = blurBy(lights, radius).linear([amount / 100], [0]);
      return rounded(colour.add(bloom.multiply(room)), colour);
    }),
  isIdentity: ({ amount }) => amount === 0,
  neutral: { amount: 0 },
  brief: ({ amount, radius }) =>
    `${parameters.amount.format(amount)}, radius ${parameters.radius.format(radius)}`,
  sentence: ({ amount, radius, threshold }) =>
    `Let tones above ${parameters.threshold.format(threshold)} glow by ` +
    `${parameters.amount.format(amount)} over ${parameters.radius.format(radius)}.`,
});
