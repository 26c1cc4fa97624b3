import { HeaderFault, type ByteView, type HeaderBytes } from './byte-reader';
import { plainHeader, toOrientation, type ImageHeader } from './image-header';

const tag = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  photometric: 262,
  orientation: 274,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  tileHeight: 323,
  extraSamples: 338,
  profile: 34_675,
} as const;
const wanted: ReadonlySet<number> = new Set(Object.values(tag));
const palette = 3;
const entriesMost = 4_096;
const pagesMost = 1_000;

interface Layout {
  readonly little: boolean;
  readonly big: boolean;
}

interface Directory {
  readonly values: ReadonlyMap<number, number>;
  readonly next: number;
}

/**
 * Reads the first directory of a TIFF (6.0, both byte orders) or BigTIFF, wherever it lies, and
 * counts the others.
 */
export async function readTiff(file: HeaderBytes): Promise<ImageHeader> {
  const head = await file.take(0, 8);
  const little = head.text(0, 2) === 'II';
  const layout: Layout = { little, big: head.u16(2, little) === 43 };
  const first = layout.big ? (await file.take(8, 8)).u64(0, little) : head.u32(4, little);
  const page = await readDirectory(file, layout, first);
  const width = page.values.get(tag.width) ?? 0;
  const height = page.values.get(tag.height) ?? 0;
  if (width === 0 || height === 0) {
    throw new HeaderFault('damaged', 'does not say how large its picture is');
  }
  const isPalette = page.values.get(tag.photometric) === palette;
  const samples = page.values.get(tag.samplesPerPixel) ?? 1;
  const rows = page.values.get(tag.tileHeight) ?? page.values.get(tag.rowsPerStrip) ?? height;
  return {
    ...plainHeader,
    format: 'tiff',
    width,
    height,
    ...(await countPages(file, layout, first, page.next)),
    bands: isPalette ? 3 : samples,
    bitsPerBand: isPalette ? 8 : (page.values.get(tag.bitsPerSample) ?? 1),
    hasAlpha: page.values.has(tag.extraSamples),
    orientation: toOrientation(page.values.get(tag.orientation)),
    hasProfile: page.values.has(tag.profile),
    rowsAtOnce: Math.max(1, Math.min(rows, height)),
  };
}

async function readDirectory(file: HeaderBytes, layout: Layout, at: number): Promise<Directory> {
  const { little, big } = layout;
  const countBytes = big ? 8 : 2;
  const entryBytes = big ? 20 : 12;
  const countView = await file.take(at, countBytes);
  const count = big ? countView.u64(0, little) : countView.u16(0, little);
  if (count > entriesMost) throw new HeaderFault('damaged', 'has an impossibly long directory');
  const table = await file.take(at + countBytes, count * entryBytes);
  const values = new Map<number, number>();
  for (let index = 0; index < count; index += 1) {
    const entry = table.part(index * entryBytes, entryBytes);
    const id = entry.u16(0, little);
    if (!wanted.has(id)) continue;
    const value = await firstValue(file, layout, entry);
    if (value !== undefined && !values.has(id)) values.set(id, value);
  }
  const after = at + countBytes + count * entryBytes;
  const link = await file.peek(after, big ? 8 : 4);
  const next = link === undefined ? 0 : big ? link.u64(0, little) : link.u32(0, little);
  return { values, next };
}

/** Returns an entry's first value: in the entry when it fits there, else behind its offset. */
async function firstValue(
  file: HeaderBytes,
  { little, big }: Layout,
  entry: ByteView,
): Promise<number | undefined> {
  const bytesByType = new Map([
    [1, 1],
    [3, 2],
    [4, 4],
    [7, 1],
    [16, 8],
  ]);
  const type = entry.u16(2, little);
  const bytes = bytesByType.get(type);
  const count = big ? entry.u64(4, little) : entry.u32(4, little);
  if (bytes === undefined || count === 0) return undefined;
  const inside = entry.part(big ? 12 : 8);
  const fits = bytes * count <= inside.length;
  const offset = big ? inside.u64(0, little) : inside.u32(0, little);
  const view = fits ? inside : await file.peek(offset, bytes);
  if (view === undefined) return undefined;
  switch (bytes) {
    case 1:
      return view.u8(0);
    case 2:
      return view.u16(0, little);
    case 4:
      return view.u32(0, little);
    default:
      return view.u64(0, little);
  }
}

async function countPages(
  file: HeaderBytes,
  { little, big }: Layout,
  first: number,
  second: number,
): Promise<{ frames: number; framesCounted: boolean }> {
  const seen = new Set([first]);
  let at = second;
  while (at !== 0) {
    // A directory that links back to an earlier one would count for ever.
    if (seen.has(at) || seen.size >= pagesMost) return { frames: seen.size, framesCounted: false };
    const countView = await file.peek(at, big ? 8 : 2);
    if (countView === undefined) return { frames: seen.size, framesCounted: false };
    seen.add(at);
    const count = big ? countView.u64(0, little) : countView.u16(0, little);
    const link = await file.peek(at + (big ? 8 + count * 20 : 2 + count * 12), big ? 8 : 4);
    if (link === undefined) return { frames: seen.size, framesCounted: false };
    at = big ? link.u64(0, little) : link.u32(0, little);
  }
  return { frames: seen.size, framesCounted: true };
}
