import { HeaderFault, type ByteView, type HeaderBytes } from '../byte-reader';
import { plainHeader, toOrientation, type ImageHeader } from '../image-header';
import { rawFault, sensorCompressions, sensorPhotometrics } from './raw-photo';
import { isReadByEngine, tiffCode, type TiffLayout, whyUnreadable } from './tiff-layout';

const tag = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  orientation: 274,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  planes: 284,
  tileWidth: 322,
  tileHeight: 323,
  others: 330,
  extraSamples: 338,
  sampleFormat: 339,
  profile: 34_675,
  rawVersion: 50_706,
} as const;
const wanted: ReadonlySet<number> = new Set(Object.values(tag));
/** Directories beside the first one that are looked into for what a camera's sensor measured. */
const maxOthers = 8;
const maxEntries = 4_096;
const maxPages = 1_000;

interface Layout {
  readonly little: boolean;
  readonly big: boolean;
}

interface Directory {
  /** The first number of each tag, and all directories beside this one. */
  readonly values: ReadonlyMap<number, number>;
  readonly others: readonly number[];
  readonly next: number;
}

/**
 * Reads the first directory of a TIFF (6.0, both byte orders) or BigTIFF, wherever it lies, and
 * counts the others. Refuses RAW photos, whose first picture is only a preview, and what cannot be
 * read.
 */
export async function readTiff(file: HeaderBytes): Promise<ImageHeader> {
  const head = await file.take(0, 8);
  const little = head.text(0, 2) === 'II';
  const layout: Layout = { little, big: head.u16(2, little) === 43 };
  const first = layout.big ? (await file.take(8, 8)).u64(0, little) : head.u32(4, little);
  const page = await readDirectory(file, layout, first);
  if (await isSensorData(file, layout, page)) throw rawFault();
  const width = page.values.get(tag.width) ?? 0;
  const height = page.values.get(tag.height) ?? 0;
  if (width === 0 || height === 0) {
    throw new HeaderFault('damaged', 'does not say how large its picture is');
  }
  const lies = layoutOf(page);
  const why = whyUnreadable(lies);
  if (why !== null) {
    throw new HeaderFault(
      'refused',
      `${why}, so it was not opened`,
      'Save it as a plain TIFF, PNG or JPEG in the program it came from, and open that.',
    );
  }
  const isPalette = lies.photometric === tiffCode.photometric.palette;
  // What is not libvips's to read is read as a whole, and kept beside what is made of it.
  const rows = isReadByEngine(lies)
    ? (page.values.get(tag.tileHeight) ?? page.values.get(tag.rowsPerStrip) ?? height)
    : height;
  return {
    ...plainHeader,
    format: 'tiff',
    width,
    height,
    ...(await countPages(file, layout, first, page.next)),
    bands: isPalette ? 3 : lies.samples,
    bitsPerBand: isPalette ? 8 : lies.bits,
    hasAlpha: page.values.has(tag.extraSamples),
    orientation: toOrientation(page.values.get(tag.orientation)),
    hasProfile: page.values.has(tag.profile),
    rowsAtOnce: Math.max(1, Math.min(rows, height)),
    layout: lies,
  };
}

function layoutOf({ values }: Directory): TiffLayout {
  const samples = values.get(tag.samplesPerPixel) ?? 1;
  const likely = samples < 3 ? tiffCode.photometric.black : tiffCode.photometric.rgb;
  return {
    compression: values.get(tag.compression) ?? 1,
    photometric: values.get(tag.photometric) ?? likely,
    saysPhotometric: values.has(tag.photometric),
    samples,
    bits: values.get(tag.bitsPerSample) ?? 1,
    sampleFormat: values.get(tag.sampleFormat) ?? 1,
    isPlanar: values.get(tag.planes) === 2,
    isTiled: values.has(tag.tileWidth),
  };
}

/** Whether a file holds what a sensor measured, in its first directory or one beside it. */
async function isSensorData(file: HeaderBytes, layout: Layout, page: Directory): Promise<boolean> {
  const says = ({ values }: Directory): boolean =>
    values.has(tag.rawVersion) ||
    sensorPhotometrics.has(values.get(tag.photometric) ?? -1) ||
    sensorCompressions.has(values.get(tag.compression) ?? -1);
  if (says(page)) return true;
  for (const at of page.others) {
    const other = await readDirectory(file, layout, at).catch((fault: unknown) => {
      if (fault instanceof HeaderFault && fault.kind !== 'unreadable') return null;
      throw fault;
    });
    if (other !== null && says(other)) return true;
  }
  return false;
}

async function readDirectory(file: HeaderBytes, layout: Layout, at: number): Promise<Directory> {
  const { little, big } = layout;
  const countBytes = big ? 8 : 2;
  const entryBytes = big ? 20 : 12;
  const countView = await file.take(at, countBytes);
  const count = big ? countView.u64(0, little) : countView.u16(0, little);
  if (count > maxEntries) throw new HeaderFault('damaged', 'has an impossibly long directory');
  const table = await file.take(at + countBytes, count * entryBytes);
  const values = new Map<number, number>();
  const others: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const entry = table.part(index * entryBytes, entryBytes);
    const id = entry.u16(0, little);
    if (!wanted.has(id)) continue;
    const [value, ...more] = await valuesOf(file, layout, entry);
    if (value === undefined || values.has(id)) continue;
    values.set(id, value);
    if (id === tag.others) others.push(value, ...more);
  }
  const after = at + countBytes + count * entryBytes;
  const link = await file.peek(after, big ? 8 : 4);
  const next = link === undefined ? 0 : big ? link.u64(0, little) : link.u32(0, little);
  return { values, others, next };
}

const bytesByType: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [3, 2],
  [4, 4],
  [7, 1],
  [13, 4],
  [16, 8],
  [18, 8],
]);

/** Returns an entry's first values: in the entry when they fit there, else behind its offset. */
async function valuesOf(
  file: HeaderBytes,
  { little, big }: Layout,
  entry: ByteView,
): Promise<readonly number[]> {
  const bytes = bytesByType.get(entry.u16(2, little));
  const count = big ? entry.u64(4, little) : entry.u32(4, little);
  if (bytes === undefined || count === 0) return [];
  const inside = entry.part(big ? 12 : 8);
  const fits = bytes * count <= inside.length;
  const offset = big ? inside.u64(0, little) : inside.u32(0, little);
  const wantedCount = Math.min(count, maxOthers);
  const view = fits ? inside : await file.peek(offset, bytes * wantedCount);
  if (view === undefined) return [];
  return Array.from({ length: wantedCount }, (_, index) => {
    const at = index * bytes;
    if (bytes === 1) return view.u8(at);
    if (bytes === 2) return view.u16(at, little);
    return bytes === 4 ? view.u32(at, little) : view.u64(at, little);
  });
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
    if (seen.has(at) || seen.size >= maxPages) return { frames: seen.size, framesCounted: false };
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
