/**
 * Where files came from, in browsers that tell: handles, by which the same files are read again on a later
 * visit. Everything that brings files in says it here, so that nothing on their way has to carry it along.
 */

/** Where a file lies. */
export interface Origin {
  readonly handle: FileSystemFileHandle;
  /** The folder that was dropped with it: who may read that may read all that is in it. */
  readonly folder: FileSystemDirectoryHandle | null;
}

/** Only Chromium tells about files of the disk; others have handles for a storage of their own. */
interface Asking {
  queryPermission?(of: { readonly mode: 'read' }): Promise<PermissionState>;
  requestPermission?(of: { readonly mode: 'read' }): Promise<PermissionState>;
}

declare global {
  // Each takes the name of the browser's own.
  interface FileSystemFileHandle extends Asking {}
  interface FileSystemDirectoryHandle extends Asking {}

  interface DataTransferItem {
    getAsFileSystemHandle?(): Promise<FileSystemFileHandle | FileSystemDirectoryHandle | null>;
  }

  interface Window {
    showOpenFilePicker?(options: {
      readonly multiple: boolean;
      readonly types: readonly {
        readonly description: string;
        readonly accept: Readonly<Record<string, readonly string[]>>;
      }[];
    }): Promise<FileSystemFileHandle[]>;
  }
}

/** Where something dropped lies; null where the browser does not tell. */
export type DroppedHandle = Promise<FileSystemFileHandle | FileSystemDirectoryHandle | null>;

const known = new WeakMap<Blob, () => Promise<Origin | null>>();

/** Says where a file came from; it is found out only for those that are kept. */
export function comesFrom(file: File, find: () => Promise<Origin | null>): File {
  known.set(file, find);
  return file;
}

/** Returns where a file came from; null where that is not known, or cannot be found out any more. */
export async function originOf(file: Blob): Promise<Origin | null> {
  try {
    return (await known.get(file)?.()) ?? null;
  } catch (error) {
    console.info('Pipette: the browser does not tell where a file lies.', error);
    return null;
  }
}

/** Reads a file, which knows from then on where it came from. Rejects where it cannot be read. */
export async function fileAt(origin: Origin): Promise<File> {
  return comesFrom(await origin.handle.getFile(), () => Promise.resolve(origin));
}

/** Asks the browser where something dropped lies. Call it within the event. */
export const droppedHandle = (item: DataTransferItem): DroppedHandle =>
  // One that is refused is asked for by nobody, unless its file is kept.
  (item.getAsFileSystemHandle?.() ?? Promise.resolve(null)).catch(() => null);

/** Returns where a file lies that was dropped by itself. */
export async function originOfDropped(dropped: DroppedHandle): Promise<Origin | null> {
  const handle = await dropped;
  return handle?.kind === 'file' ? { handle, folder: null } : null;
}

/**
 * Returns where a file lies within a folder that was dropped.
 * @param path the folders from there to the file, and its name
 */
export async function originInFolder(
  dropped: DroppedHandle,
  path: readonly string[],
): Promise<Origin | null> {
  const folder = await dropped;
  const name = path.at(-1);
  if (folder?.kind !== 'directory' || name === undefined) return null;
  let inner = folder;
  for (const one of path.slice(0, -1)) inner = await inner.getDirectoryHandle(one);
  return { handle: await inner.getFileHandle(name), folder };
}
