import { channelsOf, lumaOfHex } from '../../graph/ink';
import { inColour } from '../../graph/luma';
import { throughTables } from '../../graph/toning';
import { defineOperation } from '../define';
import { colour, percent } from '../../parameters';

const parameters = {
  colour: colour({ label: 'Colour', initial: '#ff9a3c' }),
  amount: percent({ label: 'Amount', initial: 25 }),
};

export const tint = defineOperation({
  id: 'tint',
  label: 'Tint',
  group: 'colour',
  icon: 'paint-bucket',
  summary: 'Lays a colour over the picture; its lightness stays.',
  keywords: ['colour filter', 'photo filter', 'wash', 'tone'],
  source:
    'Each channel moves by amount · (channel of the colour − luma of the colour), most in the ' +
    'middle tones: times 4 · luma · (1 − luma). On sRGB values.',
  example: { text: 'Warm a portrait like a filter before the lens.', values: { amount: 50 } },
  reads: 'in-order',
  parameters,
  build: (image, values) => {
    const middle = lumaOfHex(values.colour);
    const pulls = channelsOf(values.colour).map(
      (share) => ((share - middle) * values.amount) / 100,
    );
    return inColour(image).onColour((rgb) =>
      throughTables(
        rgb,
        pulls.map(
          (pull) => (share) => share.multiply(share.linear([-1], [1])).linear([4 * pull], [0]),
        ),
      ),
    );
  },
  isIdentity: ({ amount }) => amount === 0,
  neutral: { amount: 0 },
  brief: (values) => `${values.colour}, ${parameters.amount.format(values.amount)}`,
  sentence: (values) =>
    `Tinted the picture with ${values.colour} by ${parameters.amount.format(values.amount)}.`,
});
