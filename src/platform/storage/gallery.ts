import { hashesIn } from '../../core/assets/asset';
import { appError } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import { bytesInWords, count } from '../../core/base/words';
import { type GalleryCollection, writeCollection } from '../../core/gallery/collection';
import {
  bytesOfEntries,
  filesOf,
  galleryBounds,
  type GalleryEntry,
} from '../../core/gallery/entry';
import { writeEntry } from '../../core/gallery/record';
import type {
  GalleryFiles,
  GalleryList,
  GalleryStore,
  RemovedEntries,
} from '../../core/gallery/store';
import { asideKey } from '../../core/stored/kinds';
import {
  collectionAt,
  collectionKey,
  collectionPrefix,
  entryAt,
  entryKey,
  entryPrefix,
  galleryFileKey,
  isGalleryFile,
} from './gallery-records';
import type { ListableStore } from './key-value-store';
import { type Bell, tabBell } from './library';

/** Returns the bell for changes of the gallery of the site whose names start with `prefix`. */
export const galleryBell = (prefix: string): Bell => tabBell(`${prefix}gallery`);

type Values = ReadonlyMap<string, unknown>;

const entriesIn = (values: Values): readonly GalleryEntry[] =>
  [...values].flatMap(([key, value]) => entryAt(key, value) ?? []);

/** Returns why entries would be too much, or null. */
function tooMuch(entries: readonly GalleryEntry[]) {
  const { entries: most, bytes: mostBytes } = galleryBounds;
  const words =
    entries.length > most
      ? `The gallery holds ${count(most, 'picture')}, and these would be more.`
      : bytesOfEntries(entries) > mostBytes
        ? `The gallery holds ${bytesInWords(mostBytes)}, and these would be more.`
        : null;
  return (
    words &&
    appError('STO-QUOTA', words, {
      safe: 'What is in it stays as it is.',
      advice: 'Remove pictures that you no longer need, then add these again.',
    })
  );
}

/** Finished pictures, in the same database as the work. */
export class StoredGallery implements GalleryStore {
  constructor(
    private readonly records: ListableStore,
    private readonly bell: Bell,
    private readonly now: () => number = () => Date.now(),
  ) {}

  async list(): Promise<Result<GalleryList>> {
    const read = await this.records.readAll(entryPrefix);
    if (!read.ok) return read;
    const others = await this.records.readAll(collectionPrefix);
    if (!others.ok) return others;
    const entries = entriesIn(read.value);
    const collections = [...others.value].flatMap(([key, value]) => collectionAt(key, value) ?? []);
    const known = entries.length + collections.length;
    return ok({ entries, collections, unreadable: read.value.size + others.value.size - known });
  }

  async file(hash: string): Promise<Result<Blob | null>> {
    const read = await this.records.read([galleryFileKey(hash)]);
    if (!read.ok) return read;
    const [value] = read.value;
    return ok(value instanceof Blob && isGalleryFile(value) ? value : null);
  }

  async add(entries: readonly GalleryEntry[], files: GalleryFiles): Promise<Result<null>> {
    const here = await this.records.readAll(entryPrefix);
    if (!here.ok) return here;
    // Two tabs at once may pass the bound by what both add; no harm comes of that.
    const replaced = new Set(entries.map(({ id }) => entryKey(id)));
    const isReplaced = ({ id }: GalleryEntry): boolean => replaced.has(entryKey(id));
    const known = entriesIn(here.value);
    const refusal = tooMuch([...known.filter((entry) => !isReplaced(entry)), ...entries]);
    if (refusal) return fail(refusal);
    const others = [...here.value].flatMap(([key, value]) => (replaced.has(key) ? [] : [value]));
    const needed = hashesIn([...others, ...entries]);
    const drop = known
      .filter(isReplaced)
      .flatMap(filesOf)
      .filter(({ hash }) => !needed.has(hash))
      .map(({ hash }) => galleryFileKey(hash));
    // Files that are here are written again: another tab may be about to drop them.
    const put = new Map<string, unknown>([
      ...[...files].map(([hash, file]): [string, Blob] => [galleryFileKey(hash), file]),
      ...entries.map((entry): [string, unknown] => [entryKey(entry.id), writeEntry(entry)]),
    ]);
    return this.#told(await this.records.write({ put, drop }));
  }

  async amend(id: string, change: (entry: GalleryEntry) => GalleryEntry): Promise<Result<null>> {
    const key = entryKey(id);
    const updated = await this.records.update([key], ([value]) => {
      const entry = entryAt(key, value);
      return entry && { put: new Map([[key, writeEntry({ ...change(entry), id })]]), drop: [] };
    });
    return this.#told(updated);
  }

  async remove(ids: readonly string[]): Promise<Result<RemovedEntries>> {
    const gone = new Set(ids.map(entryKey));
    const here = await this.records.read(ids.map(entryKey));
    if (!here.ok) return here;
    const entries = ids.flatMap((id, index) => entryAt(entryKey(id), here.value[index]) ?? []);
    const hashes = [...new Set(entries.flatMap(filesOf).map(({ hash }) => hash))];
    const files = new Map<string, Blob>();
    for (const hash of hashes) {
      const read = await this.file(hash);
      if (!read.ok) return read;
      // As bytes of its own: a file that was dropped can no longer be read in every browser.
      const { value } = read;
      if (value) files.set(hash, new Blob([await value.arrayBuffer()], { type: value.type }));
    }
    const removed = await this.records.updateAll(entryPrefix, [], (values) => {
      // Also those that a record names which only a newer version can read.
      const needed = hashesIn([...values].flatMap(([key, value]) => (gone.has(key) ? [] : value)));
      const drop = hashes.filter((hash) => !needed.has(hash)).map(galleryFileKey);
      return { put: new Map(), drop: [...gone, ...drop] };
    });
    const told = this.#told(removed);
    return told.ok ? ok({ entries, files }) : told;
  }

  async change(
    id: string,
    change: (collection: GalleryCollection | null) => GalleryCollection | null,
  ): Promise<Result<null>> {
    const key = collectionKey(id);
    const updated = await this.records.updateAll(collectionPrefix, [], (values) => {
      const before = values.get(key);
      const now = collectionAt(key, before);
      const changed = change(now);
      if (changed === null) return { put: new Map(), drop: now ? [key] : [] };
      if (!now && values.size >= galleryBounds.collections) return null;
      const put = new Map<string, unknown>([[key, writeCollection({ ...changed, id })]]);
      // What lies there and nobody can read is kept where no later write reaches it.
      if (before !== undefined && !now) put.set(asideKey(this.now(), key), before);
      return { put, drop: [] };
    });
    if (updated.ok && !updated.value.has(key) && updated.value.size >= galleryBounds.collections) {
      return fail(
        appError('STO-QUOTA', `There are ${galleryBounds.collections} collections already.`, {
          safe: 'All of them stay as they are.',
          advice: 'Delete one that you no longer need.',
        }),
      );
    }
    return this.#told(updated);
  }

  watch(listener: () => void): () => void {
    return this.bell.hear(listener);
  }

  /** Tells the other tabs of what was written. */
  #told(written: Result<unknown>): Result<null> {
    if (!written.ok) return written;
    this.bell.ring();
    return ok(null);
  }
}
