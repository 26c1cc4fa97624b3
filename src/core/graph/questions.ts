import { isProfileFor, isSrgbProfile } from '../colour/icc-profile';
import type { Test } from './node';

/** The part of a libvips image that the executor itself reads; all else is called by name. */
export interface BoundImage {
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  readonly xoffset: number;
  readonly yoffset: number;
  readonly format: string;
  readonly interpretation: string;
  hasAlpha(): boolean;
  getTypeof(name: string): number;
  getBlob(name: string): Uint8Array;
  setDouble(name: string, value: number): void;
  delete(): void;
}

const isOneOf =
  (...names: readonly string[]) =>
  (name: string): boolean =>
    names.includes(name);

const isGrey = isOneOf('b-w', 'grey16');
const isSrgbFamily = isOneOf('srgb', 'rgb16', 'rgb');
const isUnnamed = isOneOf('multiband', 'matrix', 'histogram', 'fourier', 'error');
const isOfFractions = isOneOf('b-w', 'grey16', 'scrgb');
const isFloat = isOneOf('float', 'double', 'complex', 'dpcomplex');

const bytesPerBand: ReadonlyMap<string, number> = new Map([
  ['uchar', 1],
  ['char', 1],
  ['ushort', 2],
  ['short', 2],
  ['uint', 4],
  ['int', 4],
  ['float', 4],
]);

/** Returns the bytes that a picture takes in memory; no format takes more than 8 a band here. */
export const bytesOf = ({
  width,
  height,
  bands,
  format,
}: Pick<BoundImage, 'width' | 'height' | 'bands' | 'format'>): number =>
  width * height * bands * (bytesPerBand.get(format) ?? 8);

export const is16bit = (image: BoundImage): boolean => image.format === 'ushort';

/** Returns how many bands the picture's kind of colour has, alpha not counted. */
export function colourBandsOf(image: BoundImage): 1 | 3 | 4 {
  if (isGrey(image.interpretation)) return 1;
  return image.interpretation === 'cmyk' ? 4 : 3;
}

const otherIntegers: ReadonlyMap<string, number> = new Map([
  ['char', 127],
  ['short', 32767],
  ['uint', 4294967295],
  ['int', 2147483647],
]);

/** Returns the largest number that the picture's format holds; 1 for fractions. */
export function formatMaxOf(image: BoundImage): number {
  if (image.format === 'uchar') return 255;
  return is16bit(image) ? 65535 : (otherIntegers.get(image.format) ?? 1);
}

const profileName = 'icc-profile-data';

/** Returns the embedded profile, if it is for the picture's kind of colour. */
function profileOf(image: BoundImage): Uint8Array | null {
  if (image.getTypeof(profileName) === 0) return null;
  const profile = image.getBlob(profileName);
  return isProfileFor(profile, colourBandsOf(image)) ? profile : null;
}

function hasForeignProfile(image: BoundImage): boolean {
  const profile = profileOf(image);
  return profile !== null && !isSrgbProfile(profile);
}

const hasCodedFractions = (image: BoundImage): boolean =>
  isFloat(image.format) && isOfFractions(image.interpretation) && profileOf(image) !== null;

/** The answers to the questions that a graph may branch on. */
export const tests: Readonly<Record<Test, (image: BoundImage) => boolean>> = {
  isGrey: (image) => isGrey(image.interpretation),
  isCmyk: (image) => image.interpretation === 'cmyk',
  isSrgbFamily: (image) => isSrgbFamily(image.interpretation),
  isUnnamed: (image) => isUnnamed(image.interpretation),
  hasThreeBands: (image) => image.bands >= 3,
  hasExtraBands: (image) => image.bands > colourBandsOf(image) + 1,
  is16bit,
  isOtherInteger: (image) => otherIntegers.has(image.format),
  isFloat: (image) => isFloat(image.format),
  hasCodedFractions,
  hasForeignProfile,
  hasAlpha: (image) => image.hasAlpha(),
};
