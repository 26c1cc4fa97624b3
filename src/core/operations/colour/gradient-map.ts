import { channelsOf } from '../../graph/ink';
import { inColour } from '../../graph/luma';
import { towardsTables } from '../../graph/toning';
import { defineOperation } from '../define';
import { colour, percent } from '../../parameters';

const parameters = {
  shadows: colour({ label: 'Shadows', initial: '#0b1026' }),
  middle: colour({ label: 'Mid-tones', initial: '#c2416b' }),
  highlights: colour({ label: 'Highlights', initial: '#ffe9b8' }),
  position: percent({ label: 'Position of the mid-tones', initial: 50, min: 5, max: 95 }),
  amount: percent({ label: 'Amount', initial: 100 }),
};

export const gradientMap = defineOperation({
  id: 'gradient-map',
  label: 'Gradient map',
  group: 'colour',
  icon: 'blinds',
  summary: 'Maps tones onto a gradient of three colours.',
  keywords: ['false colour', 'tritone', 'heat map', 'gradient'],
  source:
    'Luma mapped onto straight lines between three colours in sRGB, the second at the given ' +
    'position; blended by amount.',
  example: { text: 'Colour a black and white picture like a sunset.' },
  reads: 'in-order',
  parameters,
  build: (image, { shadows, middle, highlights, position, amount }) => {
    const stops = [shadows, middle, highlights].map(channelsOf);
    const at = position / 100;
    return inColour(image).onColour((rgb) =>
      towardsTables(
        rgb,
        [0, 1, 2].map((channel) => (share) => {
          const [a = 0, b = 0, c = 0] = stops.map((stop) => stop[channel] ?? 0);
          const first = share.clamp({ min: 0, max: at }).linear([(b - a) / at], [a]);
          const second = share
            .linear([1], [-at])
            .clamp({ min: 0, max: 1 })
            .linear([(c - b) / (1 - at)], [0]);
          return first.add(second);
        }),
        amount / 100,
      ),
    );
  },
  isIdentity: ({ amount }) => amount === 0,
  neutral: { amount: 0 },
  brief: ({ shadows, middle, highlights }) => `${shadows}, ${middle}, ${highlights}`,
  sentence: ({ shadows, middle, highlights, amount }) =>
    `Mapped the tones onto a gradient of ${shadows}, ${middle} and ${highlights}, by ` +
    `${parameters.amount.format(amount)}.`,
});
