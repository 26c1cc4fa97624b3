import type { Result } from '../base/result';
import type { Preset } from './preset';

/** A preset as it is stored. */
export interface KeptPreset {
  readonly preset: Preset;
  /** Counts up with every change, from 1, so that two tabs notice each other's. */
  readonly revision: number;
}

/** What is to become of one preset. */
export interface PresetChange {
  readonly id: string;
  /** The revision that the change was made from; 0 for a preset that is not stored yet. */
  readonly from: number;
  /** Null deletes it. */
  readonly preset: Preset | null;
}

/** A change that was not made, because another tab has changed the preset meanwhile. */
export interface Conflict {
  readonly change: PresetChange;
  /** What is stored now; null when it was deleted. */
  readonly theirs: KeptPreset | null;
}

/** What came of changes: all were made, or, when one of them clashes, none was. */
export type ChangeOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[] };

/** What is stored, as far as it can be read. */
export interface StoredPresets {
  readonly kept: readonly KeptPreset[];
  /** Records that this version cannot read; they stay as they are. */
  readonly unreadable: number;
}

/** Where a person's own presets are kept; given by the platform. */
export interface PresetStore {
  all(): Promise<Result<StoredPresets>>;
  /** Makes all changes in one transaction, or none. */
  change(changes: readonly PresetChange[]): Promise<Result<ChangeOutcome>>;
  /** Calls `listener` when another tab has changed presets; returns what stops that. */
  watch(listener: () => void): () => void;
}
