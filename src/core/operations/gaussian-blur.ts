import type { Picture } from '../graph/picture';
import { defineOperation } from './define';
import { pixels } from './parameters';

const parameters = {
  radius: pixels({
    label: 'Radius',
    hint: 'Standard deviation of the Gaussian.',
    initial: 4,
    least: 0,
    most: 200,
    step: 0.1,
    scale: 'logarithmic',
  }),
};

/** libvips blurs nothing below this sigma. */
const leastSigma = 0.2;
/** Wide blurs run on a smaller picture, where they still have at least this sigma. */
const smallSigma = 8;

/** The Gaussian is followed down to this share of its peak: 2.4 sigma. */
const cutOff = { precision: 'integer', min_ampl: 0.05 } as const;

/**
 * A blur of sigma takes time in proportion to sigma, and leaves nothing that a picture `factor`
 * times smaller could not hold. Averaging over factor pixels adds factor² / 12 to the variance, and
 * linear interpolation back twice that, so the Gaussian in between is that much narrower.
 */
function wideBlur(picture: Picture, sigma: number): Picture {
  const factor = Math.floor(sigma / smallSigma);
  const small = picture.resize(
    picture.width.over(factor).rounded().atLeast(1).over(picture.width),
    {
      vscale: picture.height.over(factor).rounded().atLeast(1).over(picture.height),
      kernel: 'linear',
    },
  );
  const blurred = small.gaussblur(Math.sqrt((sigma / factor) ** 2 - 1 / 4), cutOff);
  return blurred.resize(picture.width.over(small.width), {
    vscale: picture.height.over(small.height),
    kernel: 'linear',
  });
}

export const gaussianBlur = defineOperation({
  id: 'gaussian-blur',
  label: 'Gaussian blur',
  group: 'detail',
  icon: 'droplets',
  summary: 'Softens the whole picture.',
  keywords: ['soften', 'smooth', 'defocus'],
  source:
    'libvips gaussblur: a Gaussian of this standard deviation, followed down to 5 % of its peak, ' +
    `on premultiplied alpha. From ${2 * smallSigma} px on it runs on a picture reduced until the ` +
    `deviation is about ${smallSigma} px, and is enlarged again.`,
  reads: 'in-order',
  parameters,
  build: (image, { radius }) => {
    if (radius < leastSigma) return image;
    return image.onPremultiplied((picture) =>
      radius < 2 * smallSigma ? picture.gaussblur(radius, cutOff) : wideBlur(picture, radius),
    );
  },
  isIdentity: ({ radius }) => radius < leastSigma,
  brief: ({ radius }) => `radius ${parameters.radius.format(radius)}`,
  sentence: ({ radius }) =>
    `Blurred with a Gaussian of ${parameters.radius.format(radius)} standard deviation.`,
});
