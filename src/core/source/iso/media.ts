import { type ByteView, HeaderFault, type HeaderBytes } from '../byte-reader';
import { plainHeader, toOrientation, type ImageHeader, type Orientation } from '../image-header';
import { body, type Box, boxes, boxesIn } from './boxes';
import { codedNumbers, coderPlaces, isAlpha, isProfile, settingsBytes } from './coded-numbers';
import { type Items, itemsOf, type Place, propertiesOf } from './items';

/** Brands that promise a still picture or a sequence of them (ISO/IEC 23008-12, AV1 AVIF 6). */
const pictureBrands = new Set([
  'avif',
  'avis',
  'heic',
  'heix',
  'heim',
  'heis',
  'hevc',
  'hevx',
  'hevm',
  'hevs',
  'mif1',
  'msf1',
  'miaf',
]);
const sequenceBrands = new Set(['avis', 'hevc', 'hevx', 'msf1']);
const maxTopBoxes = 64;
const maxMeta = 1024 * 1024;

/** Returns the brands of an ISO media file's first box: the major one, then the compatible ones. */
export async function readBrands(file: HeaderBytes): Promise<readonly string[]> {
  const length = (await file.take(0, 4)).u32(0);
  const body = await file.upTo(8, Math.min(Math.max(length - 8, 4), 512));
  const brands = [body.text(0, 4)];
  for (let at = 8; at + 4 <= body.length; at += 4) brands.push(body.text(at, 4));
  return brands;
}

/** Returns true when the brands are those of a picture, not of a film or a sound. */
export const isPictureBrand = (brands: readonly string[]): boolean =>
  brands.some((brand) => pictureBrands.has(brand));

/**
 * Reads the primary item's properties of an AVIF or HEIC file: size (ispe), depth (pixi or av1C),
 * turns and mirrors (irot, imir), colours (colr). HEVC-coded pictures get the format 'heic'.
 */
export async function readIsoMedia(
  file: HeaderBytes,
  brands: readonly string[],
): Promise<ImageHeader> {
  const { meta, frames } = await findMeta(file);
  const items = itemsOf(meta);
  const { all, primary } = items;
  const own = propertiesOf(items, primary);
  const size = body(own, 'ispe');
  if (size === undefined) throw new HeaderFault('damaged', 'does not say how large its picture is');
  const width = size.u32(4);
  const height = size.u32(8);
  if (width === 0 || height === 0) {
    throw new HeaderFault('damaged', 'does not say how large its picture is');
  }
  const depth = body(own, 'pixi') ?? body(all, 'pixi');
  const colours = depth === undefined ? 3 : depth.u8(4);
  const hasAlpha = all.some(isAlpha);
  const isSequence = brands.slice(0, 1).some((brand) => sequenceBrands.has(brand));
  const count = isSequence ? frames : 1;
  const format = isHevc(brands, all) ? 'heic' : 'avif';
  return {
    ...plainHeader,
    format,
    width,
    height,
    frames: count,
    framesCounted: !isSequence || count > 1,
    animated: isSequence,
    bands: Math.max(colours, 3) + (hasAlpha ? 1 : 0),
    bitsPerBand: depth === undefined ? av1Depth(all) : depth.u8(5),
    hasAlpha,
    orientation: orientationOf(own),
    hasProfile: own.some(isProfile),
    hasGainMap: meta.includes('tmap'),
    ...(await numbersOf(file, items, format)),
  };
}

/** Returns how a picture's numbers are meant; the decoder of HEIC goes by what the coder says. */
async function numbersOf(
  file: HeaderBytes,
  items: Items,
  format: 'avif' | 'heic',
): Promise<Pick<ImageHeader, 'colour' | 'limited'>> {
  if (format === 'heic') return codedNumbers(items, null);
  const read = new Map<Place, ByteView | undefined>();
  for (const place of coderPlaces(items)) {
    read.set(place, await file.peek(place.at, Math.min(settingsBytes, file.size - place.at)));
  }
  return codedNumbers(items, (place) => read.get(place));
}

