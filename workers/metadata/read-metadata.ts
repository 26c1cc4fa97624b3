import { limits } from '../../src/core/base/limits';
import type { MetadataEntry } from '../../src/core/metadata/entries';
import { xmpElement, xmpPacket, xmpText } from '../../src/core/metadata/blocks/xmp-packet';
import {
  exifGroup,
  groupOfIptc,
  groupOfPngText,
  groupOfXmp,
} from '../../src/core/metadata/tag-groups';
import {
  app1,
  isNamed,
  jpegSegments,
  xmpName,
} from '../../src/core/metadata/sources/jpeg-segments';
import { BoundedReading } from '../intake/bounded-reading';
import { inOneSegment } from './in-one-segment';

/** Values are cut to this many characters. */
const longest = 200;
/** More tags than this are not listed: no camera writes as many. */
const max = 500;

/** What the reader lists beside texts of a PNG. */
const pngLayout: ReadonlySet<string> = new Set([
  'Image Width',
  'Image Height',
  'Bit Depth',
  'Color Type',
  'Compression',
  'Filter',
  'Interlace',
  'Palette',
  'Pixels Per Unit X',
  'Pixels Per Unit Y',
  'Pixel Units',
]);

/** The number of a tag as the reader gives it; −1 where it gives none. */
function numberOf(tag: unknown): number {
  const id: unknown = typeof tag === 'object' && tag !== null ? Reflect.get(tag, 'id') : null;
  return typeof id === 'number' ? id : -1;
}

/** A dataset of IPTC is numbered by its record and its place there. */
function iptcGroup(id: number): MetadataEntry['group'] {
  const [record, dataset] = [id >> 8, id & 0xff];
  const isReading = (record === 1 && dataset === 90) || (record === 2 && dataset === 0);
  return isReading ? 'structure' : record === 2 ? groupOfIptc(dataset) : 'other';
}

/** Tags of TIFF/EP that cameras write and the reader has no name for. */
const unnamed: ReadonlyMap<string, string> = new Map([
  ['undefined-33421', 'CFARepeatPatternDim'],
  ['undefined-33422', 'CFAPattern'],
]);

const described = (tag: unknown): string => {
  if (typeof tag !== 'object' || tag === null) return '';
  const description: unknown = Reflect.get(tag, 'description');
  const value: unknown = Reflect.get(tag, 'value');
  const text = typeof description === 'string' && description !== '' ? description : value;
  const words =
    typeof text === 'string' || typeof text === 'number'
      ? String(text)
      : Array.isArray(text)
        ? text.slice(0, 20).map(String).join(' ')
        : '';
  return words
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, longest);
};

type Reader = Pick<typeof import('exifreader'), 'loadView'>;

/** What stands in the list where not all was read: silence would say that there is no more. */
const unread: MetadataEntry = {
  group: 'other',
  container: 'File',
  name: 'Not read',
  value: 'The file tells more than is looked through.',
};

/** Returns what the reader found, and whether it had to stop. */
async function load(
  reader: Reader,
  bytes: Uint8Array,
): Promise<{ readonly read: object; readonly rest: readonly MetadataEntry[] }> {
  const bounded = new BoundedReading(bytes);
  const { domParser, deflate } = bounded;
  let read: object = {};
  try {
    if (bounded.isReadable) {
      read = await reader.loadView(bounded.view, {
        async: true,
        expanded: true,
        includeUnknown: true,
        domParser,
        decompress: { deflate, maxDecompressedSize: limits.metadata.inflatedBytes },
      });
    }
  } catch {
    // The reader throws for files that carry nothing at all.
  }
  return { read, rest: bounded.isCut ? [unread] : [] };
}

/**
 * Reads a picture's metadata from its bytes, with a reader that has nothing to do with libvips, so
 * that it can tell what libvips really wrote. Returns an empty list for files without any.
 * @param isCut whether the file tells more than stands in these bytes
 */
