import { create, type Picture } from '../../graph/picture';
import { Interpolator } from '../../graph/quantity';
import { defineOperation } from '../define';
import { percent, toggle } from '../../parameters';

const parameters = {
  vertical: percent({
    label: 'Vertical',
    hint: 'Above zero widens the top: buildings stand upright again.',
    initial: 20,
    min: -100,
  }),
  horizontal: percent({
    label: 'Horizontal',
    hint: 'Above zero enlarges the left side.',
    initial: 0,
    min: -100,
  }),
  crop: toggle({
    label: 'Fill the frame',
    hint: 'Otherwise empty corners are transparent.',
    initial: true,
  }),
};

/** How far the far side shrinks at 100 %. */
const strongest = 0.4;

/**
 * For every pixel of the result, where it comes from in the picture. With u and v from −1 to 1
 * across the result, the place is (u, v) / (1 + a u + b v): a tilt of the picture's plane around
 * its middle, which keeps straight lines straight. `zoom` brings the nearest corner to the edge.
 */
function placesFor(image: Picture, a: number, b: number, zoom: number): Picture {
  const half = [image.width.over(2), image.height.over(2)] as const;
  const fromMiddle = create
    .xyz(image.width, image.height)
    .cast('double')
    .linear(
      [half[0].under(zoom), half[1].under(zoom)],
      [half[0].under(0.5).minus(1).times(zoom), half[1].under(0.5).minus(1).times(zoom)],
    );
  const depth = fromMiddle.recomb(create.matrix([[a, b]])).linear([1], [1]);
  return fromMiddle.divide(depth).linear([...half], [half[0].minus(0.5), half[1].minus(0.5)]);
}

export const perspective = defineOperation({
  id: 'perspective',
  label: 'Perspective',
  group: 'geometry',
  icon: 'box',
  summary: 'Makes converging lines parallel, as in photos of buildings.',
  keywords: ['keystone', 'tilt', 'shift', 'building', 'converging', 'trapezoid'],
  source:
    'A projective map that tilts the picture around its middle (derived beside the code), sampled ' +
    'by libvips mapim with bicubic interpolation on premultiplied alpha.',
  example: { text: 'Stand a church tower upright.', values: { vertical: 50 } },
  reads: 'anywhere',
  parameters,
  build: (image, { vertical, horizontal, crop }) => {
    const a = (horizontal / 100) * strongest;
    const b = (vertical / 100) * strongest;
    const moved = (picture: Picture, zoom: number, options: { extend: 'copy' | 'background' }) =>
      picture.onPremultiplied((whole) =>
        whole.mapim(placesFor(whole, a, b, zoom), {
          interpolate: new Interpolator('bicubic'),
          premultiplied: true,
          ...options,
        }),
      );
    if (crop) return moved(image, 1 / (1 + Math.abs(a) + Math.abs(b)), { extend: 'copy' });
    const clear = image.when(
      'hasAlpha',
      (picture) => picture,
      (picture) => picture.addalpha(),
    );
    return moved(clear, 1, { extend: 'background' });
  },
  isIdentity: ({ vertical, horizontal }) => vertical === 0 && horizontal === 0,
  neutral: { vertical: 0, horizontal: 0 },
  beginsNeutral: true,
  addsAlpha: ({ vertical, horizontal, crop }) => !crop && (vertical !== 0 || horizontal !== 0),
  brief: ({ vertical, horizontal }) =>
    `vertical ${parameters.vertical.format(vertical)}` +
    (horizontal === 0 ? '' : `, horizontal ${parameters.horizontal.format(horizontal)}`),
  sentence: ({ vertical, horizontal }) =>
    `Corrected the perspective by ${parameters.vertical.format(vertical)} vertically and ` +
    `${parameters.horizontal.format(horizontal)} horizontally.`,
});
