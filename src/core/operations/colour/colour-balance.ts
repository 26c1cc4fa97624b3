import { inColour, lumaShares } from '../../graph/luma';
import type { Picture } from '../../graph/picture';
import { throughTables } from '../../graph/toning';
import { defineOperation } from '../define';
import { number, toggle, type ValuesOf } from '../../parameters';

const balance = (label: string, initial = 0) => number({ label, initial, min: -100, max: 100 });

const parameters = {
  shadowsRed: balance('Shadows: cyan to red'),
  shadowsGreen: balance('Shadows: magenta to green'),
  shadowsBlue: balance('Shadows: yellow to blue', 20),
  middleRed: balance('Mid-tones: cyan to red'),
  middleGreen: balance('Mid-tones: magenta to green'),
  middleBlue: balance('Mid-tones: yellow to blue'),
  highlightsRed: balance('Highlights: cyan to red', 20),
  highlightsGreen: balance('Highlights: magenta to green'),
  highlightsBlue: balance('Highlights: yellow to blue'),
  keepLightness: toggle({ label: 'Keep lightness', initial: true }),
};

type Wanted = ValuesOf<typeof parameters>;

const ranges = (v: Wanted): readonly (readonly [number, number, number])[] => [
  [v.shadowsRed, v.shadowsGreen, v.shadowsBlue],
  [v.middleRed, v.middleGreen, v.middleBlue],
  [v.highlightsRed, v.highlightsGreen, v.highlightsBlue],
];

/** The most that a channel moves, as a share of white. */
const reach = 0.3;

/** Luma of a change, which is what lightness would move by. */
const lumaOfChange = (change: readonly number[]): number =>
  change.reduce((sum, value, index) => sum + value * (lumaShares[index] ?? 0), 0);

/** Weights of shadows, mid-tones and highlights at a luma share; they add up to 1. */
const weights: readonly ((share: Picture) => Picture)[] = [
  (share) => share.linear([-1], [1]).multiply(share.linear([-1], [1])),
  (share) => share.multiply(share.linear([-1], [1])).linear([2], [0]),
  (share) => share.multiply(share),
];

const names = ['shadows', 'mid-tones', 'highlights'] as const;

const described = (values: Wanted): string =>
  ranges(values)
    .flatMap((range, index) =>
      range.some((value) => value !== 0)
        ? [
            `${names[index] ?? ''} ${range.map((value) => String(value).replace('-', '−')).join('/')}`,
          ]
        : [],
    )
    .join(', ') || 'no change';

export const colourBalance = defineOperation({
  id: 'colour-balance',
  label: 'Colour balance',
  group: 'colour',
  icon: 'scale',
  summary: 'Shifts the colours of shadows, mid-tones and highlights apart.',
  keywords: ['colour grading', 'cast', 'teal', 'orange', 'tone'],
  source:
    'Channels move by up to 30 % of white, weighted (1 − luma)² for shadows, 2 luma (1 − luma) for ' +
    'mid-tones and luma² for highlights. "Keep lightness" takes the luma of the change off again.',
  example: {
    text: 'Grade a film still in teal and orange.',
    values: { shadowsRed: -30, shadowsBlue: 40, highlightsRed: 40, highlightsBlue: -30 },
  },
  reads: 'in-order',
  parameters,
  build: (image, values) => {
    const changes = ranges(values).map((range) => {
      const change = range.map((value) => (value / 100) * reach);
      const lightness = values.keepLightness ? lumaOfChange(change) : 0;
      return change.map((value) => value - lightness);
    });
    return inColour(image).onColour((colour) =>
      throughTables(
        colour,
        [0, 1, 2].map((channel) => (share) => {
          const [low, middle, high] = weights.map((weight, range) =>
            weight(share).linear([changes[range]?.[channel] ?? 0], [0]),
          );
          if (!low || !middle || !high) throw new TypeError('there are three ranges of tones');
          return low.add(middle).add(high);
        }),
      ),
    );
  },
  isIdentity: (values) => ranges(values).every((range) => range.every((value) => value === 0)),
  neutral: { shadowsBlue: 0, highlightsRed: 0 },
  beginsNeutral: true,
  brief: described,
  sentence: (values) => `Shifted the colour balance: ${described(values)}.`,
});
