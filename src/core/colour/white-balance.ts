import { applied, diagonal, inverse, type Matrix, product, type Triple } from './matrix';
import { lightOfSrgb } from './srgb';

/** What the light in a scene looked like. */
export interface WhiteBalance {
  /** Colour temperature in kelvin. */
  readonly temperature: number;
  /** Distance from the Planckian locus in CIE 1960 u, v times 3000; positive is greenish light. */
  readonly tint: number;
}

export const whiteBalanceLimits = {
  temperature: { min: 2000, max: 12000 },
  tint: { min: -150, max: 150 },
} as const;

/** The temperature that changes nothing. */
export const neutralTemperature = 6500;

/** Tint per unit of CIE 1960 u, v, as in Adobe's DNG SDK. */
const tintScale = 3000;

/** Linear sRGB to CIE XYZ with D65. Source: IEC 61966-2-1, in the digits of CSS Color 4. */
const xyzFromRgb: Matrix = [
  [0.41239079926595934, 0.357584339383878, 0.1804807884018343],
  [0.21263900587151027, 0.715168678767756, 0.07219231536073371],
  [0.01933081871559182, 0.11919477979462598, 0.9505321522496607],
];

/** CIE XYZ to sharpened cone responses. Source: Bradford transform, Lam 1985; CSS Color 4. */
const conesFromXyz: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

const conesFromRgb = product(conesFromXyz, xyzFromRgb);
const rgbFromCones = inverse(conesFromRgb);

type Uv = readonly [number, number];

/**
 * Returns the CIE 1960 u, v of a black body. Source: M. Krystek, "An algorithm to calculate
 * correlated colour temperature", Color Research & Application 10 (1985): within 1e-4 of the locus
 * from 1,000 to 15,000 K.
 */
function locus(kelvin: number): Uv {
  const square = kelvin * kelvin;
  return [
    (0.860117757 + 1.54118254e-4 * kelvin + 1.28641212e-7 * square) /
      (1 + 8.42420235e-4 * kelvin + 7.08145163e-7 * square),
    (0.317398726 + 4.22806245e-5 * kelvin + 4.20481691e-8 * square) /
      (1 - 2.89741816e-5 * kelvin + 1.61456053e-7 * square),
  ];
}

/** The unit vector across the locus, towards green. */
function across(kelvin: number): Uv {
  const [lowU, lowV] = locus(kelvin - 1);
  const [highU, highV] = locus(kelvin + 1);
  const [du, dv] = [highU - lowU, highV - lowV];
  const length = Math.hypot(du, dv);
  // Along the locus u only falls, so this points up.
  return [dv / length, -du / length];
}

function whiteOf({ temperature, tint }: WhiteBalance): Uv {
  const [u, v] = locus(temperature);
  const [normalU, normalV] = across(temperature);
  return [u + (normalU * tint) / tintScale, v + (normalV * tint) / tintScale];
}

/** CIE XYZ with Y = 1 of a chromaticity. */
function xyzOf([u, v]: Uv): Triple {
  const [x, y] = [(3 * u) / (2 * u - 8 * v + 4), (2 * v) / (2 * u - 8 * v + 4)];
  return [x / y, 1, (1 - x - y) / y];
}

const conesOf = (balance: WhiteBalance): Triple => applied(conesFromXyz, xyzOf(whiteOf(balance)));

const reference = conesOf({ temperature: neutralTemperature, tint: 0 });

/**
 * Returns the matrix that takes linear sRGB light of a scene lit by such a white to the same scene
 * lit by 6,500 K: von Kries adaptation in Bradford's cone space. The identity at 6,500 K, tint 0.
 */
export function balanceMatrix(balance: WhiteBalance): Matrix {
  const white = conesOf(balance);
  return product(
    rgbFromCones,
    product(
      diagonal([reference[0] / white[0], reference[1] / white[1], reference[2] / white[2]]),
      conesFromRgb,
    ),
  );
}

/** Returns the linear light (1 is white) of an sRGB code from 0 to 255. */
const toLinear = (code: number): number => lightOfSrgb(code / 255);

const within = (value: number, { min, max }: { min: number; max: number }): number =>
  Math.min(max, Math.max(min, value));

/**
 * Returns the white balance, in whole kelvins and tenths of tint, that makes an sRGB colour (0 to
 * 255 per channel) neutral. Colours that no setting can neutralise get the nearest one at the
 * limits; black, which has no colour, gets 6,500 K.
 */
export function whiteBalanceFor(colour: {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}): WhiteBalance {
  const light: Triple = [toLinear(colour.red), toLinear(colour.green), toLinear(colour.blue)];
  if (Math.max(...light) <= 0) return { temperature: neutralTemperature, tint: 0 };
  const target = chromaticityOfLight(light);
  const temperature = Math.round(nearestTemperature(target));
  const [u, v] = locus(temperature);
  const [normalU, normalV] = across(temperature);
  const distance = (target[0] - u) * normalU + (target[1] - v) * normalV;
  const tint = within(distance * tintScale, whiteBalanceLimits.tint);
  return { temperature, tint: Math.round(tint * 10) / 10 };
}

/** The white that `balanceMatrix` must be given so that `light` comes out with equal channels. */
function chromaticityOfLight(light: Triple): Uv {
  const seen = applied(conesFromRgb, light);
  const neutral = applied(conesFromRgb, [1, 1, 1]);
  const [x, y, z] = applied(inverse(conesFromXyz), [
    (seen[0] * reference[0]) / neutral[0],
    (seen[1] * reference[1]) / neutral[1],
    (seen[2] * reference[2]) / neutral[2],
  ]);
  const sum = x + 15 * y + 3 * z;
  return [(4 * x) / sum, (6 * y) / sum];
}

/** Golden-section search on the reciprocal, along which the locus runs evenly. */
function nearestTemperature([u, v]: Uv): number {
  const { min, max } = whiteBalanceLimits.temperature;
  const distance = (reciprocal: number): number => {
    const [atU, atV] = locus(1 / reciprocal);
    return Math.hypot(atU - u, atV - v);
  };
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [1 / max, 1 / min];
  for (let round = 0; round < 60; round++) {
    const span = (high - low) * golden;
    const [left, right] = [high - span, low + span];
    if (distance(left) < distance(right)) high = right;
    else low = left;
  }
  return 2 / (low + high);
}
