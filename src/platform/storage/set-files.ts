/** The files of pictures that are open together, each under the id of its picture. */
import { ok, type Result } from '../../core/base/result';
import { stored } from '../../core/stored/kinds';
import type { KeyValueStore } from './key-value-store';

const { prefix } = stored.picture;

/** The records that name pictures: work, and work that could not be read. */
const naming = [stored.work.prefix, stored.unread.prefix];

/**
 * A file that no set names is kept for this long after its picture was brought, in milliseconds: the work
 * that names it may not be stored yet.
 */
const keptUnnamed = 24 * 60 * 60 * 1000;

/** Ids begin with the moment at which they were made, so that it is known how old a file is. */
const madeAt = (id: string): number => parseInt(id.split('-')[0] ?? '', 36) || 0;

/** Returns a new id for a picture. */
export const newPictureId = (now: number): string =>
  `${now.toString(36)}-${[...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join('')}`;

/** Returns whose file, or small pictures, lie under a key; null for those of others. */
export function pictureIdOf(key: string): string | null {
  const start = [prefix, stored.cover.prefix].find((one) => key.startsWith(one));
  return start === undefined ? null : key.slice(start.length);
}

/** Returns all ids that stand somewhere inside of a value. */
export function idsIn(
  value: unknown,
  found = new Set<string>(),
  seen = new Set<unknown>(),
): Set<string> {
  if (typeof value !== 'object' || value === null || value instanceof Blob || seen.has(value)) {
    return found;
  }
  seen.add(value);
  for (const [name, field] of Object.entries(value) as [string, unknown][]) {
    if (name === 'id' && typeof field === 'string') found.add(field);
    else idsIn(field, found, seen);
  }
  return found;
}

/** Keeps the files of sets among the records of this site. Nothing reads more than one at a time. */
export class StoredSetFiles {
  constructor(private readonly records: KeyValueStore) {}

  /** Keeps the file of a picture. */
  keep(id: string, file: Blob): Promise<Result<null>> {
    return this.records.write({ put: new Map([[prefix + id, file]]), drop: [] });
  }

  /** Returns the ids of the pictures whose files are kept. */
  async kept(): Promise<ReadonlySet<string>> {
    const keys = await this.records.keys();
    const own = keys.ok ? keys.value.filter((key) => key.startsWith(prefix)) : [];
    return new Set(own.map((key) => key.slice(prefix.length)));
  }

  /** Returns the file of a picture, or null where there is none. */
  async file(id: string): Promise<Blob | null> {
    const read = await this.records.read([prefix + id]);
    const value = read.ok ? read.value[0] : undefined;
    return value instanceof Blob ? value : null;
  }

  /**
   * Drops files of pictures, and small pictures of sets, that were brought more than a day ago and that no
   * stored work names. Call it while no other tab is open: what its undo brings back need not be stored.
   */
  async dropUnnamed(now: number): Promise<Result<null>> {
    const keys = await this.records.keys();
    if (!keys.ok) return keys;
    const old = keys.value.filter((key) => {
      const id = pictureIdOf(key);
      return id !== null && now - madeAt(id) > keptUnnamed;
    });
    return this.#dropOf(keys.value, old);
  }

  /** Drops the files of these pictures, but for those that stored work names. */
  async drop(ids: readonly string[]): Promise<Result<null>> {
    const keys = await this.records.keys();
    if (!keys.ok) return keys;
    const here = new Set(keys.value);
    const files = ids.map((id) => prefix + id).filter((key) => here.has(key));
    return this.#dropOf(keys.value, files);
  }

  async #dropOf(keys: readonly string[], files: readonly string[]): Promise<Result<null>> {
    if (files.length === 0) return ok(null);
    const works = keys.filter((key) => naming.some((start) => key.startsWith(start)));
    const read = await this.records.read(works);
    if (!read.ok) return read;
    const named = idsIn(read.value);
    const drop = files.filter((key) => !named.has(pictureIdOf(key) ?? ''));
    return drop.length === 0 ? ok(null) : this.records.write({ put: new Map(), drop });
  }
}
