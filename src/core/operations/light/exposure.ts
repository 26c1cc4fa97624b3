import { fromLinearLight, power, throughCurve, toLinearLight } from '../../graph/tone';
import { defineOperation } from '../define';
import { number, percent } from '../../parameters';

const parameters = {
  stops: number({
    label: 'Exposure',
    hint: 'In stops: +1 EV doubles the light.',
    initial: 0.5,
    min: -4,
    max: 4,
    step: 0.05,
    unit: 'EV',
  }),
  protection: percent({ label: 'Highlight recovery', initial: 40 }),
};

/** Darker pictures have no highlights to lose. */
const protects = (stops: number, protection: number): boolean => stops > 0 && protection > 0;

export const exposure = defineOperation({
  id: 'exposure',
  label: 'Exposure',
  group: 'light',
  icon: 'sun',
  summary: 'Makes the picture lighter or darker, as a longer or shorter exposure would.',
  keywords: ['brightness', 'stops', 'EV', 'lighten', 'darken'],
  source:
    'Gain of 2^EV in linear light (one stop doubles the light); highlights roll off along ' +
    'x / (1 + x^p)^(1/p), the generalised Reinhard curve.',
  example: { text: 'Lift a photo that came out too dark.', values: { stops: 0.8 } },
  reads: 'in-order',
  parameters,
  build: (image, { stops, protection }) =>
    throughCurve(image, (value) => {
      const light = toLinearLight(value).linear([2 ** stops], [0]);
      if (!protects(stops, protection)) return fromLinearLight(light);
      // A high exponent is nearly a hard clip; a low one bends early and keeps more of the sky.
      const exponent = 1 + 11 * (1 - protection / 100) ** 2;
      const rolled = light.divide(power(power(light, exponent).linear([1], [1]), 1 / exponent));
      // Scaled so that white stays white instead of turning grey.
      const white = 2 ** stops / (1 + 2 ** (stops * exponent)) ** (1 / exponent);
      return fromLinearLight(rolled.linear([1 / white], [0]));
    }),
  isIdentity: ({ stops }) => stops === 0,
  neutral: { stops: 0 },
  beginsNeutral: true,
  brief: ({ stops, protection }) =>
    parameters.stops.format(stops) + (protects(stops, protection) ? ', highlights kept' : ''),
  sentence: ({ stops, protection }) =>
    `Changed the exposure by ${parameters.stops.format(stops)}` +
    (protects(stops, protection)
      ? `, protecting highlights by ${parameters.protection.format(protection)}.`
      : '.'),
});
