import type { Picture } from '../../graph/picture';
import { Interpolator, type Quantity } from '../../graph/quantity';
import { channelsOf, lumaOfHex } from '../../graph/ink';
import { defineOperation } from '../define';
import { choice, colour, degrees, type ValuesOf } from '../../parameters';

const parameters = {
  turn: choice({
    label: 'Turn',
    initial: '90',
    options: [
      { value: '0', label: 'None' },
      { value: '90', label: '90° right' },
      { value: '180', label: '180°' },
      { value: '270', label: '90° left' },
    ],
  }),
  angle: degrees({
    label: 'Straighten',
    hint: 'Clockwise, on top of the turn.',
    initial: 0,
    min: -45,
    max: 45,
    step: 0.1,
  }),
  edges: choice({
    label: 'Corners',
    initial: 'crop',
    options: [
      { value: 'crop', label: 'Crop away' },
      { value: 'colour', label: 'Fill with colour' },
      { value: 'transparent', label: 'Leave transparent' },
    ],
    shownWhen: ({ angle }) => angle !== 0,
  }),
  fill: colour({
    label: 'Fill colour',
    initial: '#000000',
    shownWhen: ({ angle, edges }) => angle !== 0 && edges === 'colour',
  }),
};

type Wanted = ValuesOf<typeof parameters>;

/** The size of the rotated picture, and what is kept of it around its centre. */
interface Extent {
  readonly width: Quantity;
  readonly height: Quantity;
}

/**
 * The largest rectangle, upright, inside the rotated picture. Both of its pairs of opposite corners
 * would touch when sides a and b solve a cos + b sin = width and a sin + b cos = height; when the
 * picture is so long or the angle so large that this is past the maximum of a b on one of the two
 * lines, that maximum counts, where a = height / (2 sin) or a = width / (2 cos).
 */
function inscribed(image: Picture, radians: number): Extent {
  const sin = Math.abs(Math.sin(radians));
  const cos = Math.cos(radians);
  // Zero at 45°, where the two lines are parallel and only the maxima count.
  const both = Math.max(cos * cos - sin * sin, 1e-9);
  const side = (along: Quantity, other: Quantity): Quantity =>
    along
      .times(cos)
      .minus(other.times(sin))
      .over(both)
      .atLeast(along.over(2 * cos))
      .atMost(other.over(2 * sin))
      .plus(1e-6)
      .floor()
      .atLeast(1);
  return { width: side(image.width, image.height), height: side(image.height, image.width) };
}

/** The upright rectangle around the rotated picture, to the nearest pixel. */
function circumscribed(image: Picture, radians: number): Extent {
  const sin = Math.abs(Math.sin(radians));
  const cos = Math.abs(Math.cos(radians));
  const side = (along: Quantity, other: Quantity): Quantity =>
    along.times(cos).plus(other.times(sin)).rounded().atLeast(1);
  return { width: side(image.width, image.height), height: side(image.height, image.width) };
}

/** Rotates around the centre, straight into the wanted extent; pixel centres are whole numbers. */
function rotated(
  image: Picture,
  radians: number,
  extent: Extent,
  outside: { background?: readonly (number | Quantity)[]; extend: 'copy' | 'background' },
): Picture {
  const middle = (size: Quantity): Quantity => size.minus(1).over(2);
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  return image.affine([cos, -sin, sin, cos], {
    interpolate: new Interpolator('bicubic'),
    idx: middle(image.width).times(-1),
    idy: middle(image.height).times(-1),
    odx: middle(extent.width),
    ody: middle(extent.height),
    oarea: [0, 0, extent.width, extent.height],
    premultiplied: true,
    ...outside,
  });
}

function filled(image: Picture, radians: number, fill: string): Picture {
  const extent = circumscribed(image, radians);
  const [red, green, blue] = channelsOf(fill);
  const grey = lumaOfHex(fill);
  const withColour = (picture: Picture, shares: readonly number[]): Picture => {
    const inks = shares.map((share) => picture.white.times(share));
    const paint = (some: Picture, background: readonly Quantity[]): Picture =>
      some.onPremultiplied((whole) =>
        rotated(whole, radians, extent, { background, extend: 'background' }),
      );
    return picture.when(
      'hasAlpha',
      (some) => paint(some, [...inks, picture.white]),
      (some) => paint(some, inks),
    );
  };
  return image.when(
    'isGrey',
    (picture) => withColour(picture, [grey]),
    (picture) => withColour(picture, [red, green, blue]),
  );
}

/**
 * Returns the picture turned clockwise by degrees into the upright rectangle around it; what is new there
 * is 0 in every band. It has no alpha, or is premultiplied.
 */
export function turnedClear(image: Picture, degrees: number): Picture {
  const radians = (degrees * Math.PI) / 180;
  return rotated(image, radians, circumscribed(image, radians), {
    background: [0],
    extend: 'background',
  });
}

/** Returns the picture turned by any angle, its corners cropped away or filled. */
export function straightened(
  image: Picture,
  { angle, edges, fill }: Pick<Wanted, 'angle' | 'edges' | 'fill'>,
): Picture {
  const radians = (angle * Math.PI) / 180;
  switch (edges) {
    case 'crop':
      return image.onPremultiplied((picture) =>
        rotated(picture, radians, inscribed(picture, radians), { extend: 'copy' }),
      );
    case 'colour':
      return filled(image, radians, fill);
    case 'transparent':
      return image
        .when(
          'hasAlpha',
          (picture) => picture,
          (picture) => picture.addalpha(),
        )
        .onPremultiplied((picture) =>
          rotated(picture, radians, circumscribed(picture, radians), {
            background: [0],
            extend: 'background',
          }),
        );
  }
}

const turns = { '90': 'd90', '180': 'd180', '270': 'd270' } as const;

const turnText = { '0': '', '90': '90° right', '180': '180°', '270': '90° left' } as const;

const edgeText = ({ edges, fill }: Wanted): string =>
  ({ crop: 'corners cropped', colour: `corners ${fill}`, transparent: 'corners transparent' })[
    edges
  ];

const parts = (values: Wanted): string =>
  [
    turnText[values.turn],
    values.angle === 0 ? '' : `${parameters.angle.format(values.angle)}, ${edgeText(values)}`,
  ]
    .filter((text) => text !== '')
    .join(', ');

export const rotate = defineOperation({
  id: 'rotate',
  label: 'Rotate',
  group: 'geometry',
  icon: 'rotate-cw',
  summary: 'Turns the picture by quarter turns, and straightens it by any angle.',
  keywords: ['turn', 'straighten', 'horizon', 'level', 'tilt', 'angle'],
  source:
    'Quarter turns move pixels only (libvips rot). Other angles: libvips affine around the ' +
    'centre with bicubic interpolation on premultiplied alpha; "Crop away" keeps the upright ' +
    'rectangle of the largest area inside the rotated picture (derived beside the code).',
  example: { text: 'Turn a photo that was taken upright.' },
  reads: 'anywhere',
  parameters,
  build: (image, values) => {
    const turned = values.turn === '0' ? image : image.rot(turns[values.turn]);
    return values.angle === 0 ? turned : straightened(turned, values);
  },
  isIdentity: ({ turn, angle }) => turn === '0' && angle === 0,
  neutral: { turn: '0', angle: 0 },
  addsAlpha: ({ angle, edges }) => angle !== 0 && edges === 'transparent',
  brief: (values) => parts(values) || 'no turn',
  sentence: (values) => `Rotated the picture: ${parts(values) || 'no turn'}.`,
});
