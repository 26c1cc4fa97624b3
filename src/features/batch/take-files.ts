import type { LeftOut } from '../../core/batch/left-out';
import type { BatchFile } from '../../state/batch/batch-item.svelte';

/** What came of files that were dropped or chosen. */
export interface Came {
  readonly files: readonly BatchFile[];
  readonly leftOut: LeftOut;
}

/** Reads what a person brings; given by the app. */
export interface TakeFiles {
  /** Returns the files that were dropped, with their folders, and in words why there are none. */
  dropped(data: DataTransfer | null): Promise<Came & { readonly refusal: string }>;
  chosen(files: FileList | null): Came;
}
