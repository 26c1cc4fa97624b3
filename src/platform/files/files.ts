/** Files from and to the person: the file dialog, drag and drop, downloads. */

import { documentEndings } from '../../core/naming/document-endings';
import { comesFrom, type DroppedHandle, droppedHandle, fileAt, originOfDropped } from './origins';

const everyPicture = 'image/*';

/** Browsers do not know all of the types. */
const endings = [
  '.jpg',
  '.jpeg',
  '.png',
  '.webp',
  '.tif',
  '.tiff',
  '.gif',
  '.avif',
  '.heic',
  '.heif',
  '.jxl',
  '.svg',
];

/** What the file dialog offers. */
export const acceptedFiles = [everyPicture, ...endings].join();

/** What the file dialog offers where a pipeline is looked for; pictures may carry one. */
export const acceptedPipelines = [
  ...documentEndings.map((ending) => `.${ending}`),
  acceptedFiles,
].join();

/** A download may still be reading from its address for this long, in milliseconds. */
const downloadTime = 60_000;

/**
 * Asks for a file, usually a picture, with the browser's file dialog; for several where that is said.
 * Returns none when it is closed without a choice. Call it within a click or key press, or the browser
 * refuses.
 */
export function openFileDialog(
  accept: string = acceptedFiles,
  multiple: boolean = false,
): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = multiple;
    // Safari opens the dialog only for an input that is part of the page.
    input.hidden = true;
    document.body.append(input);
    const finish = () => {
      resolve([...(input.files ?? [])]);
      input.remove();
    };
    input.addEventListener('change', finish, { once: true });
    input.addEventListener('cancel', finish, { once: true });
    input.click();
  });
}

/**
 * Asks for pictures, with the dialog that tells where they lie, where the browser has one. Resolves as
 * `openFileDialog` does, and wants to be called as that does.
 * @param onunread takes what to say of those that were chosen and cannot be read
 */
export async function openPictureDialog(onunread: (text: string) => void): Promise<File[]> {
  let handles: readonly FileSystemFileHandle[] | undefined;
  try {
    // Programs that drive a browser can answer the dialog of file inputs alone.
    if (!navigator.webdriver) {
      handles = await window.showOpenFilePicker?.({
        multiple: true,
        types: [{ description: 'Pictures', accept: { [everyPicture]: endings } }],
      });
    }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return [];
    console.info('Pipette: the browser does not tell where files lie.', error);
  }
  if (!handles) return openFileDialog(acceptedFiles, true);
  const unread: string[] = [];
  const read = (handle: FileSystemFileHandle) =>
    fileAt({ handle, folder: null }).catch(() => (unread.push(handle.name), []));
  const files = (await Promise.all(handles.map(read))).flat();
  if (unread.length > 0) onunread(`Cannot be read: ${unread.join(', ')}.`);
  return files;
}

/** Asks for one file of these types; null when none was chosen. Call it within a click. */
export async function chooseFile(accept: string): Promise<File | null> {
  const [file] = await openFileDialog(accept);
  return file ?? null;
}

/** Hands a file to the person as a download called `name`. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), downloadTime);
}

/** Returns whether something dragged over the page has files in it. */
export const carriesFiles = (data: DataTransfer | null): boolean =>
  data?.types.includes('Files') ?? false;

/** Returns whether something dragged over the page is an address, as of a link or a picture elsewhere. */
export const carriesAddress = (data: DataTransfer | null): boolean =>
  data?.types.includes('text/uri-list') ?? false;

/** Returns the address that was dropped; null when there is none. Call it within the event. */
export function droppedAddress(data: DataTransfer | null): string | null {
  const lines = data?.getData('text/uri-list').split(/\r?\n/u) ?? [];
  // Lines with a number sign in front are comments (RFC 2483).
  return lines.find((line) => line !== '' && !line.startsWith('#')) ?? null;
}

/** Where folders that were dropped lie. */
const droppedFolders = new WeakMap<FileSystemEntry, DroppedHandle>();

/** Returns where a folder that was dropped lies; null where the browser does not tell. */
export const placeOfFolder = (entry: FileSystemEntry): DroppedHandle =>
  droppedFolders.get(entry) ?? Promise.resolve(null);

/** Returns the files and folders that were dropped. Call it within the event. */
export function readDropped(data: DataTransfer | null): [File[], FileSystemEntry[]] {
  const [files, folders]: [File[], FileSystemEntry[]] = [[], []];
  for (const item of data?.items ?? []) {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (!file && !entry) continue;
    const handle = droppedHandle(item);
    if (entry?.isDirectory) {
      droppedFolders.set(entry, handle);
      folders.push(entry);
    } else if (file) files.push(comesFrom(file, () => originOfDropped(handle)));
  }
  return [files, folders];
}

/** Returns what offers a file to other apps, or null where the browser cannot. */
export function fileSharing(): ((file: File) => Promise<boolean>) | null {
  const probe = new File([''], 'probe.jpg', { type: 'image/jpeg' });
  if (!('canShare' in navigator) || !navigator.canShare({ files: [probe] })) return null;
  return async (file) => {
    try {
      await navigator.share({ files: [file] });
      return true;
    } catch (error) {
      // Closed without a choice, or a format that no app takes.
      console.info('Pipette: the picture was not shared.', error);
      return false;
    }
  };
}

/** Returns what offers an address to other apps, or null where the browser cannot. */
export function linkSharing():
  ((address: { url: string; title: string }) => Promise<boolean>) | null {
  if (!('share' in navigator)) return null;
  return async (address) => {
    try {
      await navigator.share(address);
      return true;
    } catch (error) {
      // Closed without a choice, or refused by the system.
      console.info('Pipette: the link was not shared.', error);
      return false;
    }
  };
}
