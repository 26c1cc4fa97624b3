import { applied, inverse, type Matrix, type Triple } from './matrix';
import { srgbPrimaries, toXyz } from './primaries';
import { lightOfSrgb, srgbOfLight } from './srgb';

/** Whose angle a hue is: that of CIE L*a*b* (D65), or that of HSL (CSS Color 4, section 7). */
export type HueSpace = 'lab' | 'hsl';

/** Hues that have a name. */
export const namedHues: Readonly<
  Record<HueSpace, readonly { readonly label: string; readonly value: number }[]>
> = {
  lab: [
    { label: 'Red', value: 35 },
    { label: 'Orange', value: 65 },
    { label: 'Yellow', value: 100 },
    { label: 'Green', value: 136 },
    { label: 'Cyan', value: 205 },
    { label: 'Blue', value: 290 },
    { label: 'Purple', value: 315 },
    { label: 'Magenta', value: 340 },
  ],
  hsl: [
    { label: 'Red', value: 0 },
    { label: 'Orange', value: 35 },
    { label: 'Yellow', value: 55 },
    { label: 'Green', value: 120 },
    { label: 'Cyan', value: 185 },
    { label: 'Blue', value: 225 },
    { label: 'Purple', value: 275 },
    { label: 'Magenta', value: 315 },
  ],
};

/** Of the colours that stand for hues of CIE L*a*b*. */
const [lightness, chroma] = [68, 60];
/** Colours weaker than this have no hue to speak of. */
const weakChroma = 4;

// CIE 15: white has Y 1, and near black the cubic root is a straight line.
const toXyzOfSrgb = toXyz(srgbPrimaries);
const white = applied(toXyzOfSrgb, [1, 1, 1]);
const rooted = (value: number): number =>
  value > 216 / 24389 ? Math.cbrt(value) : (24389 / 27) * (value / 116) + 16 / 116;
const cubed = (value: number): number =>
  value > 6 / 29 ? value ** 3 : (116 * value - 16) / (24389 / 27);

const times = (one: Triple, other: Triple, how: (a: number, b: number) => number): Triple => [
  how(one[0], other[0]),
  how(one[1], other[1]),
  how(one[2], other[2]),
];
const toSrgb: Matrix = inverse(toXyzOfSrgb);

function labColour(hue: number): string {
  const angle = (hue * Math.PI) / 180;
  const y = (lightness + 16) / 116;
  const roots: Triple = [
    y + (chroma * Math.cos(angle)) / 500,
    y,
    y - (chroma * Math.sin(angle)) / 200,
  ];
  const light = applied(
    toSrgb,
    times(roots, white, (root, full) => cubed(root) * full),
  );
  const codes = light.map((one) => Math.round(255 * srgbOfLight(Math.min(1, Math.max(0, one)))));
  return `rgb(${codes.join(' ')})`;
}

/** Returns a colour of a hue in degrees, as CSS writes it: as vivid as a screen shows it. */
export const colourOfHue = (space: HueSpace, hue: number): string =>
  space === 'lab' ? labColour(hue) : `hsl(${hue} 90% 55%)`;

/** Returns the hue in CIE L*a*b* of an sRGB colour, in degrees from 0 to 359; null for greys. */
export function labHueOf(colour: {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}): number | null {
  const light: Triple = [
    lightOfSrgb(colour.red / 255),
    lightOfSrgb(colour.green / 255),
    lightOfSrgb(colour.blue / 255),
  ];
  const [x, y, z] = times(applied(toXyzOfSrgb, light), white, (one, full) => rooted(one / full));
  const [a, b] = [500 * (x - y), 200 * (y - z)];
  if (Math.hypot(a, b) < weakChroma) return null;
  return (Math.round((Math.atan2(b, a) * 180) / Math.PI) + 360) % 360;
}
