import { isReadable } from '../../core/base/readable';
import type { SetWork } from '../../core/set/going';
import type { Workspace } from '../work/workspace.svelte';

/** The set that is open, and where its files are. */
interface OpenSet {
  readonly work: SetWork | null;
  readonly files: { of(id: string): Promise<Blob | null> };
}

/**
 * Returns the file of a picture of the set that is open; null where it cannot be had. What is on screen need
 * not be kept as one of the set, and can be had whatever became of its file.
 */
export async function fileOfEntry(
  id: string,
  { source }: Pick<Workspace, 'source'>,
  { work, files }: OpenSet,
): Promise<Blob | null> {
  const isOpen = source !== null && id === work?.set.current;
  return isOpen && (await isReadable(source.file)) ? source.file : files.of(id);
}
