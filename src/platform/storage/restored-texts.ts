/**
 * The settings of a backup that was put in place of everything. Browsers write localStorage some
 * seconds later than the database, so that a browser that is ended in between has the records of the
 * backup and the settings of before. They wait among the records, therefore, until both are there.
 */
import type { KeyValueStore } from './key-value-store';
import type { BrowserTexts } from './text-store';

/** Under which the settings lie among the records, which are written in one. */
const recordKey = 'restored-texts';

/** The text that tells which settings are here: it is written along with them. */
export const restoredKey = 'restored';

/** Returns the record that belongs to a restored backup. `id` is another one for each. */
export const restoredRecord = (
  texts: ReadonlyMap<string, string>,
  id: string,
): readonly [string, unknown] => [recordKey, { ...Object.fromEntries(texts), [restoredKey]: id }];

/** Puts settings in place of all that are here. */
function replace(texts: BrowserTexts, by: unknown): void {
  texts.clear();
  const fields: readonly (readonly [string, unknown])[] =
    typeof by === 'object' && by !== null ? Object.entries(by) : [];
  for (const [key, value] of fields) if (typeof value === 'string') texts.set(key, value);
}

/**
 * Puts the settings of the last restored backup in their place, unless they are there already.
 * Resolves to whether they were not: what was made of those before has to be made anew.
 */
export async function finishRestoring(
  records: KeyValueStore,
  texts: BrowserTexts,
): Promise<boolean> {
  const read = await records.read([recordKey]);
  const record: unknown = read.ok ? read.value[0] : undefined;
  if (typeof record !== 'object' || record === null) return false;
  const id: unknown = Reflect.get(record, restoredKey);
  if (typeof id !== 'string' || texts.get(restoredKey) === id) return false;
  replace(texts, record);
  return true;
}
