import { power, throughCurve } from '../../graph/tone';
import { defineOperation } from '../define';
import { number } from '../../parameters';

const parameters = {
  gamma: number({
    label: 'Gamma',
    hint: 'Above 1 lightens the middle tones, below 1 darkens them; black and white stay.',
    initial: 1.2,
    min: 0.2,
    max: 5,
    step: 0.01,
    scale: 'logarithmic',
  }),
};

export const gamma = defineOperation({
  id: 'gamma',
  label: 'Gamma',
  group: 'light',
  icon: 'spline',
  summary: 'Lightens or darkens the middle tones; black and white stay.',
  keywords: ['midtones', 'power', 'curve'],
  source: 'sRGB values, as shares of white, to the power of 1 / gamma.',
  example: { text: 'Open up a picture whose middle tones are heavy.', values: { gamma: 1.6 } },
  reads: 'in-order',
  parameters,
  build: (image, values) => throughCurve(image, (value) => power(value, 1 / values.gamma)),
  isIdentity: (values) => values.gamma === 1,
  neutral: { gamma: 1 },
  beginsNeutral: true,
  brief: (values) => `γ ${parameters.gamma.format(values.gamma)}`,
  sentence: (values) => `Changed the gamma by ${parameters.gamma.format(values.gamma)}.`,
});
