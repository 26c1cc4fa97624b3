import {
  greyProfile,
  matrixProfile,
  sampledGreyProfile,
  srgbCurve,
  tableProfile,
  type ToneCurve,
} from './icc-writer';
import { codedPrimaries, srgbPrimaries } from './primaries';
import { lightOfSrgb } from './srgb';
import { hdrToSrgb, usualPeak } from './tone-mapping';

/** Which colours a picture's numbers stand for, in the codes of ITU-T H.273 (CICP, "nclx"). */
export interface CodedColour {
  readonly primaries: number;
  readonly transfer: number;
  /** Of PQ: what the picture reaches at the most, in cd/m2, where the file says it (MaxCLL). */
  readonly peak?: number;
}

const hdrTransfers = new Map([
  [16, 'pq'],
  [18, 'hlg'],
] as const);

/** What television's codes are on a screen, which is not what its cameras did (ITU-R BT.1886). */
const television: ToneCurve = [2.4];

/** ITU-T H.273, table 3. What is not here is taken as sRGB, as browsers do. */
const curves = new Map<number, ToneCurve>([
  [1, television],
  [4, [2.2]],
  [5, [2.8]],
  [6, television],
  [7, [1 / 0.45, 1 / 1.1115, 0.1115 / 1.1115, 1 / 4, 0.0913]],
  [8, [1]],
  [11, television],
  [14, television],
  [15, television],
  [17, [2.6, (52.37 / 48) ** (1 / 2.6), 0, 0, 0]],
]);

const hdrOf = ({ transfer }: CodedColour): 'pq' | 'hlg' | undefined =>
  transfer === 16 || transfer === 18 ? hdrTransfers.get(transfer) : undefined;

/** Whether the codes are those of a picture for bright screens: PQ or HLG. */
export const isHdr = (colour: CodedColour): boolean => hdrOf(colour) !== undefined;

/**
 * Returns an ICC profile that says what the codes say, so that converting by it gives what
 * browsers show; null when that is sRGB, or when they say nothing that is known. PQ and HLG are
 * tone-mapped to what a screen without HDR shows.
 * @param space of the pixels: one band of grey, or three of colour
 */
export function codedProfile(colour: CodedColour, space: 'grey' | 'rgb'): Uint8Array | null {
  const hdr = hdrOf(colour);
  if (hdr !== undefined) {
    const primaries = codedPrimaries(colour.primaries) ?? srgbPrimaries;
    const toSrgb = hdrToSrgb(primaries, hdr, hdr === 'pq' ? (colour.peak ?? usualPeak) : usualPeak);
    return space === 'rgb'
      ? tableProfile(toSrgb)
      : sampledGreyProfile((code) => lightOfSrgb(toSrgb([code, code, code])[0]));
  }
  return plainProfile(colour, space);
}

/** Returns the same for codes that are not those of a picture for bright screens. */
export function plainProfile(
  { primaries: code, transfer }: CodedColour,
  space: 'grey' | 'rgb',
): Uint8Array | null {
  const primaries = codedPrimaries(code) ?? srgbPrimaries;
  const curve = curves.get(transfer);
  if (space === 'grey') return curve === undefined ? null : greyProfile(curve);
  if (curve === undefined && primaries === srgbPrimaries) return null;
  return matrixProfile(primaries, curve ?? srgbCurve);
}
