import { lightOfSrgb } from './srgb';

/** Colorants of sRGB adapted to D50, as every sRGB profile states them (ICC sRGB v2 and v4, CSS). */
const colorants = {
  rXYZ: [0.4361, 0.2225, 0.0139],
  gXYZ: [0.3851, 0.7169, 0.0971],
  bXYZ: [0.1431, 0.0606, 0.7141],
} as const;

/** Half a step of 8 bits at the most, seen through the steepest part of the curve. */
const nearlyColorant = 0.0015;
const nearlyCurve = 0.0015;

const spaceOf = { 1: 'GRAY', 3: 'RGB ', 4: 'CMYK' } as const;

/**
 * Returns whether an embedded ICC profile looks sound and is for pictures of so many bands of
 * colour. Source: ICC.1:2022, section 7.2: the header.
 */
export function isProfileFor(profile: Uint8Array, colourBands: 1 | 3 | 4): boolean {
  if (profile.length < 132) return false;
  const view = viewOf(profile);
  return (
    textAt(view, 36) === 'acsp' &&
    textAt(view, 16) === spaceOf[colourBands] &&
    tagsOf(view) !== null
  );
}

/**
 * Returns whether an embedded ICC profile merely describes sRGB: an RGB display profile of matrix
 * and curves whose colorants and tone curves are those of sRGB within half a step of 8 bits. Pixels
 * with such a profile need no conversion, and then not a byte of them changes.
 * Source: ICC.1:2022, sections 7 (header, tag table), 10.6 (curveType), 10.18
 * (parametricCurveType) and 10.31 (XYZType). Anything odd or damaged returns false.
 */
export function isSrgbProfile(profile: Uint8Array): boolean {
  if (profile.length < 132) return false;
  const view = viewOf(profile);
  if (textAt(view, 12) !== 'mntr' || textAt(view, 16) !== 'RGB ') return false;
  if (textAt(view, 20) !== 'XYZ ') return false;
  const tags = tagsOf(view);
  // A profile with tables of its own is converted through them, whatever its matrix says.
  if (!tags || tags.has('A2B0')) return false;
  return (
    Object.entries(colorants).every(([name, wanted]) => hasColorant(tags.get(name), wanted)) &&
    ['rTRC', 'gTRC', 'bTRC'].every((name) => hasSrgbCurve(tags.get(name)))
  );
}

const viewOf = (profile: Uint8Array): DataView =>
  new DataView(profile.buffer, profile.byteOffset, profile.byteLength);

const textAt = (view: DataView, offset: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(offset + index)));

const fixedAt = (view: DataView, offset: number): number => view.getInt32(offset) / 65536;

function tagsOf(view: DataView): Map<string, DataView> | null {
  const count = view.getUint32(128);
  if (count > 100 || 132 + 12 * count > view.byteLength) return null;
  const tags = new Map<string, DataView>();
  for (let index = 0; index < count; index++) {
    const entry = 132 + 12 * index;
    const [offset, size] = [view.getUint32(entry + 4), view.getUint32(entry + 8)];
    if (offset + size > view.byteLength) return null;
    tags.set(textAt(view, entry), new DataView(view.buffer, view.byteOffset + offset, size));
  }
  return tags;
}

function hasColorant(tag: DataView | undefined, wanted: readonly number[]): boolean {
  if (!tag || tag.byteLength < 20 || textAt(tag, 0) !== 'XYZ ') return false;
  return wanted.every(
    (value, index) => Math.abs(fixedAt(tag, 8 + 4 * index) - value) < nearlyColorant,
  );
}

function hasSrgbCurve(tag: DataView | undefined): boolean {
  const curve = tag && curveOf(tag);
  if (!curve) return false;
  const inputs = Array.from({ length: 33 }, (_, index) => index / 32);
  return inputs.every((input) => Math.abs(curve(input) - lightOfSrgb(input)) < nearlyCurve);
}

function curveOf(tag: DataView): ((input: number) => number) | null {
  if (tag.byteLength < 12) return null;
  const type = textAt(tag, 0);
  if (type === 'curv') return sampledCurve(tag);
  // Function type 3 is the one of sRGB's form; the others cannot be sRGB.
  if (type !== 'para' || tag.getUint16(8) !== 3 || tag.byteLength < 32) return null;
  const [g = 0, a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3, 4].map((n) => fixedAt(tag, 12 + 4 * n));
  return (input) => (input >= d ? (a * input + b) ** g : c * input);
}

function sampledCurve(tag: DataView): ((input: number) => number) | null {
  const count = tag.getUint32(8);
  // No entries is the identity and one is a bare exponent: neither is sRGB.
  if (count < 16 || 12 + 2 * count > tag.byteLength) return null;
  const sample = (index: number): number => tag.getUint16(12 + 2 * index) / 65535;
  return (input) => {
    const position = input * (count - 1);
    const below = Math.min(Math.floor(position), count - 2);
    const share = position - below;
    return sample(below) * (1 - share) + sample(below + 1) * share;
  };
}
