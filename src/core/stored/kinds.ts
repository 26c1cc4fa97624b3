/**
 * The kinds of what this site stores in the browser, and where. The Storage page shows them and
 * backups go by them. Records of the kinds in `work` begin with the prefix that stands here; in the
 * other places all that is ours is of one kind, and the module that keeps it names its keys.
 */

/** Where something lies: a database of IndexedDB, localStorage, or the caches of the site's files. */
export type Place = 'work' | 'batches' | 'texts' | 'caches';

export interface StoredKind {
  /** What its keys begin with; in `texts` and `caches` it is everything that is ours. */
  readonly prefix: string;
  readonly place: Place;
  /** In words, for the Storage page. */
  readonly label: string;
  readonly hint: string;
  /** The module that reads it back; nothing else does. */
  readonly reader: string;
  readonly inBackup: boolean;
}

export const stored = {
  work: {
    prefix: 'work:',
    place: 'work',
    label: 'Work in progress',
    hint: 'Pipelines with their undo, export settings and view; the newest five.',
    reader: 'state/work/autosave',
    inBackup: true,
  },
  source: {
    prefix: 'source:',
    place: 'work',
    label: 'Open pictures',
    hint: 'A copy of the picture that belongs to each work in progress.',
    reader: 'state/work/autosave',
    inBackup: true,
  },
  asset: {
    prefix: 'asset:',
    place: 'work',
    label: 'Watermark pictures',
    hint: 'Pictures that steps bring along.',
    reader: 'platform/storage/assets',
    inBackup: true,
  },
  preset: {
    prefix: 'preset:',
    place: 'work',
    label: 'Your presets',
    hint: '',
    reader: 'platform/storage/library',
    inBackup: true,
  },
  version: {
    prefix: 'version:',
    place: 'work',
    label: 'History',
    hint: 'Earlier versions of the pipelines in progress.',
    reader: 'platform/storage/versions',
    inBackup: true,
  },
  unread: {
    prefix: 'unread:',
    place: 'work',
    label: 'Kept aside',
    hint: 'Records that could not be read, as they came.',
    reader: 'platform/storage/unread',
    inBackup: true,
  },
  batch: {
    prefix: '',
    place: 'batches',
    label: 'Exports of many images',
    hint: 'Files of a run until it is done, so that it survives its tab.',
    reader: 'platform/storage/batch-journal',
    inBackup: false,
  },
  texts: {
    prefix: '',
    place: 'texts',
    label: 'Settings',
    hint: 'Theme, export settings, export presets, and how fast this device is.',
    reader: 'platform/storage/text-store',
    inBackup: true,
  },
  caches: {
    prefix: '',
    place: 'caches',
    label: 'Pipette itself',
    hint: 'The app and its decoders, for offline use.',
    reader: 'service-worker',
    inBackup: false,
  },
} as const satisfies Readonly<Record<string, StoredKind>>;

/** What the keys of small pictures of versions begin with. */
export const smallPicturePrefix = `${stored.version.prefix}picture:`;

export type StoredName = keyof typeof stored;

/** The kinds in the order of the Storage page. */
export const storedKinds: readonly (StoredKind & { readonly name: StoredName })[] = (
  Object.keys(stored) as StoredName[]
).map((name) => ({ ...stored[name], name }));

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
