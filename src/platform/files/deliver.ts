/** Ways in which many files leave the app: archives, a folder, downloads. */
import { type Archive, newArchive, sweepArchives } from './archives';
import { saveFile } from './files';
import { type maxPart, writeZips, type ZipEntry } from './zip';

/** What an archive is called and said to be. */
export interface ArchiveKind {
  readonly ending: string;
  readonly type: string;
}

/**
 * Hands entries over as one archive, or several where one would be too large, named `stem.zip`,
 * `stem-2.zip`, or as another kind is. Returns the number of archives; rejects when there is no room.
 * @param max what one archive may hold; as `writeZips` when left out
 */
export async function deliverZip(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
  stem: string,
  {
    ending = '.zip',
    type = 'application/zip',
    max,
  }: Partial<ArchiveKind> & { readonly max?: typeof maxPart } = {},
): Promise<number> {
  await sweepArchives();
  const finished: Archive[] = [];
  let parts: number;
  try {
    parts = await writeZips(
      entries,
      async (part) => {
        const archive = await newArchive(part);
        finished.push(archive);
        return archive.sink;
      },
      max,
    );
  } catch (error) {
    await Promise.all(finished.map((archive) => archive.discard()));
    throw error;
  }
  for (const [index, made] of finished.entries()) {
    const content = new Blob([await made.file()], { type });
    saveFile(content, index === 0 ? `${stem}${ending}` : `${stem}-${index + 1}${ending}`);
  }
  return parts;
}

/** Whether files can be written into a folder of the person's choice here. */
export const canWriteFolders = (): boolean => 'showDirectoryPicker' in globalThis;

/** Asks for a folder; null when none was chosen. Call it within a click. */
export async function askForFolder(): Promise<FileSystemDirectoryHandle | null> {
  const ask: unknown = Reflect.get(globalThis, 'showDirectoryPicker');
  if (typeof ask !== 'function') return null;
  try {
    const chosen: unknown = await Reflect.apply(ask, globalThis, [{ mode: 'readwrite' }]);
    return chosen instanceof FileSystemDirectoryHandle ? chosen : null;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/** What is needed of a folder; a FileSystemDirectoryHandle has it. */
export interface Folder {
  getDirectoryHandle(name: string, options?: { create?: boolean }): Promise<Folder>;
  getFileHandle(
    name: string,
    options?: { create?: boolean },
  ): Promise<{
    createWritable(): Promise<{ write(content: Blob): Promise<void>; close(): Promise<void> }>;
  }>;
}

/** Whether a folder or file of this name is there; errors other than its absence are thrown. */
async function isTaken(inside: Folder, name: string): Promise<boolean> {
  try {
    await inside.getDirectoryHandle(name);
    return true;
  } catch (error) {
    const why = error instanceof DOMException ? error.name : '';
    if (why === 'NotFoundError') return false;
    if (why === 'TypeMismatchError') return true;
    throw error;
  }
}

/**
 * Writes entries into a new folder called `stem`, or `stem (2)` and so on, inside the one that was
 * chosen: results often have the names of their sources, which may lie there and must not be
 * replaced. Returns the name of the new folder; rejects when something cannot be written.
 */
export async function deliverFolder(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
  chosen: Folder,
  stem: string,
): Promise<string> {
  let made = stem;
  for (let number = 2; await isTaken(chosen, made); number += 1) made = `${stem} (${number})`;
  const folder = await chosen.getDirectoryHandle(made, { create: true });
  for await (const { name, content } of entries) {
    const path = name.split('/');
    let inside = folder;
    for (const segment of path.slice(0, -1)) {
      inside = await inside.getDirectoryHandle(segment, { create: true });
    }
    const handle = await inside.getFileHandle(path.at(-1) ?? 'image', { create: true });
    const stream = await handle.createWritable();
    await stream.write(content);
    await stream.close();
  }
  return made;
}

/** Hands entries over one by one; browsers let through about ten at a time. */
export async function deliverDownloads(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
): Promise<void> {
  for await (const { name, content } of entries) saveFile(content, name.split('/').at(-1) ?? name);
}
