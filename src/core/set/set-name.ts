import { cutText } from '../base/cut-text';
import { limits } from '../base/limits';
import { daysInWords } from '../base/moment-words';

/** What a set is called whose files say nothing of where and when they come from. */
const unnamed = 'Pictures';

/** Returns a name as a set may have it; a set that is called nothing keeps the other one. */
export const setName = (name: string, other: string): string =>
  cutText(name.trim(), limits.document.nameLength).trim() || other;

/** Returns the folders that all paths begin with, outermost first. */
function sharedFolders(paths: readonly string[]): readonly string[] {
  const [first = [], ...others] = paths.map((path) => path.split('/').filter(Boolean));
  const differs = first.findIndex((folder, depth) =>
    others.some((folders) => folders[depth] !== folder),
  );
  return differs === -1 ? first : first.slice(0, differs);
}

/**
 * Returns what a new set of these files is called: as the folder that holds them all, else by the days
 * of its files.
 * @param timeZone that of this device when left out
 */
export function nameForFiles(
  files: readonly { readonly folder: string; readonly modified: number }[],
  timeZone?: string,
): string {
  const folder = sharedFolders(files.map((file) => file.folder)).at(-1);
  if (folder !== undefined) return setName(folder.toWellFormed(), unnamed);
  // What came without a date says that it is of 1970.
  const moments = files.map(({ modified }) => modified).filter((at) => at > 0);
  if (moments.length === 0) return unnamed;
  const [first, last] = moments.reduce(
    ([from, to], at): [number, number] => [Math.min(from, at), Math.max(to, at)],
    [Infinity, -Infinity],
  );
  return daysInWords(first, last, timeZone) ?? unnamed;
}
