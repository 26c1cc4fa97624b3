import { HeaderFault, type HeaderBytes } from './byte-reader';
import { readExifOrientation } from './exif-orientation';
import { plainHeader, type ImageHeader, type Orientation } from './image-header';

/** Bands per PNG colour type (PNG third edition, 11.2.1); a palette decodes to three. */
const bandsByColourType = new Map([
  [0, 1],
  [2, 3],
  [3, 3],
  [4, 2],
  [6, 4],
]);
const paletteType = 3;
const chunksMost = 2_000;
const exifMost = 65_536;

/**
 * Reads a PNG's IHDR and the small chunks in front of the picture data: tRNS (alpha), iCCP
 * (profile), eXIf (orientation) and acTL (frames of an animated PNG).
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
  let orientation: Orientation = 1;
  let at = 33;
  for (let index = 0; index < chunksMost; index += 1) {
    const head = await file.peek(at, 8);
    const kind = head?.text(4, 4);
    if (head === undefined || kind === 'IDAT' || kind === 'IEND') break;
    const length = head.u32(0);
    if (kind === 'tRNS') transparent = true;
    if (kind === 'iCCP') hasProfile = true;
    if (kind === 'eXIf' && length <= exifMost) {
      const block = await file.peek(at + 8, length);
      if (block !== undefined) orientation = readExifOrientation(block);
    }
    if (kind === 'acTL') {
      animated = true;
      frames = Math.max(1, (await file.peek(at + 8, 4))?.u32(0) ?? 1);
    }
    at += 12 + length;
  }

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
  };
}
