/**
 * Settings lie in localStorage, which can be read before the page is drawn, and among the records too:
 * browsers write localStorage some seconds later than the database, and one that is ended in between has
 * the records of now and the settings of before. The newer of the two counts.
 */
import { readRecord } from '../../core/base/read-record';
import type { KeyValueStore, UpdatableStore } from './key-value-store';
import type { BrowserTexts, FollowedTexts } from './text-store';

/** Under which the settings lie among the records, which are written in one. */
const recordKey = 'restored-texts';

/** The text that tells which settings are here, as a number that grows: it is written along with them. */
export const restoredKey = 'restored';

/** Returns the record of these settings. `id` is higher than that of any before. */
export const restoredRecord = (
  texts: ReadonlyMap<string, string>,
  id: string,
): readonly [string, unknown] => [recordKey, { ...Object.fromEntries(texts), [restoredKey]: id }];

/** Returns an id as a number; 0 for what is none. */
function numberOf(id: string | null): number {
  const number = Number(id);
  return Number.isFinite(number) ? number : 0;
}

const idIn = (record: unknown): number => numberOf(readRecord(record).text(restoredKey));

/** Returns the id of the next settings: the time, or more where the clock was set back. */
export const nextId = (texts: BrowserTexts, now: number): string =>
  String(Math.max(now, numberOf(texts.get(restoredKey)) + 1));

/** Puts settings in place of all that are here. */
function replace(texts: BrowserTexts, by: object): void {
  texts.clear();
  for (const [key, value] of Object.entries(by)) {
    if (typeof value === 'string') texts.set(key, value);
  }
}

/**
 * Puts the settings that lie among the records in place of those that are here, where they are newer.
 * Resolves to whether they were: what was made of those before has to be made anew.
 */
export async function finishRestoring(
  records: KeyValueStore,
  texts: BrowserTexts,
): Promise<boolean> {
  const read = await records.read([recordKey]);
  const record: unknown = read.ok ? read.value[0] : undefined;
  if (typeof record !== 'object' || record === null) return false;
  if (idIn(record) <= numberOf(texts.get(restoredKey))) return false;
  replace(texts, record);
  return true;
}

/** What settings hold, to be compared. */
const contentOf = (texts: Iterable<readonly [string, unknown]>): string =>
  JSON.stringify([...texts].filter(([key]) => key !== restoredKey).sort());

/**
 * Writes the settings among the records as soon as they change, from now on; at once if those there are
 * others.
 */
export async function keepTexts(
  records: UpdatableStore,
  texts: FollowedTexts,
  now: () => number = () => Date.now(),
): Promise<void> {
  const read = await records.read([recordKey]);
  if (!read.ok) return;
  const [found] = read.value;
  let kept = contentOf(typeof found === 'object' && found !== null ? Object.entries(found) : []);
  let writing: Promise<void> | null = null;
  const write = async (): Promise<void> => {
    // Whoever puts several in place does so in one go.
    await Promise.resolve();
    for (let next = contentOf(texts.all()); next !== kept; next = contentOf(texts.all())) {
      kept = next;
      const id = nextId(texts, now());
      texts.set(restoredKey, id);
      const put = new Map([restoredRecord(texts.all(), id)]);
      await records.update([recordKey], ([there]) =>
        idIn(there) < numberOf(id) ? { put, drop: [] } : null,
      );
    }
    writing = null;
  };
  const follow = (): void => void (writing ??= write());
  texts.onChange(follow);
  follow();
}
