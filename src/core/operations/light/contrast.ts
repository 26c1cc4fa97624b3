import { type Picture } from '../../graph/picture';
import { power, throughCurve } from '../../graph/tone';
import { defineOperation } from '../define';
import { number, percent } from '../../parameters';

const parameters = {
  strength: number({
    label: 'Contrast',
    hint: 'Below zero flattens.',
    initial: 30,
    min: -100,
    max: 100,
  }),
  pivot: percent({
    label: 'Pivot',
    hint: 'The tone around which darker gets darker and lighter gets lighter.',
    initial: 50,
    shownWhen: ({ strength }) => strength !== 0,
  }),
};

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** 1 / (1 + e^-x), pixel by pixel. */
const logisticOf = (x: Picture): Picture =>
  power(x.linear([-1], [0]).math('exp').linear([1], [1]), -1);

export const contrast = defineOperation({
  id: 'contrast',
  label: 'Contrast',
  group: 'light',
  icon: 'contrast',
  summary: 'Separates light from dark, or brings them together, without clipping either.',
  keywords: ['sigmoid', 'curve', 'punch', 'flat', 'pivot'],
  source:
    'Sigmoidal contrast as in ImageMagick: a logistic curve of steepness strength / 10 around ' +
    'the pivot, stretched so that black and white stay; below zero its inverse. On sRGB values.',
  example: { text: 'Give a hazy view more punch.', values: { strength: 50 } },
  reads: 'in-order',
  parameters,
  build: (image, { strength, pivot }) => {
    const steepness = Math.abs(strength) / 10;
    if (steepness === 0) return image;
    const middle = pivot / 100;
    const black = logistic(-steepness * middle);
    const span = logistic(steepness * (1 - middle)) - black;
    return throughCurve(image, (value) => {
      if (strength > 0) {
        const curve = logisticOf(value.linear([steepness], [-steepness * middle]));
        return curve.linear([1 / span], [-black / span]);
      }
      const odds = power(value.linear([span], [black]), -1).linear([1], [-1]);
      return odds.math('log').linear([-1 / steepness], [middle]);
    });
  },
  isIdentity: ({ strength }) => strength === 0,
  neutral: { strength: 0 },
  beginsNeutral: true,
  brief: ({ strength, pivot }) =>
    parameters.strength.format(strength) +
    (pivot === 50 ? '' : `, pivot ${parameters.pivot.format(pivot)}`),
  sentence: ({ strength, pivot }) =>
    `${strength < 0 ? 'Lowered' : 'Raised'} the contrast by ` +
    `${parameters.strength.format(strength)} around ${parameters.pivot.format(pivot)}.`,
});
