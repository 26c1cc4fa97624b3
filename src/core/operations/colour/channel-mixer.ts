import { rounded } from '../../graph/luma';
import { create } from '../../graph/picture';
import { defineOperation } from '../define';
import { percent, type ValuesOf } from '../../parameters';

const share = (label: string, initial: number) =>
  percent({ label, initial, min: -200, max: 200, signed: false });

const parameters = {
  redFromRed: share('Red from red', 100),
  redFromGreen: share('Red from green', 20),
  redFromBlue: share('Red from blue', -20),
  greenFromRed: share('Green from red', 0),
  greenFromGreen: share('Green from green', 100),
  greenFromBlue: share('Green from blue', 0),
  blueFromRed: share('Blue from red', 0),
  blueFromGreen: share('Blue from green', 0),
  blueFromBlue: share('Blue from blue', 100),
};

const rowsOf = (v: ValuesOf<typeof parameters>): readonly (readonly number[])[] => [
  [v.redFromRed, v.redFromGreen, v.redFromBlue],
  [v.greenFromRed, v.greenFromGreen, v.greenFromBlue],
  [v.blueFromRed, v.blueFromGreen, v.blueFromBlue],
];

export const channelMixer = defineOperation({
  id: 'channel-mixer',
  label: 'Channel mixer',
  group: 'colour',
  icon: 'shuffle',
  summary: 'Mixes each channel anew from red, green and blue.',
  keywords: ['rgb', 'matrix', 'swap', 'infrared'],
  source: 'Weighted sums of the sRGB values, clipped. Grey pictures stay as they are.',
  example: {
    text: 'Swap red and blue for the look of infrared film.',
    values: { redFromRed: 0, redFromGreen: 0, redFromBlue: 100, blueFromRed: 100, blueFromBlue: 0 },
  },
  reads: 'in-order',
  parameters,
  build: (image, values) =>
    image.when(
      'isGrey',
      (grey) => grey,
      (rgb) =>
        rgb.onColour((colour) => {
          const matrix = rowsOf(values).map((row) => row.map((value) => value / 100));
          return rounded(colour.recomb(create.matrix(matrix)), colour);
        }),
    ),
  isIdentity: (values) =>
    rowsOf(values).every((row, at) =>
      row.every((value, index) => value === (at === index ? 100 : 0)),
    ),
  neutral: { redFromGreen: 0, redFromBlue: 0 },
  beginsNeutral: true,
  brief: (values) =>
    rowsOf(values)
      .map((row) => row.join(' '))
      .join(' · ')
      .replaceAll('-', '−'),
  sentence: (values) =>
    `Mixed the channels anew: ${rowsOf(values)
      .map((row, at) => `${['red', 'green', 'blue'][at] ?? ''} from ${row.join(', ')} %`)
      .join('; ')
      .replaceAll('-', '−')} of red, green and blue.`,
});
