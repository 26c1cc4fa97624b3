import { level } from '../../graph/luma';
import { create, type Picture } from '../../graph/picture';
import { type Amount, quantity } from '../../graph/quantity';
import { defineOperation } from '../define';
import { number, pixels } from '../../parameters';

const parameters = {
  threshold: number({
    label: 'Threshold',
    hint: 'How far (in 8-bit codes) the border may differ from the corner’s colour.',
    initial: 15,
    min: 0,
    max: 100,
  }),
  margin: pixels({ label: 'Keep a margin', initial: 0, min: 0, max: 500, step: 1 }),
};

/** Of a pixel and its eight neighbours, five count. */
const neighbours = create.mask(
  [
    [1, 1, 1],
    [1, 1, 1],
    [1, 1, 1],
  ],
  9,
);
/** Between four ninths and five ninths of what a mask has where it is true. */
const majority = 127;

/** Returns 255 where a band differs from its `background` by more than the threshold, else 0. */
function differs(picture: Picture, background: readonly Amount[], threshold: number): Picture {
  const distance = create
    .identity({ ushort: picture.is16bit })
    .linear(
      background.map(() => 1),
      background.map((value) => quantity(value).times(-1)),
    )
    .abs();
  return picture.maplut(distance.more(level(distance, picture.white.times(threshold / 255))));
}

/** Cuts `whole` to the box in which `seen`, a mask, is true, a margin around it. */
function cutTo(whole: Picture, seen: Picture, margin: number): Picture {
  const room = Math.round(margin);
  const box = seen
    .conv(neighbours, { precision: 'integer' })
    .findTrim({ threshold: majority, background: [0], line_art: true });
  // A picture of one colour is all border: it stays as it is.
  return whole.whenMore(box.width, 0, (picture) => {
    const left = box.left.minus(room).atLeast(0);
    const top = box.top.minus(room).atLeast(0);
    const right = box.left.plus(box.width).plus(room).atMost(picture.width);
    const bottom = box.top.plus(box.height).plus(room).atMost(picture.height);
    return picture.extractArea(left, top, right.minus(left), bottom.minus(top));
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
    'The box (libvips find_trim) of what differs from the colour of the top left pixel, or, where ' +
    'there is transparency, from clear. A pixel counts when most of the 3 × 3 around it differ, so ' +
    'specks do not.',
  example: { text: 'Cut the white margin off a scanned drawing.' },
  reads: 'anywhere',
  sizedByContent: true,
  parameters,
  build: (image, { threshold, margin }) =>
    image.when(
      'hasAlpha',
      (clear) => {
        const alpha = clear.extractBand(clear.bands.minus(1));
        return cutTo(clear, differs(alpha, [0], threshold), margin);
      },
      (solid) => {
        const corner = solid.extractArea(0, 0, 1, 1);
        return solid.when(
          'isGrey',
          (grey) => cutTo(grey, differs(grey, [corner.avg()], threshold), margin),
          (rgb) => {
            const background = [0, 1, 2].map((band) => corner.extractBand(band).avg());
            return cutTo(rgb, differs(rgb, background, threshold), margin);
          },
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
