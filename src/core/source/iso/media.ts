import type { CodedColour } from '../../colour/cicp';
import type { StoredColour } from '../../colour/stored-colour';
import { type Av1Colour, av1Colour } from './av1-sequence';
import { type ByteView, HeaderFault, type HeaderBytes } from '../byte-reader';
import { plainHeader, toOrientation, type ImageHeader, type Orientation } from '../image-header';
import { body, type Box, boxes, boxesIn } from './boxes';
import { type Items, itemsOf, propertiesOf } from './items';

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
    ...(await codedNumbers(file, items, format)),
  };
}

const isAlpha = ({ kind, body: aux }: Box): boolean => kind === 'auxC' && aux.includes('alpha');

const isProfile = ({ kind, body: colour }: Box): boolean =>
  kind === 'colr' && ['prof', 'rICC'].includes(colour.text(0, 4));

/** Bytes of an item's data in which its coder's settings are looked for. */
const settingsBytes = 64;

/** Returns what an item's coder says of its numbers, from `av1C` or from its data. */
async function coderOf(file: HeaderBytes, items: Items, item: number): Promise<Av1Colour | null> {
  const settings = body(propertiesOf(items, item), 'av1C');
  const told = settings === undefined ? null : av1Colour(settings.part(4));
  const place = items.places.get(item);
  if (told !== null || place === undefined) return told;
  const data = place.inFile
    ? await file.peek(place.at, Math.min(settingsBytes, file.size - place.at))
    : items.inside?.part(place.at, settingsBytes);
  return data === undefined ? null : av1Colour(data);
}

/** The item that codes a picture: of a grid, the first of those it is made of. */
const codedItem = ({ kinds, links }: Items, item: number): number =>
  kinds.get(item) === 'grid'
    ? (links.find(({ kind, from }) => kind === 'dimg' && from === item)?.to[0] ?? item)
    : item;

/** BT.709 and its like: in still pictures browsers take them as sRGB. */
const likeSrgb: ReadonlySet<number> = new Set([1, 6, 11, 14, 15]);

/** Returns how a picture's numbers are meant, where that is out of the ordinary. */
async function codedNumbers(
  file: HeaderBytes,
  items: Items,
  format: 'avif' | 'heic',
): Promise<Pick<ImageHeader, 'colour' | 'limited'>> {
  const { primary } = items;
  if (primary === undefined) return {};
  const own = propertiesOf(items, primary);
  const coded = codedItem(items, primary);
  // The decoder of HEIC goes by what the coder says.
  const coder = format === 'heic' ? null : await coderOf(file, items, coded);
  const nclx = own.find(
    ({ kind, body: box }) => kind === 'colr' && box.text(0, 4) === 'nclx',
  )?.body;
  const colour =
    nclx === undefined
      ? (coder?.colour ?? null)
      : { primaries: nclx.u16(4), transfer: nclx.u16(6) };
  const peak = body(own, 'clli')?.u16(0) ?? 0;
  const isCoded = colour !== null && !own.some(isProfile);
  const meant = isCoded ? { colour: asInStills(colour, peak) } : {};
  if (format === 'heic') return meant;
  const isLimited = nclx === undefined ? coder?.isLimited : (nclx.u8(10) & 0x80) === 0;
  const alpha = [...items.own].find(
    ([item, list]) =>
      list.some(isAlpha) &&
      items.links.some(
        ({ kind, from, to }) =>
          kind === 'auxl' && from === item && (to.includes(primary) || to.includes(coded)),
      ),
  )?.[0];
  const alphaCoder =
    alpha === undefined ? null : await coderOf(file, items, codedItem(items, alpha));
  const limited = {
    grey: coder?.isGrey === true && isLimited === true,
    alpha: alphaCoder?.isLimited === true,
  };
  return {
    ...meant,
    ...(limited.grey || limited.alpha ? { limited } : {}),
  };
}

const asInStills = ({ primaries, transfer }: CodedColour, peak: number): StoredColour => ({
  kind: 'coded',
  primaries,
  transfer: likeSrgb.has(transfer) ? 13 : transfer,
  ...(peak > 0 ? { peak } : {}),
});

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
