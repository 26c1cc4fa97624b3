import { lumaOf, rounded, tableFor } from '../../graph/luma';
import { defineOperation } from '../define';
import { blurBy } from './gaussian-blur';
import { percent, pixels } from '../../parameters';

const parameters = {
  luminance: percent({ label: 'Luminance', hint: 'Smooths what differs little.', initial: 40 }),
  colour: percent({ label: 'Colour', hint: 'Blurs colours, not lightness.', initial: 60 }),
  radius: pixels({
    label: 'Radius',
    initial: 2,
    min: 0.5,
    max: 12,
    step: 0.1,
    scale: 'logarithmic',
  }),
};

export const noiseReduction = defineOperation({
  id: 'noise-reduction',
  label: 'Noise reduction',
  group: 'detail',
  icon: 'brush-cleaning',
  summary: 'A simple smoothing of colour specks and fine grain that keeps strong edges.',
  keywords: ['denoise', 'grain', 'iso', 'smooth', 'chroma'],
  source:
    'No learned model: luma moves towards its Gaussian blur where the two differ little (weight ' +
    '(1 − (d / limit)²)², Tukey’s biweight), and the channels’ differences from luma are blended ' +
    'with their Gaussian blur. On sRGB values.',
  example: { text: 'Calm a photo taken in the dark.', values: { luminance: 70, colour: 100 } },
  reads: 'in-order',
  parameters,
  build: (image, { luminance, colour, radius }) =>
    image.onColour((picture) => {
      const luma = lumaOf(picture);
      const soft = blurBy(luma, radius);
      const change = soft.subtract(luma);
      const limit = 0.02 + 0.13 * (luminance / 100);
      const weight = change
        .abs()
        .cast(picture.format)
        .maplut(
          tableFor(picture, (share) => {
            const inside = share
              .multiply(share)
              .linear([-1 / (limit * limit)], [1])
              .clamp({ min: 0, max: 1 });
            return inside.multiply(inside).linear([luminance / 100], [0]);
          }),
        );
      const calmer = picture.add(change.multiply(weight));
      if (colour === 0) return rounded(calmer, picture);
      return picture.when(
        'isGrey',
        () => rounded(calmer, picture),
        (rgb) => {
          // What the blurred picture's colours differ from its own luma, less the same of the picture.
          const colours = blurBy(rgb, 2 * radius).subtract(blurBy(luma, 2 * radius));
          const shift = colours.subtract(rgb.subtract(luma)).linear([colour / 100], [0]);
          return rounded(calmer.add(shift), rgb);
        },
      );
    }),
  isIdentity: ({ luminance, colour }) => luminance === 0 && colour === 0,
  neutral: { luminance: 0, colour: 0 },
  brief: ({ luminance, colour }) =>
    `luminance ${parameters.luminance.format(luminance)}, colour ${parameters.colour.format(colour)}`,
  sentence: ({ luminance, colour, radius }) =>
    `Reduced noise: luminance by ${parameters.luminance.format(luminance)}, colour by ` +
    `${parameters.colour.format(colour)}, within ${parameters.radius.format(radius)}.`,
});
