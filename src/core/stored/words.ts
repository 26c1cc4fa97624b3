import type { StoredName } from './kinds';

/** A question before something is deleted. */
export interface DeletionWords {
  readonly title: string;
  readonly text: string;
  readonly button: string;
}

/** What is said of a kind of what is stored. */
interface StoredWords {
  /** For the Storage page. */
  readonly label: string;
  readonly hint: string;
  /** The question before all of it is deleted; null for what cannot be deleted by itself. */
  readonly deletion: DeletionWords | null;
}

export const storedWords = {
  work: {
    label: 'Work in progress',
    hint: 'Pipelines with their undo, export settings and view; the newest five, and of sets the newest twelve.',
    deletion: null,
  },
  source: {
    label: 'Open pictures',
    hint: 'A copy of the picture that belongs to each work in progress.',
    deletion: null,
  },
  picture: {
    label: 'Pictures of sets',
    hint: 'Copies of pictures of open and recent sets. Backups leave them out.',
    deletion: null,
  },
  reference: {
    label: 'Pictures of sets on your disk',
    hint: 'Not copied: Pipette keeps where they lie and reads them there. Backups leave that out.',
    deletion: null,
  },
  cover: {
    label: 'Small pictures of sets',
    hint: 'For the start page, which shows recent sets. Backups leave them out.',
    deletion: null,
  },
  asset: {
    label: 'Watermark pictures',
    hint: 'Pictures that steps bring along.',
    deletion: null,
  },
  preset: {
    label: 'Your presets',
    hint: '',
    deletion: {
      title: 'Delete all your presets?',
      text: 'The presets that come with Pipette stay. This cannot be undone: export or back up what you may want.',
      button: 'Delete presets',
    },
  },
  version: {
    label: 'History',
    hint: 'Earlier versions of the pipelines in progress.',
    deletion: {
      title: 'Delete the history?',
      text: 'Earlier versions of all pipelines are deleted; the present ones and their undo stay. This cannot be undone.',
      button: 'Delete history',
    },
  },
  gallery: {
    label: 'Gallery',
    hint: 'Finished pictures with what made them.',
    deletion: {
      title: 'Delete the gallery?',
      text: 'All finished pictures, their titles, tags and collections are deleted; your own files stay. This cannot be undone: back up what you may want.',
      button: 'Delete gallery',
    },
  },
  unread: {
    label: 'Kept aside',
    hint: 'Records that could not be read, as they came.',
    deletion: null,
  },
  batch: {
    label: 'Exports of many images',
    hint: 'Files of a run until it is done, so that it survives its tab.',
    deletion: null,
  },
  texts: {
    label: 'Settings',
    hint: 'Theme, export settings, export presets, and how fast this device is.',
    deletion: null,
  },
  caches: {
    label: 'Pipette itself',
    hint: 'The app and its decoders, for offline use.',
    deletion: null,
  },
} as const satisfies Readonly<Record<StoredName, StoredWords>>;

type Words = typeof storedWords;

/** The kinds that can be deleted by themselves. */
export type Deletable = {
  [Name in StoredName]: Words[Name]['deletion'] extends null ? never : Name;
}[StoredName];

/** Whether a kind can be deleted by itself. */
export const isDeletable = (name: StoredName): name is Deletable =>
  storedWords[name].deletion !== null;
