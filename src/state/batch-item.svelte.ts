import type { Rectangle } from '../core/operations/parameters';
import type { BatchJournal, BatchResult, StoredRun } from '../core/batch/journal';

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
  /** Seconds that it has been worked on when nothing is heard of its progress; else null. */
  quiet = $state<number | null>(null);
  result = $state.raw<BatchResult | null>(null);
  /** What is worth knowing of the source of a result, in sentences. */
  notes = $state.raw<readonly string[]>([]);
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

/**
 * Returns the files of a run whose tab is gone, as far as they were stored; `done` by their number.
 * @param canGoOn whether its pipeline can be read; what is done is there all the same
 */
export function restoredItems(
  journal: Pick<BatchJournal, 'result' | 'source'>,
  run: StoredRun,
  done: ReadonlySet<number>,
  canGoOn = true,
): Promise<readonly BatchItem[]> {
  return Promise.all(
    run.items.map(async ({ name, folder, bytes, crop }, index) => {
      const result = done.has(index) ? await journal.result(run.id, index) : null;
      const source = result ? null : await journal.source(run.id, index);
      const item = new BatchItem(index, name, folder, bytes, canGoOn ? source : null);
      item.result = result;
      item.crop = crop;
      item.state = result ? 'done' : item.file ? 'waiting' : 'failed';
      if (item.state === 'failed') {
        item.error = canGoOn
          ? 'It had not been stored when the tab ended. Add it again in a new run.'
          : 'The pipeline of this run cannot be read any more. Add the file again in a new run.';
      }
      return item;
    }),
  );
}
