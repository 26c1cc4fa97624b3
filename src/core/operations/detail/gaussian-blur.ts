import { create, type Picture } from '../../graph/picture';
import { defineOperation } from '../define';
import { pixels } from '../../parameters';

const parameters = {
  radius: pixels({
    label: 'Radius',
    hint: 'Blur radius.',
    initial: 4,
    min: 0,
    max: 200,
    step: 0.1,
    scale: 'logarithmic',
  }),
};

/** Below this a Gaussian has no neighbours: its weights next to the middle round to nothing. */
const minSigma = 0.2;
/** Wide blurs run on a smaller picture, where they still have at least this sigma. */
const smallSigma = 6;
/** The Gaussian is followed this many sigmas to either side. */
const reach = 3;

/**
 * Returns the weights of a Gaussian as whole numbers whose sum is a power of two and whose peak is
 * 33 to 64. libvips's fast path for 8 bits holds weights in 7 bits and shifts in place of
 * dividing: such weights survive it exactly, while those of `gaussblur` lose up to 2 % of the
 * picture's brightness there (a flat 173 became 177).
 */
export function gaussianMask(sigma: number): { row: number[]; divisor: number } {
  const side = Array.from({ length: Math.ceil(reach * sigma) }, (_, index) =>
    Math.exp(-((index + 1) ** 2) / (2 * sigma * sigma)),
  );
  const sideSum = side.reduce((sum, weight) => sum + weight, 0);
  const divisor = 2 ** Math.floor(Math.log2(64 * (1 + 2 * sideSum)));
  // Even, so that the rest can be shared by two equal sides.
  const peak = 2 * Math.round(divisor / (1 + 2 * sideSum) / 2);
  const half = (divisor - peak) / 2;
  const weights = side.map((weight) => (weight / sideSum) * half);
  const whole = weights.map(Math.floor);
  // Largest remainder: whoever lost most by rounding down gets one back, until the sum is right.
  const lost = half - whole.reduce((sum, weight) => sum + weight, 0);
  const order = weights
    .map((weight, index) => ({ index, rest: weight - Math.floor(weight) }))
    .sort((left, right) => right.rest - left.rest);
  for (const { index } of order.slice(0, lost)) whole[index] = (whole[index] ?? 0) + 1;
  const right = whole.slice(0, whole.findLastIndex((weight) => weight > 0) + 1);
  return { row: [...right.toReversed(), peak, ...right], divisor };
}

function narrowBlur(picture: Picture, sigma: number): Picture {
  const { row, divisor } = gaussianMask(sigma);
  return picture.convsep(create.mask([row], divisor), { precision: 'integer' });
}

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
  const blurred = narrowBlur(small, Math.sqrt((sigma / factor) ** 2 - 1 / 4));
  return blurred.resize(picture.width.over(small.width), {
    vscale: picture.height.over(small.height),
    kernel: 'linear',
  });
}

/** Returns the picture blurred by a Gaussian of `sigma` pixels, in its own number format. */
export const blurBy = (picture: Picture, sigma: number): Picture =>
  sigma < minSigma
    ? picture
    : sigma < 2 * smallSigma
      ? narrowBlur(picture, sigma)
      : wideBlur(picture, sigma);

export const gaussianBlur = defineOperation({
  id: 'gaussian-blur',
  label: 'Gaussian blur',
  group: 'detail',
  icon: 'droplets',
  summary: 'Softens the whole picture.',
  keywords: ['soften', 'smooth', 'defocus'],
  source:
    `libvips convsep with a Gaussian of this standard deviation, followed ${reach} deviations far, ` +
    `on premultiplied alpha. From ${2 * smallSigma} px on it runs on a picture reduced until the ` +
    `deviation is about ${smallSigma} px, and is enlarged again.`,
  example: { text: 'Soften a background so that text on it can be read.', values: { radius: 8 } },
  reads: 'in-order',
  parameters,
  build: (image, { radius }) =>
    radius < minSigma ? image : image.onPremultiplied((picture) => blurBy(picture, radius)),
  isIdentity: ({ radius }) => radius < minSigma,
  neutral: { radius: 0 },
  brief: ({ radius }) => `radius ${parameters.radius.format(radius)}`,
  sentence: ({ radius }) =>
    `Blurred with a Gaussian of ${parameters.radius.format(radius)} standard deviation.`,
});
