import { type CodedColour, codedProfile, isHdr } from './cicp';
import { greyProfile, matrixProfile } from './icc-writer';
import { type Primaries, srgbPrimaries } from './primaries';

/**
 * How a file says without an ICC profile which colours its numbers stand for: in codes, or by the
 * gamma and primaries of the screen that it was made on.
 */
export type StoredColour =
  ({ readonly kind: 'coded' } & CodedColour) | ({ readonly kind: 'measured' } & MeasuredColour);

/** What a screen was that a picture was made on. */
export interface MeasuredColour {
  /** Light is the number to the power of 1 through this. */
  readonly gamma: number;
  /** Null for those of sRGB. */
  readonly primaries: Primaries | null;
}

/** Gammas this close to that of sRGB, as a share, are sRGB's: so do browsers and libpng. */
const sameGamma = 0.05;
const srgbGamma = 1 / 2.2;
/** Coordinates this close are the same: files hold five digits. */
const sameCoordinate = 0.001;

const coordinates = ({ red, green, blue, white }: Primaries): readonly number[] =>
  [red, green, blue, white].flat();

function isSrgb(primaries: Primaries): boolean {
  const srgb = coordinates(srgbPrimaries);
  return coordinates(primaries).every(
    (value, index) => Math.abs(value - (srgb[index] ?? NaN)) <= sameCoordinate,
  );
}

/**
 * Returns an ICC profile that says the same, as browsers understand it; null where that is sRGB.
 * Files of sRGB may say its gamma and primaries as well, so both together are sRGB.
 * @param space of the pixels: one band of grey, or three of colour
 */
export function storedProfile(colour: StoredColour, space: 'grey' | 'rgb'): Uint8Array | null {
  return colour.kind === 'coded' ? codedProfile(colour, space) : measuredProfile(colour, space);
}

/** Returns the same for what was measured. */
export function measuredProfile(
  { gamma, primaries }: MeasuredColour,
  space: 'grey' | 'rgb',
): Uint8Array | null {
  const isUsualGamma = Math.abs(gamma / srgbGamma - 1) <= sameGamma;
  const areUsual = primaries === null || isSrgb(primaries);
  if (isUsualGamma && (areUsual || space === 'grey')) return null;
  if (space === 'grey') return greyProfile([1 / gamma]);
  return matrixProfile(primaries ?? srgbPrimaries, [1 / gamma]);
}

/** Whether a file says that its picture is for bright screens, so that it is tone-mapped. */
export const isStoredForHdr = (colour: StoredColour): boolean =>
  colour.kind === 'coded' && isHdr(colour);
