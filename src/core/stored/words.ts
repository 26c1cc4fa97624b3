import type { StoredName } from './kinds';

/** What is said of a kind of what is stored. */
interface StoredWords {
  /** For the Storage page. */
  readonly label: string;
  readonly hint: string;
  /** The module that reads it back; nothing else does. */
  readonly reader: string;
}

export const storedWords = {
  work: {
    label: 'Work in progress',
    hint: 'Pipelines with their undo, export settings and view; the newest five.',
    reader: 'state/work/autosave',
  },
  source: {
    label: 'Open pictures',
    hint: 'A copy of the picture that belongs to each work in progress.',
    reader: 'state/work/autosave',
  },
  picture: {
    label: 'Pictures of sets',
    hint: 'Copies of pictures that are open together. Backups leave them out.',
    reader: 'platform/storage/set-files',
  },
  asset: {
    label: 'Watermark pictures',
    hint: 'Pictures that steps bring along.',
    reader: 'platform/storage/assets',
  },
  preset: {
    label: 'Your presets',
    hint: '',
    reader: 'platform/storage/library',
  },
  version: {
    label: 'History',
    hint: 'Earlier versions of the pipelines in progress.',
    reader: 'platform/storage/versions',
  },
  gallery: {
    label: 'Gallery',
    hint: 'Finished pictures with what made them.',
    reader: 'platform/storage/gallery',
  },
  unread: {
    label: 'Kept aside',
    hint: 'Records that could not be read, as they came.',
    reader: 'platform/storage/unread',
  },
  batch: {
    label: 'Exports of many images',
    hint: 'Files of a run until it is done, so that it survives its tab.',
    reader: 'platform/storage/batch-journal',
  },
  texts: {
    label: 'Settings',
    hint: 'Theme, export settings, export presets, and how fast this device is.',
    reader: 'platform/storage/text-store',
  },
  caches: {
    label: 'Pipette itself',
    hint: 'The app and its decoders, for offline use.',
    reader: 'service-worker',
  },
} as const satisfies Readonly<Record<StoredName, StoredWords>>;
