import type { Chromaticity, Primaries } from '../../colour/primaries';
import type { StoredColour } from '../../colour/stored-colour';
import { limits } from '../../base/limits';
import { Inflation } from '../inflate';
import { exifKinds, rawKeyword, rawProfile } from '../raw-profile';
import { ByteView, HeaderFault, type HeaderBytes } from '../byte-reader';
import { readExifOrientation } from '../exif-orientation';
import { plainHeader, type ImageHeader, type Orientation } from '../image-header';

/** Bands per PNG colour type (PNG third edition, 11.2.1); a palette decodes to three. */
const bandsByColourType = new Map([
  [0, 1],
  [2, 3],
  [3, 3],
  [4, 2],
  [6, 4],
]);
const paletteType = 3;
const maxChunks = 2_000;
const maxExif = 65_536;

/**
 * Reads a PNG's IHDR and the small chunks in front of the picture data: tRNS (alpha), iCCP
 * (profile), eXIf and raw profiles of EXIF (orientation), acTL (frames of an animated PNG), fcTL (the
 * picture data are a frame), and those that say which colours the numbers stand for.
 */
export async function readPng(file: HeaderBytes): Promise<ImageHeader> {
  const start = await file.take(8, 25);
  if (start.text(4, 4) !== 'IHDR') throw new HeaderFault('damaged', 'does not begin with its size');
  const width = start.u32(8);
  const height = start.u32(12);
  const colourType = start.u8(17);
  const colours = bandsByColourType.get(colourType);
  if (width === 0 || height === 0 || colours === undefined || start.u8(16) === 0) {
    throw new HeaderFault('damaged', 'does not say how large its picture is');
  }

  let transparent = false;
  let hasProfile = false;
  let frames = 1;
  let animated = false;
  let startsWithFrame = false;
  let orientation: Orientation = 1;
  const small = new Map<string, ByteView>();
  const inflation = new Inflation(limits.metadata.inflatedBytes);
  let at = 33;
  for (let index = 0; index < maxChunks; index += 1) {
    const head = await file.peek(at, 8);
    const kind = head?.text(4, 4);
    if (head === undefined || kind === 'IDAT' || kind === 'IEND') break;
    const length = head.u32(0);
    if (kind === 'tRNS') transparent = true;
    if (kind === 'iCCP') hasProfile = true;
    if (kind === 'eXIf' && length <= maxExif) {
      const block = await file.peek(at + 8, length);
      if (block !== undefined) orientation = readExifOrientation(block);
    }
    if ((kind === 'tEXt' || kind === 'zTXt') && length <= 2 * maxExif && orientation === 1) {
      const block = await file.peek(at + 8, length);
      if (block !== undefined) orientation = orientationInText(kind, block, inflation);
    }
    if (kind !== undefined && colourChunks.has(kind) && length <= 32 && !small.has(kind)) {
      const block = await file.peek(at + 8, length);
      if (block !== undefined) small.set(kind, block);
    }
    if (kind === 'fcTL') startsWithFrame = true;
    if (kind === 'acTL') {
      animated = true;
      frames = Math.max(1, (await file.peek(at + 8, 4))?.u32(0) ?? 1);
    }
    at += 12 + length;
  }

  const colour = colourIn(small, hasProfile);
  const storesAlpha = colourType === 4 || colourType === 6;
  return {
    ...plainHeader,
    format: 'png',
    width,
    height,
    frames,
    animated,
    orientation,
    hasProfile,
    bands: colours + (transparent && !storesAlpha ? 1 : 0),
    bitsPerBand: colourType === paletteType ? 8 : start.u8(16),
    hasAlpha: storesAlpha || transparent,
    storedBitsPerPixel: start.u8(16) * (colourType === paletteType ? 1 : colours),
    progressive: start.u8(20) === 1,
    ...(colour === null ? {} : { colour }),
    ...(animated && !startsWithFrame ? { stillBeside: true } : {}),
  };
}

/** Chunks that say in a few bytes which colours a PNG's numbers stand for. */
const colourChunks: ReadonlySet<string> = new Set(['cICP', 'sRGB', 'gAMA', 'cHRM']);

/**
 * Returns what the chunks say of colours, by the order in which they count (PNG third edition,
 * 4.3): cICP, iCCP, sRGB, gAMA and cHRM. Null for sRGB, an embedded profile, and nothing.
 */
function colourIn(chunks: ReadonlyMap<string, ByteView>, hasProfile: boolean): StoredColour | null {
  const codes = chunks.get('cICP');
  // Browsers pass over codes that no RGB picture can have: another matrix, or a part of the range.
  if (codes?.length === 4 && codes.u8(2) === 0 && codes.u8(3) === 1) {
    return { kind: 'coded', primaries: codes.u8(0), transfer: codes.u8(1) };
  }
  const gamma = chunks.get('gAMA');
  if (hasProfile || chunks.has('sRGB') || gamma?.length !== 4 || gamma.u32(0) === 0) return null;
  return {
    kind: 'measured',
    gamma: gamma.u32(0) / 1e5,
    primaries: primariesIn(chunks.get('cHRM')),
  };
}

function primariesIn(body: ByteView | undefined): Primaries | null {
  if (body?.length !== 32) return null;
  const place = (index: number): Chromaticity => [
    body.u32(index * 8) / 1e5,
    body.u32(index * 8 + 4) / 1e5,
  ];
  const primaries = { white: place(0), red: place(1), green: place(2), blue: place(3) };
  // What lies on no side of a triangle mixes no colours.
  const { red, green, blue } = primaries;
  const twice = (green[0] - red[0]) * (blue[1] - red[1]) - (blue[0] - red[0]) * (green[1] - red[1]);
  const places = Object.values(primaries);
  const isPossible = places.every(([x, y]) => x <= 1 && y > 0 && y <= 1);
  return isPossible && Math.abs(twice) > 0.01 ? primaries : null;
}

/** The orientation that EXIF in a text states, 1 for other texts. */
function orientationInText(kind: string, body: ByteView, inflation: Inflation): Orientation {
  const end = body.bytes.subarray(0, 80).indexOf(0);
  const keyword = body.text(0, Math.max(0, end));
  if (!keyword.startsWith(rawKeyword)) return 1;
  if (!exifKinds.has(keyword.slice(rawKeyword.length).toLowerCase())) return 1;
  const block = rawProfile(kind, body.bytes.subarray(end + 1), inflation);
  return block === null ? 1 : readExifOrientation(new ByteView(block));
}
