import type { Rectangle } from '../core/operations/parameters';
import type { BatchResult } from '../core/batch/journal';

/** A file that is to be exported, with the folder that it came in: "" or "holiday/day 1/". */
export interface BatchFile {
  readonly file: File;
  readonly folder: string;
}

export type ItemState = 'waiting' | 'working' | 'done' | 'failed';

/** One file of a run. */
export class BatchItem {
  state = $state<ItemState>('waiting');
  /** Share that is done while it is worked on, 0 to 1. */
  share = $state(0);
  result = $state.raw<BatchResult | null>(null);
  /** What went wrong, in words. */
  error = $state('');
  /** The part of this picture that is kept, in place of the pipeline's own crop; null for none. */
  crop = $state.raw<Rectangle | null>(null);

  constructor(
    readonly index: number,
    readonly name: string,
    readonly folder: string,
    /** Bytes of the source. */
    readonly bytes: number,
    /** Null when it did not survive the tab that had it. */
    readonly file: Blob | null,
  ) {}
}
