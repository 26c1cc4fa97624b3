import type { Result } from '../base/result';
import type { GalleryCollection } from './collection';
import type { GalleryEntry } from './entry';

/** Everything that is listed of the gallery. */
export interface GalleryList {
  readonly entries: readonly GalleryEntry[];
  readonly collections: readonly GalleryCollection[];
  /** Records that this version cannot read; they stay stored. */
  readonly unreadable: number;
}

/** Files by the SHA-256 of their bytes. */
export type GalleryFiles = ReadonlyMap<string, Blob>;

/** Entries with their files, as they were when they were removed. */
export interface RemovedEntries {
  readonly entries: readonly GalleryEntry[];
  readonly files: GalleryFiles;
}

/** Where finished pictures are kept; given by the platform. Every tab sees all of them. */
export interface GalleryStore {
  list(): Promise<Result<GalleryList>>;
  /** Resolves to a file by its hash; null when it is not here. */
  file(hash: string): Promise<Result<Blob | null>>;
  /** Keeps entries with their files, in place of those of the same ids: all, or after a failure none. */
  add(entries: readonly GalleryEntry[], files: GalleryFiles): Promise<Result<null>>;
  /** Changes an entry that is here. */
  amend(id: string, change: (entry: GalleryEntry) => GalleryEntry): Promise<Result<null>>;
  /** Removes entries, and the files that nothing else needs; resolves to what `add` brings back. */
  remove(ids: readonly string[]): Promise<Result<RemovedEntries>>;
  /** Makes, changes or, for null, removes a collection, depending on what it is now. */
  change(
    id: string,
    change: (collection: GalleryCollection | null) => GalleryCollection | null,
  ): Promise<Result<null>>;
  /** Calls `listener` when another tab changes the gallery; returns what stops that. */
  watch(listener: () => void): () => void;
}
