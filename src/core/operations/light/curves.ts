import { monotonePieces } from '../../curve/monotone';
import { create, type Picture } from '../../graph/picture';
import { defineOperation } from '../define';
import type { Point } from '../../base/geometry';
import { curve, type ValuesOf } from '../../parameters';
import { isStraight, straightCurve } from '../../parameters/kinds/curve';

const parameters = {
  all: curve({
    label: 'All channels',
    initial: [
      { x: 0, y: 0 },
      { x: 0.25, y: 0.2 },
      { x: 0.75, y: 0.8 },
      { x: 1, y: 1 },
    ],
  }),
  red: curve({ label: 'Red', hint: 'Grey pictures have none.', initial: straightCurve }),
  green: curve({ label: 'Green', initial: straightCurve }),
  blue: curve({ label: 'Blue', initial: straightCurve }),
};

type Wanted = ValuesOf<typeof parameters>;

/**
 * The curve of a picture of shares. Each piece adds its own rise: nothing before it begins, all of
 * it after it ends, so the pieces need no branches.
 */
function through(value: Picture, points: readonly Point[]): Picture {
  const rises = monotonePieces(points).map(({ x, width, ports: [a, b, c] }) => {
    const t = value.linear([1 / width], [-x / width]).clamp({ min: 0, max: 1 });
    return t.multiply(t.multiply(t.linear([c], [b])).linear([1], [a]));
  });
  const start = value.linear([0], [points[0]?.y ?? 0]);
  return rises.reduce((sum, rise) => sum.add(rise), start).clamp({ min: 0, max: 1 });
}

function curved(colour: Picture, curves: readonly (readonly Point[])[], all: readonly Point[]) {
  const share = create
    .identity({ ushort: colour.is16bit })
    .cast('double')
    .linear([colour.white.under(1)], [0]);
  const together = isStraight(all) ? share : through(share, all);
  const [first, ...others] = curves.map((points) =>
    isStraight(points) ? together : through(together, points),
  );
  const values = first && others.length > 0 ? first.bandjoin(others) : (first ?? together);
  return colour
    .maplut(values.linear([colour.white], [0.5]).cast(colour.format))
    .copy({ interpretation: colour.interpretation });
}

const changed = ({ all, red, green, blue }: Wanted): string[] =>
  [
    ['all', all] as const,
    ['red', red] as const,
    ['green', green] as const,
    ['blue', blue] as const,
  ].flatMap(([name, points]) => (isStraight(points) ? [] : [name]));

export const curves = defineOperation({
  id: 'curves',
  label: 'Curves',
  group: 'light',
  icon: 'chart-spline',
  summary: 'Bends tones along a curve, for all channels and for each.',
  keywords: ['tone curve', 'spline', 'contrast', 'rgb'],
  source:
    'Monotone cubic splines through the points (Fritsch and Carlson, 1980), on sRGB values: the ' +
    'curve of all channels first, then that of each. Grey pictures take the first alone.',
  example: {
    text: 'Give a landscape the soft S curve of slide film.',
    values: {
      all: [
        { x: 0, y: 0 },
        { x: 0.25, y: 0.15 },
        { x: 0.75, y: 0.87 },
        { x: 1, y: 1 },
      ],
    },
  },
  reads: 'in-order',
  parameters,
  build: (image, { all, red, green, blue }) =>
    image.onColour((colour) =>
      [red, green, blue].every(isStraight)
        ? curved(colour, [], all)
        : colour.when(
            'isGrey',
            (grey) => curved(grey, [], all),
            (rgb) => curved(rgb, [red, green, blue], all),
          ),
    ),
  isIdentity: (values) => changed(values).length === 0,
  neutral: { all: straightCurve },
  beginsNeutral: true,
  brief: (values) => changed(values).join(', ') || 'straight',
  sentence: (values) =>
    `Bent the tones along ${changed(values).length > 1 ? 'curves' : 'a curve'} ` +
    `(${changed(values).join(', ') || 'straight'}).`,
});
