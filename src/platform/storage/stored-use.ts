/** How much of everything is stored here. */
import { ok, type Result } from '../../core/base/result';
import { isWorkName, stored, storedKinds, type StoredUse } from '../../core/stored/kinds';
import { siteNames } from '../page/site';
import type { KeyValueStore } from './key-value-store';
import { storedReaders } from './kinds/index';
import type { BrowserTexts } from './text-store';

/** Returns the bytes that a value takes, about: as JSON, with its pictures as they are. */
export function bytesOf(value: unknown): number {
  let pictures = 0;
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Blob) pictures += part.size;
    else if (part instanceof Uint8Array) pictures += part.length;
    else return part;
    return null;
  });
  return pictures + (text ?? '').length;
}

async function useOfCaches(site: string): Promise<StoredUse> {
  const names = siteNames(site);
  let [count, bytes] = [0, 0];
  try {
    // Absent on insecure pages, whatever the types say.
    const all: CacheStorage | undefined = globalThis.caches;
    for (const name of (await all?.keys()) ?? []) {
      if (!name.startsWith(names.prefix)) continue;
      const cache = await caches.open(name);
      for (const response of await cache.matchAll()) {
        count += 1;
        bytes += (await response.blob()).size;
      }
    }
  } catch (error) {
    console.info('Pipette: the browser does not tell what is kept for offline use.', error);
  }
  return { name: 'caches', count, bytes };
}

/**
 * Returns what is stored here, in the order of `core/stored`.
 * @param site the folder of the site, which starts the names of its caches
 */
export async function surveyStorage(
  work: KeyValueStore,
  batches: KeyValueStore,
  texts: BrowserTexts,
  site: string,
): Promise<Result<readonly StoredUse[]>> {
  const keys = await work.keys();
  if (!keys.ok) return keys;
  const values = await work.read(keys.value);
  if (!values.ok) return values;
  const runs = await batches.keys();
  const files = runs.ok ? await batches.read(runs.value) : runs;
  const ofWork = (prefix: string): readonly unknown[] =>
    values.value.filter((_, index) => keys.value[index]?.startsWith(prefix));
  const sum = (list: readonly unknown[]): number =>
    list.reduce<number>((total, value) => total + bytesOf(value), 0);
  const settings = [...texts.all()];
  const inCaches = await useOfCaches(site);
  return ok(
    storedKinds.map(({ name, place }): StoredUse => {
      if (isWorkName(name)) {
        const { prefix } = stored[name];
        const { counts } = storedReaders[name];
        const own = keys.value.filter((key) => key.startsWith(prefix));
        return { name, count: own.filter(counts).length, bytes: sum(ofWork(prefix)) };
      }
      if (place === 'batches') {
        const count = runs.ok ? runs.value.filter((key) => key.startsWith('run:')).length : 0;
        return { name, count, bytes: files.ok ? sum(files.value) : 0 };
      }
      if (place === 'caches') return inCaches;
      return { name, count: settings.length, bytes: bytesOf(settings) };
    }),
  );
}
