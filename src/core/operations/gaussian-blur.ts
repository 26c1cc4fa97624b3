import { defineOperation } from './define';
import { pixels } from './parameters';

export const gaussianBlur = defineOperation({
  id: 'gaussian-blur',
  label: 'Gaussian blur',
  group: 'detail',
  summary: 'Softens the whole picture.',
  keywords: ['soften', 'smooth'],
  source: 'libvips gaussblur: a Gaussian of this sigma, cut off at 20 % of its peak by default.',
  reads: 'in-order',
  parameters: {
    radius: pixels({
      label: 'Radius',
      hint: 'Standard deviation of the Gaussian.',
      initial: 4,
      least: 0,
      most: 200,
      step: 0.1,
      scale: 'logarithmic',
    }),
  },
  build: (image, { radius }) =>
    image.onPremultiplied((picture) => picture.gaussblur(radius, { precision: 'integer' })),
  isIdentity: ({ radius }) => radius === 0,
  brief: ({ radius }) => `radius ${radius} px`,
  sentence: ({ radius }) => `Blurred with a Gaussian of ${radius} px.`,
});