export async function readMetadata(
  bytes: Uint8Array,
  isCut = false,
): Promise<readonly MetadataEntry[]> {
  const { default: reader } = await import('exifreader');
  const found = await Promise.all(
    inOneSegment(bytes).map(async (file) => {
      const { read, rest } = await load(reader, file);
      const own = entriesIn(read);
      const isDone = rest.length > 0 || own.some(({ container }) => container === 'XMP');
      const xmp = xmpOfPng(read) ?? (isDone ? null : xmpOfJpeg(file));
      const inXmp = xmp ? await load(reader, xmp) : null;
      return [...rest, ...own, ...(inXmp ? [...inXmp.rest, ...entriesIn(inXmp.read)] : [])];
    }),
  );
  return [...(isCut ? [unread] : []), ...found.flat()].slice(0, max);
}

/** The reader leaves XMP in PNG unread: a text of Latin-1 characters, each a byte of it. */
function xmpOfPng(read: object): Uint8Array | null {
  const texts: unknown = Reflect.get(read, 'pngText');
  if (typeof texts !== 'object' || texts === null) return null;
  const tag: unknown = Reflect.get(texts, 'XML:com.adobe.xmp');
  if (typeof tag !== 'object' || tag === null) return null;
  const text: unknown = Reflect.get(tag, 'description');
  if (typeof text !== 'string') return null;
  // Without this line the reader does not know XMP when it sees it.
  const packet = `<?xpacket begin=""?>${xmpElement(text) ?? text}`;
  return Uint8Array.from(packet, (letter) => letter.charCodeAt(0));
}

/** The reader passes over XMP in UTF-16 and in its old envelope: this is it as the reader knows it. */
function xmpOfJpeg(bytes: Uint8Array): Uint8Array | null {
  const found = jpegSegments(bytes).find((one) => isNamed(one, app1, xmpName));
  const element = found && xmpElement(xmpText(found.content.slice(xmpName.length)));
  return element ? new TextEncoder().encode(xmpPacket(element)) : null;
}

function entriesIn(read: object): readonly MetadataEntry[] {
  const entries: MetadataEntry[] = [];
  const part = (name: string): [string, unknown][] => {
    const found: unknown = Reflect.get(read, name);
    return typeof found === 'object' && found !== null ? Object.entries(found) : [];
  };
  const add = (
    container: string,
    name: string,
    tag: unknown,
    group: MetadataEntry['group'],
  ): void => {
    entries.push({ group, container, name, value: described(tag) });
  };
  for (const [name, tag] of part('exif')) {
    // The reader's own sums and pointers between blocks are no tags of the file.
    if (/IFD Pointer$|^Thumbnail$|^Images$/.test(name)) continue;
    const plain = (unnamed.get(name) ?? name).replaceAll(' ', '');
    add('EXIF', unnamed.get(name) ?? name, tag, exifGroup(plain, numberOf(tag)));
  }
  for (const [name, tag] of part('makerNotes')) add('Maker notes', name, tag, 'maker-notes');
  for (const [name, tag] of part('xmp')) {
    if (name.startsWith('_') || /^x:xmptk$|^xmptk$|^about$/.test(name)) continue;
    add('XMP', name, tag, name === 'HasExtendedXMP' ? 'structure' : groupOfXmp(name));
  }
  for (const [name, tag] of part('iptc')) add('IPTC', name, tag, iptcGroup(numberOf(tag)));
  for (const [name, tag] of part('pngText')) {
    // XMP is read by itself; the rest of these are how the file is laid out.
    if (name === 'XML:com.adobe.xmp' || pngLayout.has(name)) continue;
    add('PNG text', name, tag, groupOfPngText(name));
  }
  for (const [name, tag] of part('icc')) {
    if (name === 'ICC Description') add('Profile', 'Colour profile', tag, 'structure');
  }
  if (Reflect.get(read, 'Thumbnail') !== undefined) {
    entries.push({
      group: 'other',
      container: 'EXIF',
      name: 'Thumbnail',
      value: 'a small picture',
    });
  }
  return entries;
}
