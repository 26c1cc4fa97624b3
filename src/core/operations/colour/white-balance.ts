import { balanceMatrix, neutralTemperature, whiteBalanceLimits } from '../../colour/white-balance';
import { mixLight } from '../../graph/tone';
import { defineOperation } from '../define';
import { number } from '../../parameters';

const parameters = {
  temperature: number({
    label: 'Temperature',
    hint: 'Of the light in the scene: higher makes the picture warmer.',
    initial: 7500,
    min: whiteBalanceLimits.temperature.min,
    max: whiteBalanceLimits.temperature.max,
    step: 50,
    unit: 'K',
    scale: 'logarithmic',
  }),
  tint: number({
    label: 'Tint',
    hint: 'Above zero adds magenta, below zero green.',
    initial: 0,
    min: whiteBalanceLimits.tint.min,
    max: whiteBalanceLimits.tint.max,
    signed: true,
  }),
};

export const whiteBalance = defineOperation({
  id: 'white-balance',
  label: 'White balance',
  group: 'colour',
  icon: 'thermometer',
  interactive: 'pick-neutral',
  summary: 'Removes the colour of the light, or adds one.',
  keywords: [
    'temperature',
    'tint',
    'warm',
    'cool',
    'kelvin',
    'colour cast',
    'neutral',
    'grey card',
  ],
  source:
    'Bradford chromatic adaptation in linear light from the white of this temperature to that of ' +
    '6,500 K on the Planckian locus (Krystek 1985, CIE 1960 u, v); tint / 3000 is the distance ' +
    'from the locus, positive for greenish light. Grey pictures stay as they are.',
  example: {
    text: 'Take the orange out of a picture lit by lamps.',
    values: { temperature: 4500 },
  },
  reads: 'in-order',
  parameters,
  build: (image, { temperature, tint }) =>
    image.when(
      'isGrey',
      (grey) => grey,
      (rgb) => mixLight(rgb, balanceMatrix({ temperature, tint })),
    ),
  isIdentity: ({ temperature, tint }) => temperature === neutralTemperature && tint === 0,
  neutral: { temperature: 6500, tint: 0 },
  beginsNeutral: true,
  brief: ({ temperature, tint }) =>
    parameters.temperature.format(temperature) +
    (tint === 0 ? '' : `, tint ${parameters.tint.format(tint)}`),
  sentence: ({ temperature, tint }) =>
    `Balanced white for light of ${parameters.temperature.format(temperature)}` +
    (tint === 0 ? '.' : ` and a tint of ${parameters.tint.format(tint)}.`),
});
