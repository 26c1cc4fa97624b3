import { isSrgbProfile } from '../colour/srgb-profile';
import type { Test } from './node';

/** The part of a libvips image that the executor itself reads; all else is called by name. */
export interface BoundImage {
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  readonly format: string;
  readonly interpretation: string;
  hasAlpha(): boolean;
  getTypeof(name: string): number;
  getBlob(name: string): Uint8Array;
  delete(): void;
}

const isOneOf =
  (...names: readonly string[]) =>
  (name: string): boolean =>
    names.includes(name);

const isGrey = isOneOf('b-w', 'grey16');
const isSrgbFamily = isOneOf('srgb', 'rgb16', 'rgb');
const isUnnamed = isOneOf('multiband', 'matrix', 'histogram', 'fourier', 'error');
const isFloat = isOneOf('float', 'double', 'complex', 'dpcomplex');

export const is16bit = (image: BoundImage): boolean => image.format === 'ushort';

/** Returns how many bands the picture's kind of colour has, alpha not counted. */
export function colourBandsOf(image: BoundImage): 1 | 3 | 4 {
  if (isGrey(image.interpretation)) return 1;
  return image.interpretation === 'cmyk' ? 4 : 3;
}

const profileName = 'icc-profile-data';

/** The answers to the questions that a graph may branch on. */
export const tests: Readonly<Record<Test, (image: BoundImage) => boolean>> = {
  isGrey: (image) => isGrey(image.interpretation),
  isCmyk: (image) => image.interpretation === 'cmyk',
  isSrgbFamily: (image) => isSrgbFamily(image.interpretation),
  isUnnamed: (image) => isUnnamed(image.interpretation),
  hasThreeBands: (image) => image.bands >= 3,
  hasExtraBands: (image) => image.bands > colourBandsOf(image) + 1,
  is16bit,
  is32bit: (image) => image.format === 'uint' || image.format === 'int',
  isSigned: (image) => image.format === 'char' || image.format === 'short',
  isFloat: (image) => isFloat(image.format),
  hasForeignProfile: (image) =>
    image.getTypeof(profileName) !== 0 && !isSrgbProfile(image.getBlob(profileName)),
  hasAlpha: (image) => image.hasAlpha(),
};
