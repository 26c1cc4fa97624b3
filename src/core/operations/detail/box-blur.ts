import { create } from '../../graph/picture';
import { wholeWeights } from '../../graph/weights';
import { defineOperation } from '../define';
import { pixels } from '../../parameters';

const parameters = {
  radius: pixels({
    label: 'Radius',
    hint: 'Pixels to either side that take part.',
    initial: 4,
    min: 0,
    max: 60,
    step: 0.1,
    scale: 'logarithmic',
  }),
};

/** Less than this would give the neighbours a weight of nothing. */
const minRadius = 0.05;

/** A box of 2 · radius + 1 pixels; what is left over goes to the outermost ones. */
function boxMask(radius: number): { row: number[]; divisor: number } {
  const inner = Math.floor(radius);
  const outer = radius - inner;
  const side = [...Array.from({ length: inner }, () => 1), ...(outer > 0 ? [outer] : [])];
  const { whole, divisor } = wholeWeights([...side.toReversed(), 1, ...side]);
  return { row: [...whole], divisor };
}

export const boxBlur = defineOperation({
  id: 'box-blur',
  label: 'Box blur',
  group: 'detail',
  icon: 'square-dashed',
  summary: 'Averages squares of pixels: a plain blur with visible edges.',
  keywords: ['average', 'mean', 'soften'],
  source:
    'Mean of the square of 2 · radius + 1 pixels around each, the outermost weighing less for ' +
    'fractions (libvips convsep), on premultiplied alpha.',
  example: { text: 'Blur quickly where quality does not matter.', values: { radius: 8 } },
  reads: 'in-order',
  parameters,
  build: (image, { radius }) => {
    if (radius < minRadius) return image;
    const { row, divisor } = boxMask(radius);
    return image.onPremultiplied((picture) =>
      picture.convsep(create.mask([row], divisor), { precision: 'integer' }),
    );
  },
  isIdentity: ({ radius }) => radius < minRadius,
  neutral: { radius: 0 },
  brief: ({ radius }) => `radius ${parameters.radius.format(radius)}`,
  sentence: ({ radius }) =>
    `Averaged squares of ${parameters.radius.format(radius)} to either side of each pixel.`,
});
