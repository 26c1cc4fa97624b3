import { parseExportSettings } from '../../core/formats/settings';
import { readRecord } from '../../core/base/read-record';
import { parsePipeline } from '../../core/pipeline/parse';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import type { Source } from '../../core/engine/contract';
import type { History } from './history';
import { placeReader } from './stored-place';
import type { SetStoring } from './stored-work';
import { readWorkChange, type WorkChange } from './work-change';
import type { Work } from './undoable-work.svelte';

/** Work without its picture, which has to be opened first. */
type Unopened = Omit<Work, 'source'>;

/** Stored work that was read. */
export interface ReadWork {
  readonly work: Unopened;
  /** What undo leads to. */
  readonly past: readonly { readonly change: WorkChange; readonly work: Unopened }[];
  readonly view: unknown;
  readonly selected: string | null;
  /** What the stored picture is called; null where none is open. */
  readonly name: string | null;
  /** Pixels of the longer side that an SVG is drawn with. */
  readonly rasterLongEdge: number | null;
  /** Whether nothing of it was left out. */
  readonly isWhole: boolean;
}

const isStored = (place: unknown): boolean => place !== undefined && place !== null;

/**
 * Reads work as it was stored; what cannot be read is left out.
 * @param source the picture that is stored with it
 * @param storing fetches what reads sets; called only where there is one
 */
export async function readWork(
  stored: unknown,
  source: Blob | null,
  storing: () => Promise<SetStoring>,
): Promise<ReadWork> {
  const record = readRecord(stored);
  const readPlace = placeReader();
  const all = record.any('sets');
  const entries = record.list('past');
  const readSet =
    isStored(record.any('set')) || isStored(all) ? (await storing()).setsReader(all) : () => null;
  const read = parsePipeline(record.any('pipeline'));
  const pipeline = read.ok ? read.value : emptyPipeline;
  const set = readSet(record.any('set'));
  const past = entries.flatMap((entry) => {
    const of = readRecord(entry);
    const change = readWorkChange(entry);
    const earlier = parsePipeline(of.any('pipeline'));
    const work = {
      settings: parseExportSettings(of.any('settings')),
      place: readPlace(of.any('place')),
      set: readSet(of.any('set')),
    };
    return change !== null && earlier.ok
      ? [{ change, work: { ...work, pipeline: earlier.value } }]
      : [];
  });
  const [selected, drawnAt] = [record.text('selected'), record.number('drawnAt')];
  return {
    work: {
      pipeline,
      settings: parseExportSettings(record.any('settings')),
      place: readPlace(record.any('place')),
      set,
    },
    past,
    view: record.any('view'),
    selected: pipeline.steps.some(({ id }) => id === selected) ? selected : null,
    // A damaged record may have lost the name of a picture that is there.
    name:
      record.any('sourceName') !== undefined
        ? record.text('sourceName')
        : source instanceof File
          ? source.name
          : 'picture',
    rasterLongEdge: drawnAt !== null && Number.isInteger(drawnAt) && drawnAt >= 1 ? drawnAt : null,
    isWhole: read.ok && past.length === entries.length && (!isStored(record.any('set')) || !!set),
  };
}

/** Returns work that was read with its undo, all of it with this picture. */
export const historyOf = ({ work, past }: ReadWork, source: Source | null): History<Work> => ({
  past: past.map(({ change, work }) => ({ change, snapshot: { ...work, source } })),
  present: { ...work, source },
  future: [],
  gesture: null,
});
