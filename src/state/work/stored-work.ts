import type { PictureSet } from '../../core/set/set';
import type { PackedSets, StoredSets } from '../../core/set/stored-sets';
import type { VersionPlace } from './undoable-work.svelte';
import type { WorkChange } from './work-change';

/** Which of the stored sets it is; the set itself where they are not stored together; null for none. */
export type StoredPlace = number | PictureSet | null;

/** What stores sets, and reads them. */
export interface SetStoring {
  packSets(sets: readonly (PictureSet | null)[]): PackedSets;
  setsReader(stored: unknown): (place: unknown) => PictureSet | null;
}

/** What is stored for a workspace, beside its picture. Read only through `Autosave.restore`. */
export interface StoredWork {
  readonly version: 1;
  readonly savedAt: number;
  readonly pipeline: unknown;
  readonly settings: unknown;
  readonly view: unknown;
  readonly selected: string | null;
  readonly past: readonly {
    readonly change: WorkChange;
    readonly pipeline: unknown;
    readonly settings: unknown;
    readonly place: VersionPlace;
    readonly set: StoredPlace;
  }[];
  /** Absent in records of earlier versions, in `past` too. */
  readonly place: VersionPlace;
  /** Absent in records of earlier versions, in `past` too. */
  readonly set: StoredPlace;
  /** The id of the set; null for none, absent in records of earlier versions. */
  readonly setId: string | null;
  /** The sets of the work and of `past`; null where there are none, absent in earlier versions. */
  readonly sets: StoredSets | null;
  readonly sourceName: string | null;
  /** Pixels of the longer side that an SVG is drawn with. */
  readonly drawnAt: number | null;
}
