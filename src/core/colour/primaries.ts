import { applied, diagonal, inverse, type Matrix, product, type Triple } from './matrix';

/** A place in the xy diagram of CIE 1931. */
export type Chromaticity = readonly [x: number, y: number];

/** The colours that a picture's numbers mix, and its white. */
export interface Primaries {
  readonly red: Chromaticity;
  readonly green: Chromaticity;
  readonly blue: Chromaticity;
  readonly white: Chromaticity;
}

const d65: Chromaticity = [0.3127, 0.329];
const illuminantC: Chromaticity = [0.31, 0.316];
const film: Chromaticity = [0.314, 0.351];
const smpte170m: Primaries = {
  red: [0.63, 0.34],
  green: [0.31, 0.595],
  blue: [0.155, 0.07],
  white: d65,
};

/** Primaries of sRGB. */
export const srgbPrimaries: Primaries = {
  red: [0.64, 0.33],
  green: [0.3, 0.6],
  blue: [0.15, 0.06],
  white: d65,
};

/** Primaries of BT.2020. */
export const widePrimaries: Primaries = {
  red: [0.708, 0.292],
  green: [0.17, 0.797],
  blue: [0.131, 0.046],
  white: d65,
};

/** ITU-T H.273, table 2. */
const coded = new Map<number, Primaries>([
  [1, srgbPrimaries],
  [4, { red: [0.67, 0.33], green: [0.21, 0.71], blue: [0.14, 0.08], white: illuminantC }],
  [5, { red: [0.64, 0.33], green: [0.29, 0.6], blue: [0.15, 0.06], white: d65 }],
  [6, smpte170m],
  [7, smpte170m],
  [8, { red: [0.681, 0.319], green: [0.243, 0.692], blue: [0.145, 0.049], white: illuminantC }],
  [9, widePrimaries],
  [10, { red: [1, 0], green: [0, 1], blue: [0, 0], white: [1 / 3, 1 / 3] }],
  [11, { red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06], white: film }],
  [12, { red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06], white: d65 }],
  [22, { red: [0.63, 0.34], green: [0.295, 0.605], blue: [0.155, 0.077], white: d65 }],
]);

/** Returns the primaries of a code of ITU-T H.273; null for one that names none. */
export const codedPrimaries = (code: number): Primaries | null => coded.get(code) ?? null;

/** XYZ of a colour of luminance 1; of one with y 0 there is none, so it is taken as nearly that. */
const xyz = ([x, y]: Chromaticity): Triple => {
  const divisor = Math.max(y, 1e-6);
  return [x / divisor, y / divisor, (1 - x - y) / divisor];
};

/** Returns the matrix from linear light in these primaries to XYZ, white having Y = 1. */
export function toXyz({ red, green, blue, white }: Primaries): Matrix {
  const [r, g, b] = [xyz(red), xyz(green), xyz(blue)];
  const mixed: Matrix = [
    [r[0], g[0], b[0]],
    [r[1], g[1], b[1]],
    [r[2], g[2], b[2]],
  ];
  return product(mixed, diagonal(applied(inverse(mixed), xyz(white))));
}

/** Bradford's cone responses: ICC.1:2022, annex E. */
const cones: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];
/** White of the profile connection space (ICC.1:2022, 7.2.16). */
export const whiteOfProfiles: Triple = [0.9642, 1, 0.8249];

/** Returns the matrix from linear light in these primaries to XYZ as profiles have it, under D50. */
export function toProfileXyz(primaries: Primaries): Matrix {
  const from = applied(cones, xyz(primaries.white));
  const to = applied(cones, whiteOfProfiles);
  const adapted: Triple = [to[0] / from[0], to[1] / from[1], to[2] / from[2]];
  const adaption = product(inverse(cones), product(diagonal(adapted), cones));
  return product(adaption, toXyz(primaries));
}
