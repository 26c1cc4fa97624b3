import { inColour, lumaShares } from '../../graph/luma';
import { throughTables } from '../../graph/toning';
import { defineOperation } from '../define';
import { degrees, percent } from '../../parameters';

const hueOf = (label: string, initial: number) =>
  degrees({ label, initial, min: 0, max: 360, step: 1, hues: 'hsl' });

const parameters = {
  shadowHue: hueOf('Shadow hue', 215),
  shadowAmount: percent({ label: 'Shadow amount', initial: 30 }),
  highlightHue: hueOf('Highlight hue', 40),
  highlightAmount: percent({ label: 'Highlight amount', initial: 30 }),
  balance: percent({
    label: 'Balance',
    hint: 'Above zero favours highlights.',
    initial: 0,
    min: -100,
  }),
};

/** The most that a channel moves, as a share of white. */
const reach = 0.35;

/**
 * How far each channel lies from luma in the pure colour of a hue (HSL, CSS Color 4 section 7), so
 * that adding it changes the colour and not the luma.
 */
function pullOf(hue: number): readonly number[] {
  const channel = (offset: number): number => {
    const place = (((hue / 30 + offset) % 12) + 12) % 12;
    return 0.5 - 0.5 * Math.max(-1, Math.min(place - 3, 9 - place, 1));
  };
  const pure = [channel(0), channel(8), channel(4)];
  const luma = pure.reduce((sum, value, index) => sum + value * (lumaShares[index] ?? 0), 0);
  return pure.map((value) => value - luma);
}

export const splitTone = defineOperation({
  id: 'split-tone',
  label: 'Split tone',
  group: 'colour',
  icon: 'sunset',
  summary: 'Gives shadows one colour and highlights another.',
  keywords: ['toning', 'cinematic', 'shadows', 'highlights', 'grade'],
  source:
    'Channels move towards the pure colour of each hue, its luma taken off, weighted by 4 luma (1 − luma), times ' +
    '1 − luma for shadows and luma for highlights, shifted by balance. On sRGB values.',
  example: {
    text: 'Cool the shadows and warm the light of an evening street.',
    values: { shadowAmount: 60, highlightAmount: 60 },
  },
  reads: 'in-order',
  parameters,
  build: (image, { shadowHue, shadowAmount, highlightHue, highlightAmount, balance }) => {
    const tilt = balance / 100;
    const low = pullOf(shadowHue).map((pull) => (pull * reach * shadowAmount * (1 - tilt)) / 100);
    const high = pullOf(highlightHue).map(
      (pull) => (pull * reach * highlightAmount * (1 + tilt)) / 100,
    );
    return inColour(image).onColour((colour) =>
      throughTables(
        colour,
        [0, 1, 2].map((channel) => (share) => {
          const dark = share.linear([-1], [1]);
          // A little less at the very ends, so that black and white stay neutral.
          const middle = share.multiply(dark).linear([4], [0]);
          return middle.multiply(
            dark.linear([low[channel] ?? 0], [0]).add(share.linear([high[channel] ?? 0], [0])),
          );
        }),
      ),
    );
  },
  isIdentity: ({ shadowAmount, highlightAmount }) => shadowAmount === 0 && highlightAmount === 0,
  neutral: { shadowAmount: 0, highlightAmount: 0 },
  brief: ({ shadowHue, highlightHue }) =>
    `${parameters.shadowHue.format(shadowHue)} and ${parameters.highlightHue.format(highlightHue)}`,
  sentence: ({ shadowHue, shadowAmount, highlightHue, highlightAmount }) =>
    `Toned shadows with hue ${parameters.shadowHue.format(shadowHue)} by ` +
    `${parameters.shadowAmount.format(shadowAmount)} and highlights with hue ` +
    `${parameters.highlightHue.format(highlightHue)} by ` +
    `${parameters.highlightAmount.format(highlightAmount)}.`,
});
