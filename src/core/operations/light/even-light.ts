import { lumaOf, rounded, tableFor } from '../../graph/luma';
import { power } from '../../graph/tone';
import { defineOperation } from '../define';
import { blurBy } from '../detail/gaussian-blur';
import { number, percent, pixels } from '../../parameters';

const parameters = {
  strength: percent({ label: 'Strength', hint: '100 % makes paper white.', initial: 50 }),
  radius: pixels({
    label: 'Radius',
    hint: 'Wider than letters and lines, narrower than the shadows that are to go.',
    initial: 40,
    min: 5,
    max: 200,
    scale: 'logarithmic',
  }),
  limit: number({
    label: 'Limit',
    hint: 'How much the darkest places are lightened at most. Higher reaches into deep shadows; lower keeps dark things dark.',
    initial: 1.5,
    min: 0.5,
    max: 4,
    step: 0.1,
    unit: 'EV',
  }),
};

/** The mean of this power leans to what is light: paper counts, what is printed on it hardly does. */
const lean = 4;
/** White of the picture in which that mean is taken, always of 16 bits. */
const deepWhite = 65_535;

export const evenLight = defineOperation({
  id: 'even-light',
  label: 'Flatten lighting',
  group: 'light',
  icon: 'lamp-desk',
  summary:
    'Lights a page or a backdrop evenly: takes shadows of lamp and hand off and makes it white.',
  keywords: [
    'even light',
    'flat field',
    'illumination',
    'document',
    'scan',
    'page',
    'background',
    'shading',
  ],
  source:
    'Flat-field correction with a light that is estimated from the picture: every channel is divided ' +
    `by the mean of order ${lean} of luma, as a share of white, under a Gaussian of this radius.`,
  example: {
    text: 'Make a photographed page look scanned.',
    values: { strength: 100, radius: 30, limit: 2 },
  },
  reads: 'anywhere',
  parameters,
  build: (image, { strength, radius, limit }) =>
    image.onColour((colour) => {
      const luma = lumaOf(colour);
      const leaning = luma.maplut(
        tableFor(luma, (share) => power(share, lean).linear([deepWhite], [0.5])).cast('ushort'),
      );
      const light = blurBy(leaning, radius);
      const factor = light.maplut(
        tableFor(light, (share) =>
          power(share.clamp({ min: 2 ** (-limit * lean), max: 1 }), -1 / lean).linear(
            [strength / 100],
            [1 - strength / 100],
          ),
        ),
      );
      return rounded(colour.multiply(factor), colour);
    }),
  isIdentity: ({ strength }) => strength === 0,
  neutral: { strength: 0 },
  brief: ({ strength, radius }) =>
    `${parameters.strength.format(strength)}, radius ${parameters.radius.format(radius)}`,
  sentence: ({ strength, radius, limit }) =>
    `Evened the light by ${parameters.strength.format(strength)} with a radius of ` +
    `${parameters.radius.format(radius)}, lightening by ${parameters.limit.format(limit)} at most.`,
});
