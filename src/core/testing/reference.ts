import type { Pixels } from './vips';

// Formulas as their sources print them, written apart from the product's own.

/** Linear light of an sRGB value, both from 0 to 1. Source: IEC 61966-2-1. */
export const decode = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
/** The inverse of decode. */
export const encode = (light: number): number =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
/** The nearest number from 0 to 1. */
export const clip = (value: number): number => Math.min(1, Math.max(0, value));

/** CIE L*a*b* with D65 of sRGB from 0 to 1. Source: CIE 15:2004, IEC 61966-2-1. */
export function labOf(rgb: readonly number[]): [number, number, number] {
  const [r = 0, g = 0, b = 0] = rgb.map(decode);
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27) * (t / 116) + 16 / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** One row of values from 0 to 1 for each pixel. */
export const pixelsOf = ({ data, bands, format }: Pixels): number[][] => {
  const white = format === 'ushort' ? 65535 : 255;
  return Array.from({ length: data.length / bands }, (_, pixel) =>
    [...data.slice(pixel * bands, (pixel + 1) * bands)].map((code) => code / white),
  );
};

/** A picture of one row. */
export const row = (data: Uint8Array | Uint16Array, bands: number): Omit<Pixels, 'format'> => {
  const deep = data instanceof Uint16Array;
  const interpretation = bands < 3 ? (deep ? 'grey16' : 'b-w') : deep ? 'rgb16' : 'srgb';
  return { data, width: data.length / bands, height: 1, bands, interpretation };
};
