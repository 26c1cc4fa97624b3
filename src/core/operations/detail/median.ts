import { defineOperation } from '../define';
import { pixels } from '../../parameters';

const parameters = {
  radius: pixels({
    label: 'Radius',
    hint: 'In whole pixels to either side.',
    initial: 2,
    min: 0,
    max: 10,
    step: 1,
  }),
};

export const median = defineOperation({
  id: 'median',
  label: 'Median',
  group: 'detail',
  icon: 'square-equal',
  summary: 'Takes the middle value around each pixel: specks go, edges stay.',
  keywords: ['despeckle', 'dust', 'salt and pepper', 'denoise', 'rank'],
  source:
    'The middle of the sorted values of the square of 2 · radius + 1 pixels, for each channel ' +
    '(libvips rank); the picture is continued at its borders.',
  example: { text: 'Clean dust and scratches off a scan.', values: { radius: 3 } },
  reads: 'anywhere',
  previewSimilarity: {
    min: 0.9,
    reason: 'A median of whole pixels cannot be made exactly as small as the preview.',
  },
  parameters,
  build: (image, values) => {
    const radius = Math.round(values.radius);
    if (radius === 0) return image;
    const side = 2 * radius + 1;
    return image.onColour((colour) =>
      colour
        .embed(radius, radius, colour.width.plus(2 * radius), colour.height.plus(2 * radius), {
          extend: 'copy',
        })
        .rank(side, side, (side * side - 1) / 2)
        .extractArea(radius, radius, colour.width, colour.height),
    );
  },
  isIdentity: ({ radius }) => radius < 0.5,
  neutral: { radius: 0 },
  brief: ({ radius }) => `radius ${parameters.radius.format(radius)}`,
  sentence: ({ radius }) =>
    `Replaced each value by the median within ${parameters.radius.format(radius)}.`,
});
