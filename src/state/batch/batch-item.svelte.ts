import type { Rectangle } from '../../core/base/geometry';
import { inNaturalOrder } from '../../core/naming/natural-order';
import { nothingOwn, type OwnValues } from '../../core/set/own-values';
import type { BatchJournal, BatchResult, StoredRun } from '../../core/batch/journal';

/** A file that is to be exported, with the folder that it came in: "" or "holiday/day 1/". */
export interface BatchFile {
  readonly file: File;
  readonly folder: string;
  /** Returns the values of steps that count for it only; asked when a run begins. */
  readonly own?: () => OwnValues;
}

export type ItemState = 'waiting' | 'working' | 'done' | 'failed';

/** What a file is, apart from what becomes of it. */
interface ItemFacts {
  /** Its place in the run, from 0. */
  readonly index: number;
  readonly name: string;
  readonly folder: string;
  /** Bytes of the source. */
  readonly bytes: number;
  /** When the source was changed last, in milliseconds since 1970; null when that is not known. */
  readonly modified: number | null;
  /** Returns the values of steps that count for it only; none when left out. */
  readonly own?: () => OwnValues;
  /** Null when it did not survive the tab that had it. */
  readonly file: Blob | null;
}

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
  /** Its place in the run, from 0; it changes while files are added, and never once a run began. */
  index: number;
  readonly name: string;
  readonly folder: string;
  readonly bytes: number;
  readonly modified: number | null;
  readonly file: Blob | null;
  #own: () => OwnValues;

  constructor({ index, name, folder, bytes, modified, own, file }: ItemFacts) {
    this.index = index;
    this.name = name;
    this.folder = folder;
    this.bytes = bytes;
    this.modified = modified;
    this.file = file;
    this.#own = own ?? (() => nothingOwn);
  }

  /** Values of steps that count for it only. */
  get own(): OwnValues {
    return this.#own();
  }

  /** A run begins: what counts for this file is from now on what counts for it now. */
  fix(): void {
    const { own } = this;
    this.#own = () => own;
  }
}

/** Returns what a stored run holds of a file. */
export const storedFacts = ({
  name,
  folder,
  bytes,
  modified,
  crop,
  own,
}: BatchItem): StoredRun['items'][number] => ({ name, folder, bytes, modified, crop, own });

/** Returns a list with more files in it, in natural order and numbered by that. */
export function withFiles(
  items: readonly BatchItem[],
  files: readonly BatchFile[],
): readonly BatchItem[] {
  const added = files.map(
    ({ file, folder, own }) =>
      new BatchItem({
        index: 0,
        name: file.name,
        folder,
        bytes: file.size,
        modified: file.lastModified,
        ...(own && { own }),
        file,
      }),
  );
  const all = inNaturalOrder([...items, ...added], ({ folder, name }) => folder + name);
  for (const [index, item] of all.entries()) item.index = index;
  return all;
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
    run.items.map(async ({ crop, own, ...facts }, index) => {
      const result = done.has(index) ? await journal.result(run.id, index) : null;
      const source = result ? null : await journal.source(run.id, index);
      const file = canGoOn ? source : null;
      const item = new BatchItem({ ...facts, index, own: () => own, file });
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
