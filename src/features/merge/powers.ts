import type { Snippet } from 'svelte';
import type { ImageBitmap } from '../../core/engine/image-bitmap';

/** Shows two pictures under their names, or the snippet where there are none. */
export type StageSnippet = Snippet<[readonly [string, string], Snippet]>;

/** A sketch that can be zoomed and moved, with all others of the same view. */
export interface Sketched {
  readonly bitmap: ImageBitmap;
  /** What the difference is from; null for the sketch itself. */
  readonly against: ImageBitmap | null;
}

export type SketchSnippet = Snippet<[Sketched]>;

/** What stands in the middle of the window. */
export type Middle = 'decide' | 'result';

/** What the choices show: their results, or what is different. */
export type Shows = 'results' | 'difference';
