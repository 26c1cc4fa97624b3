/** The files of pictures that are open together, each under the id of its picture. */
import { ok, type Result } from '../../core/base/result';
import type { Absence } from '../../core/set/absence';
import { stored } from '../../core/stored/kinds';
import type { KeyValueStore } from './key-value-store';
import {
  askToRead,
  fileOf,
  type FoundFile,
  type PictureSource,
  referenceTo,
} from './picture-source';

const copies = stored.picture.prefix;
const references = stored.reference.prefix;

/** Returns where the file of a picture may be; one of the two has it. */
const keysOf = (id: string): readonly string[] => [copies + id, references + id];

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
  const start = [copies, references, stored.cover.prefix].find((one) => key.startsWith(one));
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

  /** Keeps the file of a picture: where it lies, or, where that cannot be kept, a copy. */
  async keep(id: string, file: Blob): Promise<Result<{ readonly isReference: boolean }>> {
    const reference = await referenceTo(file);
    if (reference) {
      const put = new Map([[references + id, reference satisfies PictureSource]]);
      const written = await this.records.write({ put, drop: [copies + id] });
      if (written.ok) return ok({ isReference: true });
    }
    const put = new Map([[copies + id, file satisfies PictureSource]]);
    const written = await this.records.write({ put, drop: [references + id] });
    return written.ok ? ok({ isReference: false }) : written;
  }

  /** Returns the ids of the pictures whose files are kept. */
  async kept(): Promise<ReadonlySet<string>> {
    const keys = await this.records.keys();
    const all = keys.ok ? keys.value : [];
    return new Set(
      [copies, references].flatMap((prefix) =>
        all.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)),
      ),
    );
  }

  /**
   * Returns the file of a picture, or why it cannot be had.
   * @param anyVersion takes one that was changed since it was kept
   */
  async file(id: string, anyVersion = false): Promise<FoundFile | Absence> {
    const read = await this.records.read(keysOf(id));
    const [copy, reference] = read.ok ? read.value : [];
    return fileOf(copy ?? reference, anyVersion);
  }

  /** Returns the pictures among these whose files cannot be had now, and why. Copies are not read. */
  async absent(ids: readonly string[]): Promise<ReadonlyMap<string, Absence>> {
    const keys = await this.records.keys();
    const found = new Map<string, Absence>();
    if (!keys.ok) return found;
    const here = new Set(keys.value);
    for (const id of ids) {
      if (here.has(copies + id)) continue;
      const file = here.has(references + id) ? await this.file(id) : 'unstored';
      if (typeof file === 'string') found.set(id, file);
    }
    return found;
  }

  /** Asks whether the files of these pictures may be read where they lie. Call it within a click. */
  async ask(ids: readonly string[]): Promise<void> {
    const read = await this.records.read(ids.map((id) => references + id));
    if (read.ok) await askToRead(read.value);
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
    const files = ids.flatMap(keysOf).filter((key) => here.has(key));
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
