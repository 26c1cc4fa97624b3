import { lumaOf, rounded } from '../../graph/luma';
import { throughCurve } from '../../graph/tone';
import { defineOperation } from '../define';
import { choice } from '../../parameters';

const parameters = {
  what: choice({
    label: 'What',
    initial: 'colours',
    options: [
      { value: 'colours', label: 'All channels' },
      { value: 'lightness', label: 'Light and dark only' },
    ],
  }),
};

export const invert = defineOperation({
  id: 'invert',
  label: 'Invert',
  group: 'colour',
  icon: 'circle-slash-2',
  summary: 'Swaps light and dark, as in a negative.',
  keywords: ['negative', 'reverse', 'complement'],
  source:
    'All channels: white minus the value, exact. Light and dark only: every channel moves by ' +
    'white − 2 · luma, so that hues stay. On sRGB values.',
  example: { text: 'Turn a scanned negative into a picture.' },
  reads: 'in-order',
  parameters,
  build: (image, { what }) =>
    what === 'colours'
      ? throughCurve(image, (value) => value.linear([-1], [1]))
      : image.onColour((colour) => {
          const luma = lumaOf(colour);
          return rounded(colour.add(luma.linear([-2], [colour.white])), colour);
        }),
  brief: ({ what }) => parameters.what.format(what),
  sentence: ({ what }) =>
    what === 'colours' ? 'Inverted every channel.' : 'Swapped light and dark, keeping the hues.',
});
