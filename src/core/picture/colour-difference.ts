import { lightOfSrgb } from '../colour/srgb';

/** How two pictures of one size differ to the eye. */
export interface ColourDifference {
  /** CIEDE2000, the mean of all pixels. */
  readonly average: number;
  readonly largest: number;
  /** Where the largest is, as fractions of the picture. */
  readonly at: { readonly x: number; readonly y: number };
  /** How many times the second has double the light of the first, on average; negative when darker. */
  readonly stops: number;
}

/** Linear light of each 8-bit level of sRGB, 0 to 1. */
const linear = Float64Array.from({ length: 256 }, (_, level) => lightOfSrgb(level / 255));

const light = (level: number): number => linear[level] ?? 0;

/** CIE 15: the root of a value relative to white, straight near black. */
const rooted = (value: number): number =>
  value > 216 / 24389 ? Math.cbrt(value) : (24389 / 27) * (value / 116) + 16 / 116;

/** Writes L*, a* and b* of a colour of sRGB (D65) into `to`. */
function toLab(red: number, green: number, blue: number, to: Float64Array): void {
  const [r, g, b] = [light(red), light(green), light(blue)];
  const x = rooted((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = rooted(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = rooted((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  to[0] = 116 * y - 16;
  to[1] = 500 * (x - y);
  to[2] = 200 * (y - z);
}

const degree = Math.PI / 180;
const far = 25 ** 7;
/** How much a chroma counts against 25, as the formula says. */
const weight = (chroma: number): number => Math.sqrt(chroma ** 7 / (chroma ** 7 + far));
const hueOf = (a: number, b: number): number => (a === 0 && b === 0 ? 0 : Math.atan2(b, a));

/**
 * Returns CIEDE2000 of two colours as L*, a*, b*.
 * Sharma, Wu, Dalal: The CIEDE2000 Color-Difference Formula, 2005.
 */
export function colourDifference(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const [l1 = 0, a1 = 0, b1 = 0] = [one[0], one[1], one[2]];
  const [l2 = 0, a2 = 0, b2 = 0] = [other[0], other[1], other[2]];
  const stretch = 1 + 0.5 * (1 - weight((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2));
  const [c1, c2] = [Math.hypot(a1 * stretch, b1), Math.hypot(a2 * stretch, b2)];
  const [h1, h2] = [hueOf(a1 * stretch, b1), hueOf(a2 * stretch, b2)];
  const grey = c1 * c2 === 0;
  let turn = grey ? 0 : h2 - h1;
  if (turn > Math.PI) turn -= 2 * Math.PI;
  else if (turn < -Math.PI) turn += 2 * Math.PI;
  let hue = grey ? h1 + h2 : (h1 + h2) / 2;
  if (!grey && Math.abs(h1 - h2) > Math.PI) hue += h1 + h2 < 2 * Math.PI ? Math.PI : -Math.PI;
  const chroma = (c1 + c2) / 2;
  const middle = ((l1 + l2) / 2 - 50) ** 2;
  const t =
    1 -
    0.17 * Math.cos(hue - 30 * degree) +
    0.24 * Math.cos(2 * hue) +
    0.32 * Math.cos(3 * hue + 6 * degree) -
    0.2 * Math.cos(4 * hue - 63 * degree);
  const full = 2 * Math.PI;
  const from275 = (((hue + full) % full) / degree - 275) / 25;
  const bend = 30 * degree * Math.exp(-(from275 * from275));
  const dl = (l2 - l1) / (1 + (0.015 * middle) / Math.sqrt(20 + middle));
  const dc = (c2 - c1) / (1 + 0.045 * chroma);
  const dh = (2 * Math.sqrt(c1 * c2) * Math.sin(turn / 2)) / (1 + 0.015 * chroma * t);
  const rotation = -2 * weight(chroma) * Math.sin(2 * bend);
  return Math.sqrt(Math.max(0, dl * dl + dc * dc + dh * dh + rotation * dc * dh));
}

/** Less light than this is black: its share of white. */
const black = 1e-4;

/**
 * Compares two pictures of one size, given as RGBA bytes of sRGB; null for pictures of another size
 * and for none. Transparent pixels count as they stand.
 */
export function differenceOfPixels(
  one: Uint8ClampedArray,
  other: Uint8ClampedArray,
  width: number,
): ColourDifference | null {
  const count = one.length / 4;
  if (one.length !== other.length || count === 0 || width <= 0) return null;
  const [lab1, lab2] = [new Float64Array(3), new Float64Array(3)];
  let [sum, largest, place, light1, light2] = [0, 0, 0, 0, 0];
  for (let pixel = 0, at = 0; pixel < count; pixel += 1, at += 4) {
    const [r1 = 0, g1 = 0, b1 = 0] = [one[at], one[at + 1], one[at + 2]];
    const [r2 = 0, g2 = 0, b2 = 0] = [other[at], other[at + 1], other[at + 2]];
    light1 += 0.2126729 * light(r1) + 0.7151522 * light(g1) + 0.072175 * light(b1);
    light2 += 0.2126729 * light(r2) + 0.7151522 * light(g2) + 0.072175 * light(b2);
    if (r1 === r2 && g1 === g2 && b1 === b2) continue;
    toLab(r1, g1, b1, lab1);
    toLab(r2, g2, b2, lab2);
    const difference = colourDifference(lab1, lab2);
    sum += difference;
    if (difference > largest) [largest, place] = [difference, pixel];
  }
  return {
    average: sum / count,
    largest,
    at: {
      x: ((place % width) + 0.5) / width,
      y: (Math.floor(place / width) + 0.5) / (count / width),
    },
    stops: Math.log2(Math.max(black, light2 / count) / Math.max(black, light1 / count)),
  };
}

/** Returns a place in the picture in words, such as "upper left" or "middle". */
export function placeInWords({ x, y }: { readonly x: number; readonly y: number }): string {
  const across = x < 1 / 3 ? 'left' : x > 2 / 3 ? 'right' : '';
  const down = y < 1 / 3 ? 'upper' : y > 2 / 3 ? 'lower' : '';
  if (down === '') return across || 'middle';
  return `${down} ${across || 'middle'}`;
}
