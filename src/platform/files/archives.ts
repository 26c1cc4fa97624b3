/** Archives on their way out: files in the origin-private file system, until they are downloaded. */
import type { ZipSink } from './zip';

/** An archive that is being written. */
export interface Archive {
  readonly sink: ZipSink;
  /** Returns the archive; call it after the sink was closed. */
  file(): Promise<Blob>;
  /** Gives its space back when it cannot be finished. Never rejects. */
  discard(): Promise<void>;
}

/** Starts the names of archives, and is the name of the lock of tabs that have some. */
const prefix = 'pipette-archive-';

let holding = false;

/** Returns the root of the origin-private file system; null where there is none, as in WebKitGTK. */
async function privateFiles(): Promise<FileSystemDirectoryHandle | null> {
  const storage: unknown = Reflect.get(navigator, 'storage');
  if (typeof storage !== 'object' || storage === null || !('getDirectory' in storage)) return null;
  return navigator.storage.getDirectory();
}

/** A download may read from an archive for as long as its tab lives: nobody may remove it. */
function hold(): void {
  if (holding) return;
  holding = true;
  void navigator.locks.request(
    prefix,
    { mode: 'shared' },
    () => new Promise<never>(() => undefined),
  );
}

/** Returns an archive on the disk, or where there is no such file system, as parts of a blob. */
export async function newArchive(part: number): Promise<Archive> {
  try {
    const root = await privateFiles();
    if (root === null) return inMemory();
    hold();
    return await onDisk(root, `${prefix}${crypto.randomUUID()}-${part}.zip`);
  } catch (error) {
    console.info('Pipette: archives are put together in memory.', error);
    return inMemory();
  }
}

async function onDisk(root: FileSystemDirectoryHandle, name: string): Promise<Archive> {
  const handle = await root.getFileHandle(name, { create: true });
  const stream = await handle.createWritable();
  return {
    sink: { write: (chunk) => stream.write(chunk), close: () => stream.close() },
    file: () => handle.getFile(),
    discard: async () => {
      try {
        // Fails when the stream has failed or is closed; the file goes all the same.
        await stream.abort().catch(() => undefined);
        await root.removeEntry(name);
      } catch (error) {
        console.info('Pipette: an unfinished archive could not be removed.', error);
      }
    },
  };
}

function inMemory(): Archive {
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  return {
    sink: {
      write: (chunk) => {
        chunks.push(chunk);
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    },
    file: () => Promise.resolve(new Blob(chunks, { type: 'application/zip' })),
    discard: () => {
      chunks = [];
      return Promise.resolve();
    },
  };
}

/** Removes the archives of earlier visits, unless a tab lives that may still be downloading one. */
export async function sweepArchives(): Promise<void> {
  if (holding) return;
  try {
    const root = await privateFiles();
    if (root === null) return;
    await navigator.locks.request(prefix, { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      const names: string[] = [];
      for await (const name of root.keys()) names.push(name);
      for (const name of names) if (name.startsWith(prefix)) await root.removeEntry(name);
    });
  } catch (error) {
    console.info('Pipette: old archives could not be removed.', error);
  }
}
