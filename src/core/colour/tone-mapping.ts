import { applied, inverse, product, type Triple } from './matrix';
import { type Primaries, srgbPrimaries, toXyz, widePrimaries } from './primaries';
import { srgbOfLight } from './srgb';

/** Light is counted in whites of a page: 203 cd/m2 (ITU-R BT.2408, 2.2). */
const white = 203;
/** What pictures are taken to reach at the most, in cd/m2: what HLG's nominal screen reaches. */
export const usualPeak = 1_000;

/** Returns the light of a PQ code from 0 to 1, in whites (ITU-R BT.2100, table 4). */
function pqLight(code: number): number {
  const power = code ** (32 / 2523);
  const base = Math.max(power - 3424 / 4096, 0) / (2413 / 128 - (2392 / 128) * power);
  return (10_000 / white) * base ** (16_384 / 2610);
}

/** Returns the light of the scene, 0 to 1, of an HLG code from 0 to 1 (ITU-R BT.2100, table 5). */
function hlgScene(code: number): number {
  if (code <= 0.5) return code ** 2 / 3;
  return (Math.exp((code - 0.55991073) / 0.17883277) + 0.28466892) / 12;
}

/**
 * Returns how light is mapped on a screen that reaches no more than white: up to white it is less
 * by a share, and above a curve reaches 1 at the brightest. Both in whites.
 * Source: the reference white tone mapping operator of SMPTE ST 2094-50, as Chromium uses it.
 * @param peak in cd/m2
 */
export function toneMapping(peak: number): (light: number) => number {
  const brightest = peak / white;
  if (brightest <= 1) return (light) => Math.min(light, 1);
  const knee = 1 - 0.5 * Math.min(1, Math.log(brightest) / Math.log(usualPeak / white));
  // A quadratic Bezier curve from (1, knee) by (acrossMid, downMid) to (brightest, 1).
  const acrossMid = 1 - bulge + bulge / knee;
  const downMid = (1 - bulge) * knee + bulge;
  const [bend, slope] = [brightest - 2 * acrossMid + 1, acrossMid - 1];
  return (light) => {
    if (light <= 1) return light * knee;
    if (light >= brightest) return 1;
    const at = (light - 1) / (slope + Math.sqrt(slope ** 2 + bend * (light - 1)));
    return knee * (1 - at) ** 2 + 2 * downMid * at * (1 - at) + at ** 2;
  };
}

/** How far the curve is drawn to its corner. */
const bulge = 0.65;

const srgbCode = (light: number): number => srgbOfLight(Math.min(1, Math.max(0, light)));

/**
 * Returns what turns PQ or HLG codes (0 to 1) in these primaries into sRGB codes (0 to 1): light as
 * it was meant, tone-mapped, and cut off at what sRGB holds, as Chromium shows it.
 * @param peak what the picture reaches at the most, in cd/m2
 */
export function hdrToSrgb(
  primaries: Primaries,
  transfer: 'pq' | 'hlg',
  peak: number,
): (codes: Triple) => Triple {
  const own = toXyz(primaries);
  const toWide = product(inverse(toXyz(widePrimaries)), own);
  const toSrgb = product(inverse(toXyz(srgbPrimaries)), own);
  const light = transfer === 'pq' ? pqLights : hlgLights(own[1]);
  const mapped = toneMapping(peak);
  return (codes) => {
    const seen = light(codes);
    // So that its largest part in BT.2020 is mapped.
    const largest = Math.min(Math.max(...applied(toWide, seen)), Math.max(1, peak / white));
    const factor = largest <= 0 ? 1 : mapped(largest) / largest;
    const [red, green, blue] = applied(toSrgb, seen);
    return [srgbCode(red * factor), srgbCode(green * factor), srgbCode(blue * factor)];
  };
}

const pqLights = ([red, green, blue]: Triple): Triple => [
  pqLight(red),
  pqLight(green),
  pqLight(blue),
];

/** On its nominal screen HLG's light grows with the power 1.2 of luminance (BT.2100, table 5). */
const hlgLights =
  (luminances: Triple) =>
  ([red, green, blue]: Triple): Triple => {
    const scene = [hlgScene(red), hlgScene(green), hlgScene(blue)] as const;
    const luminance = scene.reduce((sum, part, band) => sum + part * (luminances[band] ?? 0), 0);
    const factor = (usualPeak / white) * Math.max(luminance, 0) ** 0.2;
    return [scene[0] * factor, scene[1] * factor, scene[2] * factor];
  };
