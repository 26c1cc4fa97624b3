/**
 * The kinds of what this site stores in the browser, and where. The Storage page shows them and
 * backups go by them. Records of the kinds in `work` begin with the prefix that stands here, and are
 * read by a file of `platform/storage/kinds`; in the other places all that is ours is of one kind, and
 * the module that keeps it names its keys. What is said of them stands in `words.ts`, for the first
 * screen says nothing of them. A kind that lacks its words or its reader does not compile.
 */

/** Where something lies: a database of IndexedDB, localStorage, or the caches of the site's files. */
export type Place = 'work' | 'batches' | 'texts' | 'caches';

export interface StoredKind {
  /** What its keys begin with; in `texts` and `caches` it is everything that is ours. */
  readonly prefix: string;
  readonly place: Place;
  readonly inBackup: boolean;
}

export const stored = {
  work: { prefix: 'work:', place: 'work', inBackup: true },
  source: { prefix: 'source:', place: 'work', inBackup: true },
  picture: { prefix: 'picture:', place: 'work', inBackup: false },
  reference: { prefix: 'reference:', place: 'work', inBackup: false },
  cover: { prefix: 'cover:', place: 'work', inBackup: false },
  asset: { prefix: 'asset:', place: 'work', inBackup: true },
  preset: { prefix: 'preset:', place: 'work', inBackup: true },
  version: { prefix: 'version:', place: 'work', inBackup: true },
  gallery: { prefix: 'gallery:', place: 'work', inBackup: true },
  unread: { prefix: 'unread:', place: 'work', inBackup: true },
  batch: { prefix: '', place: 'batches', inBackup: false },
  texts: { prefix: '', place: 'texts', inBackup: true },
  caches: { prefix: '', place: 'caches', inBackup: false },
} as const satisfies Readonly<Record<string, StoredKind>>;

/** What the keys of small pictures of versions begin with. */
export const smallPicturePrefix = `${stored.version.prefix}picture:`;

/** What the keys of the files of the gallery begin with. */
export const galleryFilePrefix = `${stored.gallery.prefix}file:`;

export type StoredName = keyof typeof stored;

/** The kinds that have records in the database of the work. */
export type WorkName = {
  [Name in StoredName]: (typeof stored)[Name]['place'] extends 'work' ? Name : never;
}[StoredName];

/** Whether a kind has records in the database of the work. */
export const isWorkName = (name: StoredName): name is WorkName => stored[name].place === 'work';

/** The kinds in the order of the Storage page. */
export const storedKinds: readonly (StoredKind & { readonly name: StoredName })[] = (
  Object.keys(stored) as StoredName[]
).map((name) => ({ ...stored[name], name }));

/** Returns the kind of a record of the database of the work; null for none that is known. */
export const workKindOf = (key: string): WorkName | null =>
  storedKinds
    .map(({ name }) => name)
    .filter(isWorkName)
    .find((name) => key.startsWith(stored[name].prefix)) ?? null;

/** Returns the key under which a record that cannot be read is kept, out of the way of later writes. */
export const asideKey = (at: number, key: string): string => `${stored.unread.prefix}${at}:${key}`;

/** What is stored of one kind. */
export interface StoredUse {
  readonly name: StoredName;
  readonly count: number;
  /** About, for records are written in the browser's own way. */
  readonly bytes: number;
}

/** A record that cannot be read, and is kept as it came. */
export interface UnreadRecord {
  /** Where it lies. */
  readonly key: string;
  readonly place: 'work' | 'texts';
  readonly kind: StoredName;
  /** About. */
  readonly bytes: number;
}

/** What came of reading such a record again: nothing, it is in its place, or it is work in progress. */
export type ReadAgain =
  { readonly kind: 'unread' | 'back' } | { readonly kind: 'work'; readonly id: string };
