import { newEntry, type PictureSet, type SetEntry } from '../../core/set/set';
import type { KeepingFiles } from './keeping-files.svelte';

/** A file that comes into a set, with the folder that it came in: "" or "holiday/day 1/". */
export interface CameFile {
  readonly file: File;
  readonly folder: string;
  /** What was said of it as a picture of another set. */
  readonly judged?: Pick<SetEntry, 'rating' | 'flag' | 'own'>;
  /** Whether it is the one to begin with. */
  readonly isCurrent?: boolean;
}

/** Returns a file as a new picture of a set. */
export function entryFor({ file, folder, judged }: CameFile, id: string): SetEntry {
  const { name, size, lastModified } = file;
  return { ...newEntry({ name, folder, bytes: size, modified: lastModified }, id), ...judged };
}

/** Returns files as new pictures of a set, by their pictures. */
export const entriesFor = (
  files: readonly CameFile[],
  newId: () => string,
): ReadonlyMap<SetEntry, File> =>
  new Map(files.map((came) => [entryFor(came, newId()), came.file]));

/** Has the files of those pictures at hand that became some of a set. */
export function takeFiles(
  { entries }: PictureSet,
  files: Pick<KeepingFiles, 'take'>,
  came: ReadonlyMap<SetEntry, File>,
): void {
  for (const entry of entries) {
    const file = came.get(entry);
    if (file) files.take(entry.id, file);
  }
}

/** Returns the id of a picture that is just so but has no file, first of the same folder; else null. */
async function lacking(
  { entries }: PictureSet,
  files: Pick<KeepingFiles, 'of'>,
  { name, folder, bytes, modified }: SetEntry,
): Promise<string | null> {
  const alike = entries.filter(
    (one) => one.name === name && one.bytes === bytes && one.modified === modified,
  );
  const inFolder = (one: SetEntry): boolean => one.folder === folder;
  for (const { id } of [...alike.filter(inFolder), ...alike.filter((one) => !inFolder(one))]) {
    if (!(await files.of(id))) return id;
  }
  return null;
}

/** Gives files to those pictures of a set that have theirs no more; returns all other files. */
export async function giveBack(
  set: PictureSet,
  files: Pick<KeepingFiles, 'of' | 'replace'>,
  came: readonly CameFile[],
): Promise<readonly CameFile[]> {
  const others: CameFile[] = [];
  for (const one of came) {
    const id = await lacking(set, files, entryFor(one, ''));
    if (id === null) others.push(one);
    else files.replace(id, one.file);
  }
  return others;
}
