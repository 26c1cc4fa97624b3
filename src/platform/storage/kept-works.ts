/** Which stored work there is, and how much of it stays. */
import { readRecord } from '../../core/base/read-record';
import { ok, type Result } from '../../core/base/result';
import { stored } from '../../core/stored/kinds';
import type { KeyValueStore } from './key-value-store';

/** Work that stays stored; the oldest that no tab shows goes first. */
const maxKept = 5;

/** Of work on sets more stays, as the start page shows it. */
const maxSets = 12;

/** What is stored of one workspace, as far as it matters which one that is. */
export interface KeptWork {
  /** That of the workspace. */
  readonly id: string;
  readonly savedAt: number;
  /** The id of the set that it is work on; null for none. */
  readonly setId: string | null;
  /** Whether its tab went on with something else, so that nobody misses it. */
  readonly isLeft: boolean;
}

/** Returns what stored work says of itself. */
export function keptWork(id: string, work: unknown): KeptWork {
  const of = readRecord(work);
  return {
    id,
    savedAt: of.number('savedAt') ?? 0,
    setId: of.text('setId'),
    isLeft: of.any('isLeft') === true,
  };
}

/** Returns all work that is stored, newest first. */
export async function keptWorks(records: KeyValueStore): Promise<Result<readonly KeptWork[]>> {
  const { prefix } = stored.work;
  const keys = await records.keys();
  if (!keys.ok) return keys;
  const works = keys.value.filter((key) => key.startsWith(prefix));
  const read = await records.read(works);
  if (!read.ok) return read;
  const found = works.map((key, index) => keptWork(key.slice(prefix.length), read.value[index]));
  return ok(found.sort((a, b) => b.savedAt - a.savedAt));
}

/** Returns the ids of work that has no room beside that of the tab which is called `own`. */
export function beyondKept(found: readonly KeptWork[], own: string): readonly string[] {
  const others = found.filter(({ id }) => id !== own);
  const after = (isOfSet: boolean, most: number): readonly KeptWork[] =>
    others.filter(({ setId }) => (setId !== null) === isOfSet).slice(most);
  return [...after(false, maxKept - 1), ...after(true, maxSets)].map(({ id }) => id);
}
