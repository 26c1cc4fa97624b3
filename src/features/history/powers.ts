import type { Snippet } from 'svelte';
import type { Copied } from '../../core/base/copied';
import type { Picked } from './history-view.svelte';

/** What the app does for the window of the history. */
export interface HistoryPorts {
  /** Puts a link to a version into the clipboard. */
  copyLink(picked: Picked): Promise<Copied>;
  /** Merges a version into the pipeline of now; absent where that cannot be done. */
  merge?: ((picked: Picked) => void) | undefined;
}

/** Shows two pictures under their names, or the snippet where there are none. */
export type StageSnippet = Snippet<[readonly [string, string], Snippet]>;
