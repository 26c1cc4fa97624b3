import { channelsOf } from '../../graph/ink';
import { inColour } from '../../graph/luma';
import { towardsTables } from '../../graph/toning';
import { defineOperation } from '../define';
import { colour, percent } from '../../parameters';

const parameters = {
  dark: colour({ label: 'Dark colour', initial: '#1b2a6b' }),
  light: colour({ label: 'Light colour', initial: '#ffd9a0' }),
  amount: percent({ label: 'Amount', initial: 100 }),
};

export const duotone = defineOperation({
  id: 'duotone',
  label: 'Duotone',
  group: 'colour',
  icon: 'circle-dot',
  summary: 'Prints the picture in two colours, from dark to light.',
  keywords: ['two colours', 'print', 'riso', 'poster'],
  source: 'Luma mapped onto the line from one colour to the other, in sRGB; blended by amount.',
  example: { text: 'Make a concert poster of a portrait.' },
  reads: 'in-order',
  parameters,
  build: (image, { dark, light, amount }) => {
    const [from, to] = [channelsOf(dark), channelsOf(light)];
    return inColour(image).onColour((rgb) =>
      towardsTables(
        rgb,
        from.map((start, index) => (share) => share.linear([(to[index] ?? 0) - start], [start])),
        amount / 100,
      ),
    );
  },
  isIdentity: ({ amount }) => amount === 0,
  neutral: { amount: 0 },
  brief: ({ dark, light }) => `${dark} to ${light}`,
  sentence: ({ dark, light, amount }) =>
    `Printed in two colours, ${dark} for dark and ${light} for light, by ` +
    `${parameters.amount.format(amount)}.`,
});
