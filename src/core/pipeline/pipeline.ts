import type { Values } from '../operations/define';

/** The version of the document that this program writes. */
export const documentVersion = 2;

/** A step whose operation this program knows. */
export interface KnownStep {
  readonly kind: 'known';
  /** Stable for the life of the step: undo, caches and merges refer to it. */
  readonly id: string;
  readonly operation: string;
  readonly enabled: boolean;
  /** The person's own name for the step. */
  readonly name?: string;
  /** What the person says about the step, for colleagues and reports. */
  readonly note?: string;
  readonly values: Values;
}

/**
 * A step whose operation, or one of whose parameters, this program does not know. It does nothing,
 * is kept unchanged and is written out again as it came.
 */
export interface PlaceholderStep {
  readonly kind: 'placeholder';
  readonly id: string;
  readonly operation: string;
  readonly enabled: false;
  readonly name?: string;
  readonly note?: string;
  /** All that was read of the step beside its number, id, name and note, as JSON text. */
  readonly original: string;
  /** Why it is a placeholder, for the screen. */
  readonly reason: string;
}

export type Step = KnownStep | PlaceholderStep;

/** The preset that a pipeline came from. */
export interface PresetOrigin {
  /** The preset's id in the library. */
  readonly id: string;
  readonly name: string;
  /** `fingerprint` of the steps as they were applied: another one now says that they were changed. */
  readonly fingerprint: string;
}

/** A named list of steps. Immutable: every edit makes a new one. */
export interface Pipeline {
  readonly name: string;
  readonly description?: string;
  /** When the document was begun, as ISO 8601 in UTC, such as `2026-11-26T17:30:00Z`. */
  readonly created?: string;
  readonly origin?: PresetOrigin;
  readonly steps: readonly Step[];
}

export const emptyPipeline: Pipeline = { name: 'Untitled', steps: [] };
