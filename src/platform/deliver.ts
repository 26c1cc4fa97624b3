/** Ways in which many files leave the app: archives, a folder, downloads. */
import { saveFile } from './files';
import { writeZips, type ZipEntry, type ZipSink } from './zip';

interface Finished {
  readonly sink: ZipSink;
  file(): Promise<Blob>;
}

/** Names of archives on their way in the origin-private file system. */
const prefix = 'pipette-archive-';

/** A file in the origin-private file system: the archive is on the disk, not in memory. */
async function diskSink(part: number): Promise<Finished> {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle(`${prefix}${crypto.randomUUID()}-${part}.zip`, {
    create: true,
  });
  const stream = await handle.createWritable();
  return {
    sink: { write: (chunk) => stream.write(chunk), close: () => stream.close() },
    file: () => handle.getFile(),
  };
}

/** Where there is no such file system, browsers keep parts of blobs where they like. */
function memorySink(): Finished {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  return {
    sink: {
      write: (chunk) => {
        chunks.push(chunk);
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    },
    file: () => Promise.resolve(new Blob(chunks, { type: 'application/zip' })),
  };
}

/** Removes archives that earlier visits left behind. */
export async function sweepArchives(): Promise<void> {
  try {
    const root = await navigator.storage.getDirectory();
    for await (const name of root.keys()) {
      if (name.startsWith(prefix)) await root.removeEntry(name);
    }
  } catch (error) {
    console.info('Pipette: old archives could not be removed.', error);
  }
}

/**
 * Hands entries over as one archive, or several where one would be too large, named `stem.zip`,
 * `stem-2.zip`. Returns the number of archives; rejects when there is no room.
 */
export async function deliverZip(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
  stem: string,
): Promise<number> {
  const finished: Finished[] = [];
  const parts = await writeZips(entries, async (part) => {
    let made: Finished;
    try {
      made = await diskSink(part);
    } catch {
      made = memorySink();
    }
    finished.push(made);
    return made.sink;
  });
  for (const [index, made] of finished.entries()) {
    const content = new Blob([await made.file()], { type: 'application/zip' });
    saveFile(content, index === 0 ? `${stem}.zip` : `${stem}-${index + 1}.zip`);
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
