import type { Matrix, Triple } from './matrix';
import { type Primaries, srgbPrimaries, toProfileXyz, whiteOfProfiles } from './primaries';

/**
 * A tone curve from codes to linear light, both from 0 to 1, as ICC.1:2022, 10.18 has them:
 * code ** g, or with all five (a code + b) ** g from d on, and c code below it.
 */
export type ToneCurve =
  readonly [g: number] | readonly [g: number, a: number, b: number, c: number, d: number];

export const srgbCurve: ToneCurve = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];

/** Returns an ICC profile of pictures with these primaries and this tone curve in all bands. */
export function matrixProfile(primaries: Primaries, curve: ToneCurve): Uint8Array {
  const [x, y, z] = toProfileXyz(primaries);
  const colorants = [0, 1, 2].map((band) => xyzTag([x[band] ?? 0, y[band] ?? 0, z[band] ?? 0]));
  const [red, green, blue] = colorants;
  const tone = curveTag(curve);
  return profile('RGB ', [
    ['rXYZ', red ?? []],
    ['gXYZ', green ?? []],
    ['bXYZ', blue ?? []],
    ['rTRC', tone],
    ['gTRC', tone],
    ['bTRC', tone],
  ]);
}

/** Returns an ICC profile of grey pictures with this tone curve. */
export const greyProfile = (curve: ToneCurve): Uint8Array =>
  profile('GRAY', [['kTRC', curveTag(curve)]]);

/** Entries of a sampled tone curve. */
const samples = 4_096;

/** Returns an ICC profile of grey pictures; `light` makes linear light (0 to 1) of codes (0 to 1). */
export function sampledGreyProfile(light: (code: number) => number): Uint8Array {
  const entries = Array.from({ length: samples }, (_, index) => light(index / (samples - 1)));
  return profile('GRAY', [
    ['kTRC', [...word('curv'), ...u32(0), ...u32(samples), ...entries.flatMap(share16)]],
  ]);
}

/** Places in each direction where a table states what a colour becomes; between, it is mixed. */
const places = 33;

/**
 * Returns an ICC profile of RGB pictures by what their codes become in sRGB, both from 0 to 1
 * (lutAToBType, ICC.1:2022, 10.12).
 */
export function tableProfile(toSrgb: (codes: Triple) => Triple): Uint8Array {
  const steps = Array.from({ length: places }, (_, index) => index / (places - 1));
  const table = steps.flatMap((red) =>
    steps.flatMap((green) => steps.flatMap((blue) => toSrgb([red, green, blue]).flatMap(share16))),
  );
  const identity = [...word('curv'), ...u32(0), ...u32(0)];
  const three = (curve: readonly number[]): number[] => [...curve, ...curve, ...curve];
  const last = three(identity);
  const matrix = matrixNumbers(toProfileXyz(srgbPrimaries));
  const middle = three(curveTag(srgbCurve));
  const grid = [...Array<number>(3).fill(places), ...Array<number>(13).fill(0), 2, 0, 0, 0];
  const colours = padded([...grid, ...table]);
  const parts = [last, matrix, middle, colours, last];
  const offsets = parts.map((_, index) =>
    parts.slice(0, index).reduce((sum, part) => sum + part.length, 32),
  );
  return profile('RGB ', [
    ['A2B1', [...word('mAB '), ...u32(0), 3, 3, 0, 0, ...offsets.flatMap(u32), ...parts.flat()]],
  ]);
}

/** XYZ up to 1 + 32767/32768 is coded as 0 to 1 (ICC.1:2022, 6.3.4.2). */
const codedXyz = 32_768 / 65_535;

const matrixNumbers = (matrix: Matrix): number[] => [
  ...matrix.flatMap((row) => row.flatMap((value) => fixed(value * codedXyz))),
  ...[0, 0, 0].flatMap(fixed),
];

type Tag = readonly [signature: string, bytes: readonly number[]];

/** Header, table of tags, tags: ICC.1:2022, 7. */
function profile(space: 'RGB ' | 'GRAY', told: readonly Tag[]): Uint8Array {
  const tags: readonly Tag[] = [['wtpt', xyzTag(whiteOfProfiles)], ...told];
  const table: number[] = [];
  const bodies: number[][] = [];
  let at = 128 + 4 + 12 * tags.length;
  for (const [signature, bytes] of tags) {
    table.push(...word(signature), ...u32(at), ...u32(bytes.length));
    const body = padded(bytes);
    bodies.push(body);
    at += body.length;
  }
  const header = [
    ...[...u32(at), ...u32(0), ...u32(0x0440_0000), ...word('mntr'), ...word(space)],
    ...[...word('XYZ '), ...zeros(12), ...word('acsp'), ...zeros(28)],
    ...[...whiteOfProfiles.flatMap(fixed), ...zeros(48)],
  ];
  return Uint8Array.from([...header, ...u32(tags.length), ...table, ...bodies.flat()]);
}

const zeros = (count: number): number[] => Array<number>(count).fill(0);
const padded = (bytes: readonly number[]): number[] => [...bytes, ...zeros(-bytes.length & 3)];
const word = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const u32 = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
const fixed = (value: number): number[] => u32(Math.round(value * 65_536));

function share16(share: number): number[] {
  const value = Math.round(Math.min(1, Math.max(0, share)) * 65_535);
  return [value >> 8, value & 255];
}

const xyzTag = (xyz: Triple): number[] => [...word('XYZ '), ...u32(0), ...xyz.flatMap(fixed)];

const curveTag = (curve: ToneCurve): number[] => [
  ...[...word('para'), ...u32(0), 0, curve.length === 1 ? 0 : 3, 0, 0],
  ...curve.flatMap(fixed),
];
