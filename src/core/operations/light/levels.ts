import { power, throughCurve } from '../../graph/tone';
import { defineOperation } from '../define';
import { number } from '../../parameters';

const code = (label: string, initial: number, hint: string) =>
  number({ label, hint, initial, min: 0, max: 255 });

const parameters = {
  black: code('Black in', 12, 'This value and what is darker becomes black.'),
  middle: number({
    label: 'Middle',
    hint: 'Gamma: above 1 lightens the middle tones.',
    initial: 1,
    min: 0.1,
    max: 10,
    step: 0.01,
    scale: 'logarithmic',
  }),
  white: code('White in', 243, 'This value and what is lighter becomes white.'),
  blackOut: code('Black out', 0, 'What black becomes.'),
  whiteOut: code('White out', 255, 'What white becomes.'),
};

/** Levels that meet would divide by zero: they stay this far apart, in 8-bit codes. */
const minGap = 1;

export const levels = defineOperation({
  id: 'levels',
  label: 'Levels',
  group: 'light',
  icon: 'sliders-horizontal',
  summary: 'Says what is black, what is white and where the middle lies.',
  keywords: ['black point', 'white point', 'histogram', 'stretch', 'gamma'],
  source:
    'Values from "Black in" to "White in" (8-bit codes) stretched to 0 to 1 and clipped, to the ' +
    'power of 1 / middle, then set between "Black out" and "White out". On sRGB values.',
  example: { text: 'Give a foggy scan a real black and white.', values: { black: 40, white: 215 } },
  reads: 'in-order',
  parameters,
  build: (image, { black, middle, white, blackOut, whiteOut }) => {
    const span = Math.max(white - black, minGap) / 255;
    return throughCurve(image, (value) =>
      power(
        value.linear([1 / span], [-black / 255 / span]).clamp({ min: 0, max: 1 }),
        1 / middle,
      ).linear([(whiteOut - blackOut) / 255], [blackOut / 255]),
    );
  },
  isIdentity: ({ black, middle, white, blackOut, whiteOut }) =>
    black === 0 && middle === 1 && white === 255 && blackOut === 0 && whiteOut === 255,
  neutral: { black: 0, middle: 1, white: 255, blackOut: 0, whiteOut: 255 },
  beginsNeutral: true,
  brief: ({ black, middle, white }) => `${black} · ${parameters.middle.format(middle)} · ${white}`,
  sentence: ({ black, middle, white, blackOut, whiteOut }) =>
    `Set black at ${black} and white at ${white}, the middle by ` +
    `${parameters.middle.format(middle)}` +
    (blackOut === 0 && whiteOut === 255 ? '.' : `, written as ${blackOut} to ${whiteOut}.`),
});
