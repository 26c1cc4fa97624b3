import { lumaOf, rounded, tableFor } from '../../graph/luma';
import { defineOperation } from '../define';
import { blurBy } from '../detail/gaussian-blur';
import { percent, pixels } from '../../parameters';

const parameters = {
  amount: percent({ label: 'Clarity', hint: 'Below zero softens.', initial: 30, min: -100 }),
  radius: pixels({ label: 'Radius', initial: 40, min: 5, max: 200, scale: 'logarithmic' }),
};

export const clarity = defineOperation({
  id: 'clarity',
  label: 'Clarity',
  group: 'light',
  icon: 'mountain',
  summary: 'Gives the middle tones more structure, without hard edges.',
  keywords: ['structure', 'texture', 'punch', 'unsharp', 'midtones'],
  source:
    'Unsharp mask of luma with a wide Gaussian: every channel moves by amount · (luma − blurred ' +
    'luma) · 4 · luma · (1 − luma), so black and white are kept.',
  example: { text: 'Bring out stone, bark and clouds.', values: { amount: 80 } },
  reads: 'anywhere',
  parameters,
  build: (image, { amount, radius }) =>
    image.onColour((colour) => {
      const luma = lumaOf(colour);
      const weight = luma.maplut(
        tableFor(colour, (share) =>
          share.multiply(share.linear([-1], [1])).linear([(4 * amount) / 100], [0]),
        ),
      );
      const change = luma.subtract(blurBy(luma, radius)).multiply(weight);
      return rounded(colour.add(change), colour);
    }),
  isIdentity: ({ amount }) => amount === 0,
  neutral: { amount: 0 },
  beginsNeutral: true,
  brief: ({ amount, radius }) =>
    `${parameters.amount.format(amount)}, radius ${parameters.radius.format(radius)}`,
  sentence: ({ amount, radius }) =>
    `Changed the clarity by ${parameters.amount.format(amount)} with a radius of ` +
    `${parameters.radius.format(radius)}.`,
});
