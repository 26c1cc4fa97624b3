import { withInk } from '../../graph/ink';
import { create, type Picture } from '../../graph/picture';
import type { Quantity } from '../../graph/quantity';
import { defineOperation } from '../define';
import { choice, colour, percent } from '../../parameters';

const parameters = {
  radius: percent({
    label: 'Radius',
    hint: 'Of the short edge; 50 % makes a circle of a square.',
    initial: 10,
    max: 50,
    step: 0.5,
  }),
  outside: choice({
    label: 'Corners',
    initial: 'transparent',
    options: [
      { value: 'transparent', label: 'Transparent' },
      { value: 'colour', label: 'Colour' },
    ],
  }),
  colour: colour({
    label: 'Colour',
    initial: '#ffffff',
    shownWhen: ({ outside }) => outside === 'colour',
  }),
};

/**
 * How much of each pixel lies inside the rounded rectangle, from 0 to 1: by how far its middle is
 * from the edge, which is right to a few percent and looks smooth.
 */
function coverage(image: Picture, share: number): Picture {
  const radius = image.width.atMost(image.height).times(share);
  // From the straight edges' ends: nothing along the sides, x and y within a corner's square.
  const beyond = (size: Quantity): { start: Quantity; reach: Quantity } => ({
    start: size.over(-2).plus(0.5),
    reach: size.over(-2).plus(radius),
  });
  const [x, y] = [beyond(image.width), beyond(image.height)];
  const into = create
    .xyz(image.width, image.height)
    .cast('double')
    .linear([1, 1], [x.start, y.start])
    .abs()
    .linear([1, 1], [x.reach, y.reach])
    .clamp({ min: 0, max: image.width.plus(image.height) });
  const squared = into.multiply(into).recomb(create.matrix([[1, 1]]));
  const distance = squared.pow(squared.linear([0], [0.5]));
  return distance.linear([-1], [radius.plus(0.5)]).clamp({ min: 0, max: 1 });
}

export const roundedCorners = defineOperation({
  id: 'rounded-corners',
  label: 'Rounded corners',
  group: 'effect',
  icon: 'square-round-corner',
  summary: 'Rounds the corners off, up to a circle.',
  keywords: ['radius', 'avatar', 'circle', 'card'],
  source:
    'Alpha times the share of each pixel inside a rounded rectangle, by its distance from the ' +
    'edge; with a colour, the picture is laid over it.',
  example: { text: 'Make a round picture for a profile.', values: { radius: 50 } },
  reads: 'in-order',
  parameters,
  build: (image, { radius, outside, colour: hex }) => {
    if (radius === 0) return image;
    const share = radius / 100;
    const clear = (picture: Picture): Picture => {
      const whole = picture.when(
        'hasAlpha',
        (some) => some,
        (some) => some.addalpha(),
      );
      const alpha = whole
        .extractBand(whole.bands.minus(1))
        .multiply(coverage(whole, share))
        .linear([1], [0.5])
        .cast(whole.format);
      return whole.extractBand(0, { n: whole.bands.minus(1) }).bandjoin(alpha);
    };
    if (outside === 'transparent') return clear(image);
    // What was transparent in the picture itself stays so.
    return withInk(image, hex, (picture, ink) => {
      const inside = coverage(picture, share);
      const ground = picture.linear(
        ink.map(() => 0),
        [...ink],
      );
      return ground
        .add(picture.subtract(ground).multiply(inside))
        .linear([1], [0.5])
        .cast(picture.format)
        .copy({ interpretation: picture.interpretation });
    });
  },
  isIdentity: ({ radius }) => radius === 0,
  neutral: { radius: 0 },
  addsAlpha: ({ radius, outside }) => radius !== 0 && outside === 'transparent',
  brief: ({ radius, outside, colour: hex }) =>
    `${parameters.radius.format(radius)}, ${outside === 'colour' ? hex : 'transparent'}`,
  sentence: ({ radius, outside, colour: hex }) =>
    `Rounded the corners by ${parameters.radius.format(radius)} of the short edge, ` +
    `${outside === 'colour' ? `on ${hex}` : 'leaving them transparent'}.`,
});
