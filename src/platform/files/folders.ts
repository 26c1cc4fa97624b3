/** Files of whole folders, from a drop or the file dialog, with the folders that they lie in. */
import { mayHoldPipeline } from '../../core/naming/document-endings';
import { pictureEndings } from '../../core/naming/picture-endings';
import { addLeftOut, isOfSystem, type LeftOut, nothingLeftOut } from '../../core/batch/left-out';
import { placeOfFolder, readDropped } from './files';
import { comesFrom, originInFolder } from './origins';

/** A file with its folder: "" or "holiday/day 1/". */
export interface FolderFile {
  readonly file: File;
  readonly folder: string;
}

/** What came, and how much of it is not taken. */
export interface BroughtFiles {
  readonly files: readonly FolderFile[];
  readonly leftOut: LeftOut;
}

const picture = new RegExp(`\\.(?:${pictureEndings.join('|')})$`, 'iu');
/** RAW photos are taken too, so that it is said why they are not done. */
const rawPhoto =
  /\.(?:3fr|arw|cr[23w]|dng|erf|fff|iiq|kdc|mef|mos|mrw|nef|nrw|orf|pef|raf|rw[2l]|sr[2fw]|x3f)$/iu;

/** Whether a file of a folder is likely to be a picture; others are left out. */
const isPicture = (file: File): boolean =>
  file.type.startsWith('image/') || picture.test(file.name) || rawPhoto.test(file.name);

/** Whether a file of a folder is likely to be a picture, or may hold a pipeline. */
export const isPictureOrDocument = (file: File): boolean =>
  isPicture(file) || mayHoldPipeline(file.name);

/**
 * Parts what came into what is wanted of folders and what is left out; a file that was chosen by itself
 * is taken.
 */
export function sorted(all: readonly FolderFile[], isWanted = isPicture): BroughtFiles {
  let leftOut = nothingLeftOut;
  const files = all.filter(({ file, folder }) => {
    const system = isOfSystem(folder + file.name);
    const taken = !system && (folder === '' || isWanted(file));
    if (!taken) leftOut = addLeftOut(leftOut, { system: system ? 1 : 0, other: system ? 0 : 1 });
    return taken;
  });
  return { files, leftOut };
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // A reader gives a hundred at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

// Chromium knows no classes of these names.
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/**
 * Finds the files in a folder that was dropped.
 * @param path the folders from there to the entry
 */
async function walk(
  entry: FileSystemEntry,
  path: readonly string[],
  dropped: FileSystemEntry,
  found: FolderFile[],
): Promise<void> {
  if (isFile(entry)) {
    // The folder itself is where the search begins.
    const inFolder = [...path.slice(1), entry.name];
    const file = comesFrom(await fileOf(entry), () =>
      originInFolder(placeOfFolder(dropped), inFolder),
    );
    found.push({ file, folder: path.map((name) => `${name}/`).join('') });
  } else if (isFolder(entry)) {
    for (const child of await childrenOf(entry)) {
      await walk(child, [...path, entry.name], dropped, found);
    }
  }
}

/**
 * Returns files that came by themselves and what is wanted of folders, usually pictures. Rejects when
 * one cannot be read.
 */
export async function filesOf(
  files: readonly File[],
  folders: readonly FileSystemEntry[],
  isWanted = isPicture,
): Promise<BroughtFiles> {
  const found: FolderFile[] = files.map((file) => ({ file, folder: '' }));
  for (const folder of folders) await walk(folder, [], folder, found);
  return sorted(found, isWanted);
}

/** Returns all files that were dropped, and the pictures in dropped folders. Call it within the event. */
export const droppedFiles = (data: DataTransfer | null): Promise<BroughtFiles> =>
  filesOf(...readDropped(data));

/** Returns the files of a file dialog, and the pictures of a folder that was chosen there. */
export const chosenFiles = (files: FileList | null): BroughtFiles =>
  sorted([...(files ?? [])].map((file) => ({ file, folder: folderOf(file.webkitRelativePath) })));

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
