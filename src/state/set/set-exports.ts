import { ownValuesOf } from '../../core/set/going';
import { nothingOwn, type OwnValues } from '../../core/set/own-values';
import { entryOf } from '../../core/set/set';
import type { Workspace } from '../work/workspace.svelte';
import type { CameFile } from './came-files';
import { fileOfEntry } from './entry-file';
import type { Pictures } from './pictures.svelte';

/** A picture of the set as a file of a run. */
interface SetExport extends CameFile {
  /** Returns what counts for it only: now, or, where the set is not open any more, when this was gathered. */
  own(): OwnValues;
}

/** The pictures of the set as files of a run. */
export interface SetExports {
  readonly files: readonly SetExport[];
  /** Of how many the files cannot be had now. */
  readonly missing: number;
}

/** Returns the pictures that are shown, each with what counts for it only. */
export async function exportsOf(
  workspace: Pick<Workspace, 'source'>,
  pictures: Pick<Pictures, 'work' | 'shown' | 'files'>,
): Promise<SetExports> {
  const files: SetExport[] = [];
  let missing = 0;
  for (const { id, name, folder, modified } of pictures.shown) {
    const kept = await fileOfEntry(id, workspace, pictures);
    if (!kept) {
      missing += 1;
      continue;
    }
    // What is stored need not come back with its name.
    const file = new File([kept], name, { type: kept.type, lastModified: modified });
    const ownNow = (): OwnValues | null => {
      const { work } = pictures;
      const entry = work && entryOf(work.set, id);
      return work && entry ? ownValuesOf(work, entry) : null;
    };
    const before = ownNow() ?? nothingOwn;
    files.push({ file, folder, own: () => ownNow() ?? before });
  }
  return { files, missing };
}

/** Returns what is said of pictures whose files are not there; there is at least one. */
export const missingInWords = (missing: number): string =>
  missing === 1
    ? '1 picture is left out: its file cannot be had now. The strip of pictures says why.'
    : `${missing} pictures are left out: their files cannot be had now. The strip of pictures says why.`;
