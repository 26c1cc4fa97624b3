import type { Picture } from '../graph/picture';
import type { Quantity } from '../graph/quantity';
import { defineOperation } from './define';
import { number, pixels } from './parameters';

const parameters = {
  threshold: number({
    label: 'Threshold',
    hint: 'How far (in 8-bit codes) the border may differ from the corner’s colour.',
    initial: 15,
    least: 0,
    most: 100,
  }),
  margin: pixels({ label: 'Keep a margin', initial: 0, least: 0, most: 500, step: 1 }),
};

/** libvips looks through a window of this side. */
const window = 3;

/** Cuts `whole` to the box that is found in `seenIn(whole)`, a margin around it. */
function cutTo(
  whole: Picture,
  seenIn: (whole: Picture) => Picture,
  background: readonly (number | Quantity)[],
  { threshold, margin }: { threshold: number; margin: number },
): Picture {
  const room = Math.round(margin);
  return whole.whenMore(whole.width.atMost(whole.height), window - 1, (large) => {
    const seen = seenIn(large);
    const box = seen.findTrim({ threshold: seen.white.times(threshold / 255), background });
    // A picture of one colour is all border: it stays as it is.
    return large.whenMore(box.width, 0, (picture) => {
      const left = box.left.minus(room).atLeast(0);
      const top = box.top.minus(room).atLeast(0);
      const right = box.left.plus(box.width).plus(room).atMost(picture.width);
      const bottom = box.top.plus(box.height).plus(room).atMost(picture.height);
      return picture.extractArea(left, top, right.minus(left), bottom.minus(top));
    });
  });
}

export const trim = defineOperation({
  id: 'trim',
  label: 'Trim',
  group: 'geometry',
  icon: 'scissors',
  summary: 'Cuts a border of one colour, or a transparent one, away.',
  keywords: ['border', 'margin', 'scan', 'whitespace', 'auto crop'],
  source:
    'libvips find_trim against the colour of the top left pixel, or, where there is transparency, ' +
    'against clear. The border is compared after a 3 × 3 median, so specks do not count.',
  example: { text: 'Cut the white margin off a scanned drawing.' },
  reads: 'anywhere',
  parameters,
  build: (image, values) =>
    image.when(
      'hasAlpha',
      (clear) => cutTo(clear, (whole) => whole.extractBand(whole.bands.minus(1)), [0], values),
      (solid) => {
        const corner = solid.extractArea(0, 0, 1, 1);
        return solid.when(
          'isGrey',
          (grey) => cutTo(grey, (whole) => whole, [corner.avg()], values),
          (rgb) =>
            cutTo(
              rgb,
              (whole) => whole,
              [0, 1, 2].map((band) => corner.extractBand(band).avg()),
              values,
            ),
        );
      },
    ),
  looksAtWhole: () => true,
  brief: ({ threshold, margin }) =>
    `threshold ${parameters.threshold.format(threshold)}` +
    (margin === 0 ? '' : `, margin ${parameters.margin.format(margin)}`),
  sentence: ({ threshold, margin }) =>
    `Cut the border away that differs by at most ${parameters.threshold.format(threshold)} from ` +
    `the corner, keeping a margin of ${parameters.margin.format(margin)}.`,
});
