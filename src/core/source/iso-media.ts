import { ByteView, HeaderFault, type HeaderBytes } from './byte-reader';
import { plainHeader, toOrientation, type ImageHeader, type Orientation } from './image-header';

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
const topBoxesMost = 64;
const metaMost = 1024 * 1024;
const childrenMost = 4_096;

interface Box {
  readonly kind: string;
  readonly body: ByteView;
}

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
 * turns and mirrors (irot, imir), profile (colr). HEVC-coded pictures get the format 'heic'.
 */
export async function readIsoMedia(
  file: HeaderBytes,
  brands: readonly string[],
): Promise<ImageHeader> {
  const meta = await findMeta(file);
  const children = boxes(meta.part(4));
  const properties = boxes(body(children, 'iprp') ?? nothing);
  const all = boxes(body(properties, 'ipco') ?? nothing);
  const own = ownProperties(properties, all, primaryItem(children));
  const size = body(own, 'ispe');
  if (size === undefined) throw new HeaderFault('damaged', 'does not say how large its picture is');
  const width = size.u32(4);
  const height = size.u32(8);
  if (width === 0 || height === 0) {
    throw new HeaderFault('damaged', 'does not say how large its picture is');
  }
  const depth = body(own, 'pixi') ?? body(all, 'pixi');
  const colours = depth === undefined ? 3 : depth.u8(4);
  const hasAlpha = all.some(({ kind, body: aux }) => kind === 'auxC' && aux.includes('alpha'));
  const isSequence = brands.slice(0, 1).some((brand) => sequenceBrands.has(brand));
  return {
    ...plainHeader,
    format: isHevc(brands, all) ? 'heic' : 'avif',
    width,
    height,
    framesCounted: !isSequence,
    animated: isSequence,
    bands: Math.max(colours, 3) + (hasAlpha ? 1 : 0),
    bitsPerBand: depth === undefined ? av1Depth(all) : depth.u8(5),
    hasAlpha,
    orientation: orientationOf(own),
    hasProfile: own.some(
      ({ kind, body: colour }) => kind === 'colr' && ['prof', 'rICC'].includes(colour.text(0, 4)),
    ),
    hasGainMap: meta.includes('tmap'),
  };
}

const nothing = new ByteView(new Uint8Array(0));

async function findMeta(file: HeaderBytes): Promise<ByteView> {
  let at = 0;
  for (let index = 0; index < topBoxesMost; index += 1) {
    const head = await file.take(at, 8);
    const short = head.u32(0);
    const long = short === 1;
    const length = long ? (await file.take(at + 8, 8)).u64(0) : short;
    const headBytes = long ? 16 : 8;
    if (head.text(4, 4) === 'meta') {
      const bytes = length === 0 ? metaMost : Math.min(length - headBytes, metaMost);
      return file.upTo(at + headBytes, Math.max(0, bytes));
    }
    if (length < headBytes) break;
    at += length;
  }
  throw new HeaderFault('damaged', 'does not say how large its picture is');
}

/** Returns the boxes that lie one after another in `view`; stops at the first impossible one. */
function boxes(view: ByteView): readonly Box[] {
  const found: Box[] = [];
  let at = 0;
  while (at + 8 <= view.length && found.length < childrenMost) {
    const length = view.u32(at);
    if (length !== 0 && length < 8) break;
    const end = length === 0 ? view.length : at + length;
    found.push({ kind: view.text(at + 4, 4), body: view.part(at + 8, end - at - 8) });
    at = end;
  }
  return found;
}

const body = (list: readonly Box[], kind: string): ByteView | undefined =>
  list.find((box) => box.kind === kind)?.body;

function primaryItem(children: readonly Box[]): number | undefined {
  const item = body(children, 'pitm');
  if (item === undefined) return undefined;
  return item.u8(0) === 0 ? item.u16(4) : item.u32(4);
}

/** Returns the properties that ipma gives to the primary item, in their order. */
function ownProperties(
  properties: readonly Box[],
  all: readonly Box[],
  primary: number | undefined,
): readonly Box[] {
  const map = body(properties, 'ipma');
  if (map === undefined || primary === undefined) return all;
  const wideId = map.u8(0) !== 0;
  const wideIndex = (map.u8(3) & 1) === 1;
  const count = Math.min(map.u32(4), childrenMost);
  let at = 8;
  for (let entry = 0; entry < count; entry += 1) {
    const id = wideId ? map.u32(at) : map.u16(at);
    at += wideId ? 4 : 2;
    const associations = map.u8(at);
    at += 1;
    const own: Box[] = [];
    for (let index = 0; index < associations; index += 1) {
      const number = wideIndex ? map.u16(at) & 0x7fff : map.u8(at) & 0x7f;
      at += wideIndex ? 2 : 1;
      const property = all[number - 1];
      if (property !== undefined) own.push(property);
    }
    if (id === primary) return own;
  }
  return all;
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
