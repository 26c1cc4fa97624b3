/** Files of whole folders, from a drop or the file dialog, with the folders that they lie in. */

/** A file with its folder: "" or "holiday/day 1/". */
export interface FolderFile {
  readonly file: File;
  readonly folder: string;
}

const picture = /\.(?:jpe?g|jpe|jfif|png|apng|webp|tiff?|gif|avif|hei[cf]|jxl|svg)$/iu;
/** RAW photos are taken too, so that it is said why they are not done. */
const rawPhoto =
  /\.(?:3fr|arw|cr[23w]|dng|erf|fff|iiq|kdc|mef|mos|mrw|nef|nrw|orf|pef|raf|rw[2l]|sr[2fw]|x3f)$/iu;

/** Whether a file of a folder is likely to be a picture; others are left out. */
const isPicture = (file: File): boolean =>
  file.type.startsWith('image/') || picture.test(file.name) || rawPhoto.test(file.name);

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

async function walk(entry: FileSystemEntry, folder: string, found: FolderFile[]): Promise<void> {
  if (entry instanceof FileSystemFileEntry) {
    const file = await fileOf(entry);
    if (folder === '' || isPicture(file)) found.push({ file, folder });
  } else if (entry instanceof FileSystemDirectoryEntry) {
    for (const child of await childrenOf(entry)) {
      await walk(child, `${folder}${entry.name}/`, found);
    }
  }
}

/** Returns all files that were dropped, and the pictures in dropped folders. */
export async function droppedFiles(data: DataTransfer | null): Promise<readonly FolderFile[]> {
  // The list is emptied when the event is over, so it is read first.
  const items = [...(data?.items ?? [])].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found: FolderFile[] = [];
  for (const { entry, file } of entries) {
    if (entry) await walk(entry, '', found);
    else if (file) found.push({ file, folder: '' });
  }
  return found.sort((one, other) =>
    one.folder + one.file.name < other.folder + other.file.name ? -1 : 1,
  );
}

/** Returns the files of a file dialog, and the pictures of a folder that was chosen there. */
export const chosenFiles = (files: FileList | null): readonly FolderFile[] =>
  [...(files ?? [])]
    .map((file) => ({ file, folder: folderOf(file.webkitRelativePath) }))
    .filter(({ file, folder }) => folder === '' || isPicture(file));

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
