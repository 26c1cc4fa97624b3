import { sha256 } from '../../assets/asset';
import { appError, messageOf } from '../../base/errors';
import { limits } from '../../base/limits';
import { fail, ok, type Result } from '../../base/result';
import {
  bytesInZip,
  listZip,
  textInZip,
  type ZipFileEntry,
} from '../../documents/carriers/zip-file';
import { base64ToBytes } from '../../documents/link/base64';
import { isPublishedList, publishedList, publishedOpening } from '../../documents/published';
import { type ByteReader, bytesReader, ByteView } from '../../source/byte-reader';
import { readHeader } from '../../source/header';
import { type GalleryFile, titleOf } from '../entry';
import { bytesInside } from './budget';
import { type ListedPicture, type PublishedGallery, readList } from './list';
import { publishBounds } from './site';

/** The files of an entry, by what they are for. */
export type PartName = 'picture' | 'small' | 'before';

/** A published gallery that was opened: what it says, and a way to its files. */
export interface OpenedGallery extends PublishedGallery {
  /** Resolves to a file of a picture; a failure when it is not what the list says. */
  file(picture: ListedPicture, part: PartName): Promise<Result<Blob>>;
}

const unchanged = 'Your gallery is unchanged.';

const lies = (picture: ListedPicture, how: string, detail?: string) =>
  appError('CFG-SHAPE', `The picture “${titleOf(picture.entry)}” was not taken: ${how}.`, {
    advice: 'Get the page or zip again from where it was published.',
    ...(detail === undefined ? {} : { detail }),
  });

const formats = { 'image/jpeg': 'jpeg', 'image/webp': 'webp' } as const;

/** Whether bytes are the file that the list says they are: these very ones, of that type and size. */
async function isWhatIsSaid(bytes: Uint8Array<ArrayBuffer>, said: GalleryFile): Promise<boolean> {
  if (bytes.length !== said.bytes || (await sha256(bytes)) !== said.hash) return false;
  const header = await readHeader(bytesReader(bytes));
  if (!header.ok) return false;
  const { format, width, height } = header.value;
  return format === formats[said.type] && width === said.width && height === said.height;
}

/** Finds the bytes of a file; null where there are none. */
type Find = (
  picture: ListedPicture,
  part: PartName,
  said: GalleryFile,
) => Promise<Result<Uint8Array<ArrayBuffer> | null>>;

const opened = (list: PublishedGallery, find: Find): OpenedGallery => ({
  ...list,
  file: async (picture, part) => {
    const said = picture.entry.files[part];
    if (!said) return fail(lies(picture, 'it has no such file'));
    try {
      const found = await find(picture, part, said);
      if (!found.ok) return fail(lies(picture, 'its file is damaged', found.error.message));
      if (found.value === null) return fail(lies(picture, 'its file is missing'));
      if (!(await isWhatIsSaid(found.value, said))) {
        return fail(lies(picture, 'its file is not the one that was published'));
      }
      return ok(new Blob([found.value], { type: said.type }));
    } catch (thrown) {
      return fail(lies(picture, 'its file cannot be read any more', messageOf(thrown)));
    }
  },
});

/** Resolves to the bytes at a path beside the list of a gallery; null where there are none. */
export type ReadBeside = (
  path: string,
  said: GalleryFile,
) => Promise<Result<Uint8Array<ArrayBuffer> | null>>;

/** Opens a published gallery whose list is known, and whose files lie beside it. */
const beside = (list: PublishedGallery, read: ReadBeside): OpenedGallery =>
  opened(list, ({ paths }, part, said) => {
    const path = paths?.[part] ?? null;
    return path === null ? Promise.resolve(ok(null)) : read(path, said);
  });

/** Opens a published gallery that lies unpacked: the text of its list, and what reads its files. */
export function readUnpacked(list: string, read: ReadBeside): Result<OpenedGallery> {
  const known = readList(list);
  return known.ok ? ok(beside(known.value, read)) : known;
}

async function inZip(reader: ByteReader): Promise<Result<OpenedGallery>> {
  const listed = await listZip(reader);
  if (!listed.ok) return listed;
  const list = listed.value.find(({ name }) => isPublishedList(name));
  if (!list) return fail(noGallery());
  const text = await textInZip(reader, list, publishBounds.listBytes);
  if (!text.ok) return text;
  const read = readList(text.value);
  if (!read.ok) return read;
  // Whoever packed it anew may have put it all into a folder.
  const folder = list.name.slice(0, -publishedList.length);
  const files = new Map<string, ZipFileEntry>();
  for (const one of listed.value) if (!files.has(one.name)) files.set(one.name, one);
  return ok(
    beside(read.value, async (path, said) => {
      const entry = files.get(folder + path);
      if (!entry) return ok(null);
      // What is packed anew may be a little larger than what is packed.
      const bytes = await bytesInZip(reader, entry, said.bytes + 1_024);
      return bytes.ok ? ok(new Uint8Array(bytes.value)) : bytes;
    }),
  );
}

/** How `picture-markup.ts` writes a picture that is inside of the page. */
const pictureInside =
  /<img data-file="([0-9a-f]{64})" src="data:image\/(?:jpeg|webp);base64,([A-Za-z0-9+/]*={0,2})"/g;

function inPage(text: string): Result<OpenedGallery> {
  const opening = publishedOpening.exec(text);
  if (!opening) return fail(noGallery());
  const from = opening.index + opening[0].length;
  const end = text.indexOf('</script>', from);
  const read = readList(text.slice(from, end < 0 ? undefined : end).trim());
  if (!read.ok) return read;
  const inside = new Map<string, string>();
  for (const [, hash = '', base64 = ''] of text.slice(0, opening.index).matchAll(pictureInside)) {
    inside.set(hash, base64);
  }
  return ok(
    opened(read.value, (_, __, said) => {
      const base64 = inside.get(said.hash);
      if (base64 === undefined) return Promise.resolve(ok(null));
      // What is longer than it says is not unpacked.
      const bytes = base64.length > bytesInside(said.bytes) ? null : base64ToBytes(base64);
      return Promise.resolve(
        bytes ? ok(bytes) : fail(appError('CFG-SHAPE', 'Its base64 is damaged.')),
      );
    }),
  );
}

const noGallery = () =>
  appError('CFG-NONE', 'There is no published gallery in it.', { safe: unchanged });

/**
 * Opens a published gallery, be it a page with its pictures inside or a zip. Reads its list; files
 * are read when they are asked for.
 */
export async function readPublished(reader: ByteReader): Promise<Result<OpenedGallery>> {
  try {
    const start = new ByteView(await reader.read(0, Math.min(4, reader.size)));
    if (start.text(0, 4) === 'PK\x03\x04') return await inZip(reader);
    if (reader.size > limits.carrier.textBytes) return fail(noGallery());
    return inPage(new TextDecoder().decode(await reader.read(0, reader.size)));
  } catch (thrown) {
    return fail(
      appError('CFG-NONE', 'The file could not be read. It may have moved or changed.', {
        safe: unchanged,
        advice: 'Choose the file again.',
        detail: String(thrown),
      }),
    );
  }
}
