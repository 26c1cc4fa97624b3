/**
 * Where the bytes of a picture come from: a copy that is stored here, or the file itself, where the
 * browser can keep a handle to it. Nothing else tells the two apart.
 */
import type { Absence } from '../../core/set/absence';
import { fileAt, type Origin, originOf } from '../files/origins';

/** The file where it lies, and how it was when it was taken. Stored, so that fields are never renamed. */
export interface FileReference extends Origin {
  readonly size: number;
  readonly lastModified: number;
}

/** What is stored of a picture. */
export type PictureSource = Blob | FileReference;

/** The file of a picture, and whether it lies on the disk, where it can change. */
export interface FoundFile {
  readonly file: Blob;
  readonly isReference: boolean;
}

const reading = { mode: 'read' } as const;

const mayRead = async (handle: FileSystemFileHandle): Promise<boolean> =>
  ((await handle.queryPermission?.(reading)) ?? 'granted') === 'granted';

const isAsItWas = (file: File, { size, lastModified }: FileReference | File): boolean =>
  file.size === size && file.lastModified === lastModified;

/** Whether a stored value refers to a file on the disk. */
export const isReference = (value: unknown): value is FileReference =>
  typeof value === 'object' && value !== null && 'handle' in value && !(value instanceof Blob);

/** Returns what refers to a file on the disk; null where that cannot be relied on. */
export async function referenceTo(file: Blob): Promise<FileReference | null> {
  const origin = await originOf(file);
  if (!origin || !(file instanceof File)) return null;
  // Elsewhere than in Chromium nobody could ask on the next visit.
  if (!origin.handle.queryPermission) return null;
  try {
    if (!(await mayRead(origin.handle))) return null;
    // Files that an app hands over only for the moment may be others, or none, by now.
    const there = await origin.handle.getFile();
    const { size, lastModified } = file;
    return isAsItWas(there, file) ? { ...origin, size, lastModified } : null;
  } catch (error) {
    console.info('Pipette: a file cannot be read where it lies, so it is copied.', error);
    return null;
  }
}

/**
 * Returns the file of a picture, or why it cannot be had.
 * @param anyVersion takes one that was changed since
 */
export async function fileOf(source: unknown, anyVersion = false): Promise<FoundFile | Absence> {
  if (source instanceof Blob) return { file: source, isReference: false };
  if (!isReference(source)) return 'unstored';
  try {
    if (!(await mayRead(source.handle))) return 'unasked';
    const file = await fileAt({ handle: source.handle, folder: source.folder });
    return anyVersion || isAsItWas(file, source) ? { file, isReference: true } : 'changed';
  } catch (error) {
    console.info('Pipette: a file cannot be read where it lay.', error);
    // Permission may have been taken back in the very moment.
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'unasked' : 'gone';
  }
}

/**
 * Asks the person whether these files may be read again, until one is refused: a folder for all that is in
 * it, and browsers that have one question for all need no second one. Call it within a click.
 */
export async function askToRead(sources: readonly unknown[]): Promise<void> {
  try {
    for (const source of sources) {
      if (!isReference(source) || (await mayRead(source.handle))) continue;
      const { folder, handle } = source;
      if (folder && (await folder.requestPermission?.(reading)) !== 'granted') return;
      if (await mayRead(handle)) continue;
      if ((await handle.requestPermission?.(reading)) !== 'granted') return;
    }
  } catch (error) {
    // The click is too long ago: the next one goes on.
    console.info('Pipette: the browser did not ask whether files may be read.', error);
  }
}
