import { lightOfSrgb, srgbOfLight } from '../colour/srgb';

/** What a picture is like as a whole. */
export interface Statistics {
  /** The light of the scene, as an sRGB colour (0 to 255 per channel); null for a picture without any. */
  readonly light: { readonly red: number; readonly green: number; readonly blue: number } | null;
  /** The tones, 0 to 255, below and above which half a percent of the pixels lie. */
  readonly darkest: number;
  readonly lightest: number;
  /** How colourful it is: 0 is grey, 33 moderately, 59 quite, 109 extremely so. */
  readonly colourfulness: number;
}

/**
 * The exponent of "Shades of Gray": 1 is the grey world, infinity the white patch. Source: Finlayson
 * and Trezzi, "Shades of Gray and Colour Constancy", Color Imaging Conference 12 (2004), who found 6 best.
 */
const exponent = 6;
/** A channel this near to white may be clipped, and tells nothing of the light. */
const clipped = 250;
/** The share of pixels at either end that does not count. */
const ends = 0.005;

const weightOf: readonly number[] = Array.from(
  { length: 256 },
  (_, code) => lightOfSrgb(code / 255) ** exponent,
);

/** Returns the tone that a share of the pixels lies below. */
function toneAt(counts: readonly number[], share: number): number {
  const wanted = share * counts.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  const tone = counts.findIndex((count) => (seen += count) > wanted);
  return tone === -1 ? 255 : tone;
}

const spread = (sum: number, squares: number, count: number): number =>
  Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));

/**
 * Returns the statistics of RGBA bytes; what is not opaque does not count. Null when nothing counts.
 * Colourfulness is M̂(3) of Hasler and Süsstrunk, "Measuring colourfulness in natural images", Human
 * Vision and Electronic Imaging VIII (2003).
 */
export function statisticsOf(pixels: Uint8ClampedArray): Statistics | null {
  const light = [0, 0, 0];
  const tones = new Array<number>(256).fill(0);
  let [count, lit] = [0, 0];
  // Of red − green and of yellow − blue: their sums, and those of their squares.
  const [redGreen, yellowBlue] = [
    [0, 0],
    [0, 0],
  ];
  const add = (to: number[], value: number): void => {
    to[0] = (to[0] ?? 0) + value;
    to[1] = (to[1] ?? 0) + value * value;
  };
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    if ((pixels[at + 3] ?? 0) < 255) continue;
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3);
    count += 1;
    const tone = Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    tones[tone] = (tones[tone] ?? 0) + 1;
    add(redGreen, red - green);
    add(yellowBlue, (red + green) / 2 - blue);
    if (Math.max(red, green, blue) >= clipped) continue;
    lit += 1;
    [red, green, blue].forEach((code, band) => {
      light[band] = (light[band] ?? 0) + (weightOf[code] ?? 0);
    });
  }
  if (count === 0) return null;
  const [red = 0, green = 0, blue = 0] = light.map(
    (sum) => 255 * srgbOfLight((sum / Math.max(1, lit)) ** (1 / exponent)),
  );
  const [sumRg = 0, squaresRg = 0] = redGreen;
  const [sumYb = 0, squaresYb = 0] = yellowBlue;
  return {
    light: Math.max(red, green, blue) > 0 ? { red, green, blue } : null,
    darkest: toneAt(tones, ends),
    lightest: toneAt(tones, 1 - ends),
    colourfulness:
      Math.hypot(spread(sumRg, squaresRg, count), spread(sumYb, squaresYb, count)) +
      0.3 * Math.hypot(sumRg / count, sumYb / count),
  };
}