interface TopBoxes {
  readonly meta: ByteView;
  /** Pictures in the first track of pictures; 1 where none is found. */
  readonly frames: number;
}

/** Walks over the boxes that lie in the file itself. */
async function findMeta(file: HeaderBytes): Promise<TopBoxes> {
  let meta: ByteView | undefined;
  let frames = 1;
  let at = 0;
  for (let index = 0; index < maxTopBoxes && at + 8 <= file.size; index += 1) {
    const head = await file.peek(at, 16);
    if (head === undefined && meta !== undefined) break;
    const { kind, headBytes, length } = boxHead(head ?? (await file.take(at, 8)));
    const bytes = Math.min(length === 0 ? maxMeta : length - headBytes, maxMeta);
    if (kind === 'meta' && meta === undefined) {
      meta = await file.upTo(at + headBytes, Math.max(0, bytes));
    }
    if (kind === 'moov') {
      const films = await file.peek(at + headBytes, Math.min(bytes, file.size - at - headBytes));
      if (films !== undefined) frames = picturesIn(films);
      if (meta === undefined && films !== undefined) throw isFilm();
    }
    if (length < headBytes) break;
    at += length;
  }
  if (meta === undefined) {
    throw new HeaderFault('damaged', 'does not say how large its picture is');
  }
  return { meta, frames };
}

function boxHead(head: ByteView): { kind: string; headBytes: number; length: number } {
  const short = head.u32(0);
  const long = short === 1;
  return {
    kind: head.text(4, 4),
    headBytes: long ? 16 : 8,
    length: long ? head.u64(8) : short,
  };
}

const isFilm = (): HeaderFault =>
  new HeaderFault(
    'refused',
    'is a film of pictures without a still picture, which cannot be opened here',
    'Save a picture of it as JPEG or PNG in another program, and open that.',
  );

/** Returns how many samples the first track of a `moov` has (ISO/IEC 14496-12, 8.7.3). */
function picturesIn(film: ByteView): number {
  const track = boxesIn(boxes(film), 'trak');
  const table = boxesIn(boxesIn(boxesIn(track, 'mdia'), 'minf'), 'stbl');
  const sizes = body(table, 'stsz');
  return sizes === undefined || sizes.length < 12 ? 1 : Math.max(1, sizes.u32(8));
}

/** A grid has no coder of its own, so the coder's settings of any item decide. */
function isHevc(brands: readonly string[], all: readonly Box[]): boolean {
  if (all.some(({ kind }) => kind === 'av1C')) return false;
  if (all.some(({ kind }) => kind === 'hvcC')) return true;
  return !brands.some((brand) => brand === 'avif' || brand === 'avis');
}

/** av1C's third byte: high_bitdepth is bit 6, twelve_bit is bit 5 (AV1 in ISOBMFF, 2.3). */
function av1Depth(all: readonly Box[]): number {
  const settings = body(all, 'av1C');
  if (settings === undefined || settings.length < 3) return 8;
  const flags = settings.u8(2);
  if ((flags & 0x40) === 0) return 8;
  return (flags & 0x20) === 0 ? 10 : 12;
}

/** After a turn by 90 degrees anticlockwise `turns` times: mirrored top-bottom, left-right, not. */
const orientations = [
  { plain: 1, topBottom: 4, leftRight: 2 },
  { plain: 8, topBottom: 5, leftRight: 7 },
  { plain: 3, topBottom: 2, leftRight: 4 },
  { plain: 6, topBottom: 7, leftRight: 5 },
] as const;

function orientationOf(own: readonly Box[]): Orientation {
  const turned = body(own, 'irot');
  const mirrored = body(own, 'imir');
  const turns = turned === undefined ? 0 : turned.u8(0) & 3;
  const row = orientations[turns];
  if (row === undefined) return 1;
  if (mirrored === undefined) return toOrientation(row.plain);
  return toOrientation((mirrored.u8(0) & 1) === 0 ? row.topBottom : row.leftRight);
}
