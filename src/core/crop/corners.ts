import type { Point, Size } from '../base/geometry';

/** Four points on a picture: top left, top right, bottom right, bottom left, as the hand of a clock goes. */
export type Corners = readonly [Point, Point, Point, Point];

/** Three rows of three numbers. */
export type Matrix = readonly [Row, Row, Row];
type Row = readonly [number, number, number];

export const cornerNames = ['top left', 'top right', 'bottom right', 'bottom left'] as const;

/** The corners of the picture itself. */
export const wholePicture: Corners = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

/** Returns four points as corners; null for another number of them. */
export function cornersOf(points: readonly Point[]): Corners | null {
  const [a, b, c, d] = points;
  return a && b && c && d && points.length === 4 ? [a, b, c, d] : null;
}

export const isWholePicture = (corners: Corners): boolean =>
  corners.every(({ x, y }, at) => x === wholePicture[at]?.x && y === wholePicture[at].y);

/** A shape with less at a corner, as a share of the picture, is a line, and so is one that … */
const minBend = 1e-4;
/** … has so little there of what it has at its widest corner: the picture would be torn apart. */
const minShare = 1 / 64;

/** Returns twice the area between each corner and its two neighbours; below 0 where it bulges inwards. */
const bends = (corners: Corners): readonly number[] =>
  corners.map(({ x, y }, at) => {
    const [before, after] = [corners[(at + 3) % 4], corners[(at + 1) % 4]];
    return before && after
      ? (x - before.x) * (after.y - y) - (y - before.y) * (after.x - x)
      : Number.NaN;
  });

/** Returns whether corners surround something that a rectangle can be made of. */
export function areConvex(corners: Corners): boolean {
  const all = bends(corners);
  const least = Math.min(...all);
  return least >= minBend && least >= minShare * Math.max(...all);
}

/** A twentieth of a pixel of the largest pictures; more digits make links long. */
const places = 1e5;
const rounded = (value: number): number => Math.round(value * places) / places;

/** How near to the last possible place a corner comes, in halvings of its way. */
const halvings = 30;

/** Returns the corners with one of them moved towards `to`, on a fine grid, as far as they stay convex. */
export function movedCorner(corners: Corners, index: number, to: Point): Corners {
  const from = corners[index];
  if (!from) return corners;
  const at = (share: number): Corners => {
    const point = {
      x: rounded(from.x + (to.x - from.x) * share),
      y: rounded(from.y + (to.y - from.y) * share),
    };
    const [a, b, c, d] = corners;
    return [
      index === 0 ? point : a,
      index === 1 ? point : b,
      index === 2 ? point : c,
      index === 3 ? point : d,
    ];
  };
  const whole = at(1);
  if (areConvex(whole)) return whole;
  let [far, tooFar] = [0, 1];
  for (let halving = 0; halving < halvings; halving += 1) {
    const middle = (far + tooFar) / 2;
    if (areConvex(at(middle))) far = middle;
    else tooFar = middle;
  }
  // Where it stands may lie beside the grid.
  return far === 0 ? corners : at(far);
}

/**
 * Returns the projective map that takes (0, 0), (1, 0), (1, 1) and (0, 1) to the corners, in their order:
 * the rows give the numerators of x and y, and what both are divided by. (P. Heckbert, Fundamentals of
 * Texture Mapping and Image Warping, 1989, section 2.2.3.)
 */
export function projectionTo([a, b, c, d]: Corners): Matrix {
  const [x1, x2, x3] = [b.x - c.x, d.x - c.x, a.x - b.x + c.x - d.x];
  const [y1, y2, y3] = [b.y - c.y, d.y - c.y, a.y - b.y + c.y - d.y];
  const whole = x1 * y2 - x2 * y1;
  const [g, h] = [(x3 * y2 - x2 * y3) / whole, (x1 * y3 - x3 * y1) / whole];
  return [
    [b.x - a.x + g * b.x, d.x - a.x + h * d.x, a.x],
    [b.y - a.y + g * b.y, d.y - a.y + h * d.y, a.y],
    [g, h, 1],
  ];
}

/** Returns the map that does `first` and then `then`. */
export function chained(then: Matrix, first: Matrix): Matrix {
  const row = (own: Row): Row => {
    const cell = (column: 0 | 1 | 2): number =>
      own[0] * first[0][column] + own[1] * first[1][column] + own[2] * first[2][column];
    return [cell(0), cell(1), cell(2)];
  };
  return [row(then[0]), row(then[1]), row(then[2])];
}

/** Returns where a map takes a point. */
export function projected([top, middle, bottom]: Matrix, { x, y }: Point): Point {
  const [across, down, depth] = [top, middle, bottom].map(([a, b, c]) => a * x + b * y + c);
  return { x: (across ?? 0) / (depth ?? 1), y: (down ?? 0) / (depth ?? 1) };
}

/** Returns the corners, which are fractions of the picture, in its pixels. */
export const inPixels = (corners: Corners, { width, height }: Size): readonly Point[] =>
  corners.map(({ x, y }) => ({ x: x * width, y: y * height }));
