import { inColour, rounded } from '../../graph/luma';
import { create } from '../../graph/picture';
import { defineOperation } from '../define';
import { percent } from '../../parameters';

const parameters = { amount: percent({ label: 'Amount', initial: 80 }) };

/** Source: the sepia filter of Filter Effects Module Level 1, section 6. */
const brown = [
  [0.393, 0.769, 0.189],
  [0.349, 0.686, 0.168],
  [0.272, 0.534, 0.131],
];

export const sepia = defineOperation({
  id: 'sepia',
  label: 'Sepia',
  group: 'colour',
  icon: 'coffee',
  summary: 'Turns the picture brown like an old print.',
  keywords: ['brown', 'vintage', 'old', 'monochrome'],
  source:
    'The matrix of the CSS filter sepia() (Filter Effects Module Level 1), blended with the ' +
    'picture by amount. On sRGB values; grey pictures become colour.',
  example: { text: 'Age a family photo by a hundred years.', values: { amount: 100 } },
  reads: 'in-order',
  parameters,
  build: (image, { amount }) => {
    const share = amount / 100;
    const matrix = brown.map((row, at) =>
      row.map((value, index) => share * value + (at === index ? 1 - share : 0)),
    );
    return inColour(image).onColour((colour) =>
      rounded(colour.recomb(create.matrix(matrix)), colour),
    );
  },
  isIdentity: ({ amount }) => amount === 0,
  neutral: { amount: 0 },
  brief: ({ amount }) => parameters.amount.format(amount),
  sentence: ({ amount }) => `Turned the picture brown by ${parameters.amount.format(amount)}.`,
});
