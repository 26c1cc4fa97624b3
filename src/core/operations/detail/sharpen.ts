import { fromScrgb } from '../../graph/tone';
import { defineOperation } from '../define';
import { number, percent, pixels } from '../../parameters';

const parameters = {
  radius: pixels({
    label: 'Radius',
    hint: 'Radius of the blur that edges are compared with.',
    initial: 1,
    min: 0.3,
    max: 10,
    step: 0.1,
    scale: 'logarithmic',
  }),
  amount: percent({ label: 'Amount', initial: 150, max: 500 }),
  threshold: number({
    label: 'Threshold',
    hint: 'Differences of lightness below this stay: skies and skin keep smooth.',
    initial: 1,
    min: 0,
    max: 20,
    step: 0.1,
  }),
};

/** libvips refuses a sigma of zero, and below 0.2 blurs nothing. */
const minSigma = 0.01;

export const sharpen = defineOperation({
  id: 'sharpen',
  label: 'Sharpen',
  group: 'detail',
  icon: 'diamond',
  summary: 'Makes edges crisper; colours stay as they are.',
  keywords: ['unsharp mask', 'crisp', 'detail', 'edges', 'clarity'],
  source:
    'libvips sharpen: an unsharp mask on L* of CIE L*a*b* with slope amount / 100 above the ' +
    'threshold, and at most 10 L* lighter or 20 L* darker, so that edges get no halo.',
  example: {
    text: 'Bring back fine detail after making a photo smaller.',
    values: { amount: 200 },
  },
  reads: 'in-order',
  parameters,
  build: (image, { radius, amount, threshold }) => {
    if (amount === 0) return image;
    const options = {
      sigma: Math.max(radius, minSigma),
      x1: threshold,
      m1: 0,
      m2: amount / 100,
      y2: 10,
      y3: 20,
    };
    return image.onColour((colour) =>
      colour.when(
        'isGrey',
        (grey) => grey.sharpen(options),
        // Into LabS here instead of within sharpen, for the faster way back.
        (rgb) => fromScrgb(rgb.colourspace('labs').sharpen(options).colourspace('scrgb'), rgb),
      ),
    );
  },
  isIdentity: ({ amount }) => amount === 0,
  neutral: { amount: 0 },
  brief: ({ radius, amount }) =>
    `${parameters.amount.format(amount)}, radius ${parameters.radius.format(radius)}`,
  sentence: ({ radius, amount, threshold }) =>
    `Sharpened by ${parameters.amount.format(amount)} with a radius of ` +
    `${parameters.radius.format(radius)} and a threshold of ` +
    `${parameters.threshold.format(threshold)}.`,
});
