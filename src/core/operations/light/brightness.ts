import { throughCurve } from '../../graph/tone';
import { defineOperation } from '../define';
import { percent } from '../../parameters';

const parameters = {
  amount: percent({ label: 'Brightness', initial: 15, min: -100 }),
};

export const brightness = defineOperation({
  id: 'brightness',
  label: 'Brightness',
  group: 'light',
  icon: 'sun-dim',
  summary: 'Adds the same to every tone; plain, and clips at the ends.',
  keywords: ['lighter', 'darker', 'offset', 'lift'],
  source:
    'sRGB values plus amount / 100 of full scale, clipped. For the effect of light, use Exposure.',
  example: { text: 'Lift a scan that is a little dark all over.', values: { amount: 25 } },
  reads: 'in-order',
  parameters,
  build: (image, { amount }) =>
    throughCurve(image, (value) => value.linear([1], [amount / 100]).clamp({ min: 0, max: 1 })),
  isIdentity: ({ amount }) => amount === 0,
  neutral: { amount: 0 },
  beginsNeutral: true,
  brief: ({ amount }) => parameters.amount.format(amount),
  sentence: ({ amount }) =>
    `Made every tone ${amount < 0 ? 'darker' : 'lighter'} by ` +
    `${parameters.amount.format(Math.abs(amount)).replace('+', '')}.`,
});
