import {
  chained,
  type Corners,
  isWholePicture,
  type Matrix,
  projectionTo,
  wholePicture,
} from '../../crop/corners';
import { create, type Picture } from '../../graph/picture';
import { Interpolator, type Quantity } from '../../graph/quantity';
import { defineOperation } from '../define';
import { corners, percent, toggle, type ValuesOf } from '../../parameters';

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
    hint: 'Otherwise the rest of the picture stays, and what is empty is transparent.',
    initial: true,
  }),
  corners: corners({
    label: 'Corners',
    hint: 'What lies between them becomes a rectangle. Or drag them on the picture.',
    initial: wholePicture,
    cameLater: true,
  }),
};

type Wanted = ValuesOf<typeof parameters>;

const isNothing = ({ vertical, horizontal, corners: placed }: Wanted): boolean =>
  vertical === 0 && horizontal === 0 && isWholePicture(placed);

/** Parts of what is done, the corners in these words. */
const partsOf = ({ vertical, horizontal, corners: placed }: Wanted, byCorners: string): string =>
  [
    ...(isWholePicture(placed) ? [] : [byCorners]),
    ...(vertical === 0 ? [] : [`vertical ${parameters.vertical.format(vertical)}`]),
    ...(horizontal === 0 ? [] : [`horizontal ${parameters.horizontal.format(horizontal)}`]),
  ].join(', ') || 'nothing';

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
  // For both bands at once: to spread one over two takes longer.
  const depth = fromMiddle
    .recomb(
      create.matrix([
        [a, b],
        [a, b],
      ]),
    )
    .linear([1, 1], [1, 1]);
  return fromMiddle.divide(depth).linear([...half], [half[0].minus(0.5), half[1].minus(0.5)]);
}

interface Extent {
  readonly width: Quantity;
  readonly height: Quantity;
}

/** The length of a side in pixels: as long as the two edges across are on average. */
function sideOf(image: Picture, [a, b, c, d]: Corners): Quantity {
  const length = (from: typeof a, to: typeof a): Quantity => {
    const across = image.width.times(to.x - from.x);
    const down = image.height.times(to.y - from.y);
    return across.times(across).plus(down.times(down)).sqrt();
  };
  return length(a, b).plus(length(d, c)).over(2);
}

/** From −1 to 1 across to fractions. */
const toFractions: Matrix = [
  [0.5, 0, 0.5],
  [0, 0.5, 0.5],
  [0, 0, 1],
];

/** The tilt of `placesFor`, as a map of places from −1 to 1. */
const tilted = (a: number, b: number, zoom: number): Matrix => [
  [zoom, 0, 0],
  [0, zoom, 0],
  [a * zoom, b * zoom, 1],
];

/** What is as far away as this, or farther behind, is not seen. */
const nearest = 1e-6;

/**
 * For every pixel of a result, where it comes from in the picture. `map` takes places from −1 to 1 across
 * a rectangle of the size `within`, which lies around `middle` in the result, to fractions of the picture.
 */
function placesBy(
  image: Picture,
  result: Extent,
  middle: readonly [Quantity, Quantity],
  within: Extent,
  [across, down, depth]: Matrix,
): Picture {
  const scales = [within.width.under(2), within.height.under(2)] as const;
  const places = create
    .xyz(result.width, result.height)
    .cast('double')
    .linear(
      [...scales],
      [
        middle[0].times(-1).plus(0.5).times(scales[0]),
        middle[1].times(-1).plus(0.5).times(scales[1]),
      ],
    );
  const far = places
    .recomb(create.matrix([depth.slice(0, 2), depth.slice(0, 2)]))
    .linear([1, 1], [depth[2], depth[2]])
    .clamp({ min: nearest, max: 1 / nearest });
  return places
    .recomb(create.matrix([across.slice(0, 2), down.slice(0, 2)]))
    .linear([1, 1], [across[2], down[2]])
    .divide(far)
    .linear([image.width, image.height], [-0.5, -0.5]);
}

/**
 * For every pixel of the result, where it comes from when what lies between the corners becomes a
 * rectangle, as large as that is: the whole result, or around the same middle in one as large as the picture.
 */
function placesBetween(image: Picture, placed: Corners, alone: boolean, tilt: Matrix): Picture {
  const map = chained(chained(projectionTo(placed), toFractions), tilt);
  const [a, b, c, d] = placed;
  const sides = { width: sideOf(image, [a, b, c, d]), height: sideOf(image, [a, d, c, b]) };
  if (!alone) {
    const middle = [
      image.width.times((a.x + b.x + c.x + d.x) / 4),
      image.height.times((a.y + b.y + c.y + d.y) / 4),
    ] as const;
    return placesBy(image, image, middle, sides, map);
  }
  const width = sides.width.rounded().atLeast(1);
  const height = sides.height.rounded().atLeast(1);
  return placesBy(
    image,
    { width, height },
    [width.over(2), height.over(2)],
    { width, height },
    map,
  );
}

export const perspective = defineOperation({
  id: 'perspective',
  label: 'Perspective',
  group: 'geometry',
  icon: 'box',
  interactive: 'corners',
  summary: 'Makes converging lines parallel, as in photos of buildings.',
  keywords: ['keystone', 'tilt', 'shift', 'building', 'converging', 'trapezoid'],
  source:
    'A projective map that tilts the picture around its middle (derived beside the code), or that takes ' +
    'a rectangle to four corners (P. Heckbert, Fundamentals of Texture Mapping and Image Warping, ' +
    '1989, section 2.2.3), sampled by libvips mapim with bicubic interpolation on premultiplied alpha.',
  example: { text: 'Stand a church tower upright.', values: { vertical: 50 } },
  reads: 'anywhere',
  parameters,
  build: (image, { vertical, horizontal, crop, corners: placed }) => {
    const a = (horizontal / 100) * strongest;
    const b = (vertical / 100) * strongest;
    const places = isWholePicture(placed)
      ? (whole: Picture, zoom: number) => placesFor(whole, a, b, zoom)
      : (whole: Picture, zoom: number) => placesBetween(whole, placed, crop, tilted(a, b, zoom));
    const moved = (picture: Picture, zoom: number, options: { extend: 'copy' | 'background' }) =>
      picture.onPremultiplied((whole) =>
        whole.mapim(places(whole, zoom), {
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
  isIdentity: (values) => isNothing(values),
  neutral: { vertical: 0, horizontal: 0 },
  beginsNeutral: true,
  addsAlpha: (values) => !values.crop && !isNothing(values),
  brief: (values) => partsOf(values, 'by four corners'),
  sentence: (values) =>
    `Corrected the perspective: ${partsOf(values, 'a rectangle of what lies between four corners')}.`,
});
