import { bytesInWords, count } from '../../core/base/words';
import { preparedExportInWords } from '../../core/engine/job-words';
import type { Collision } from '../../core/naming/unique-names';
import type { BatchItem } from '../../state/batch/batch-item.svelte';

/** Returns a number of files in words: "1 file", "62 files". */
export const filesInWords = (files: number): string => count(files, 'file');

/** Returns what is said of names that are taken already; `collisions` has at least one. */
export function collisionsInWords(collisions: readonly Collision[]): string {
  const [first] = collisions;
  const names = count(collisions.length, 'name');
  return `${names} would be taken already, so a number is added: ${first?.wanted} becomes ${first?.given}.`;
}

type Sized = Pick<BatchItem, 'bytes' | 'result' | 'state'>;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Returns how far a run is: "6 of 62 done", "60 of 62 done, 2 failed". */
export function progressInWords(items: readonly Sized[]): string {
  const inState = (state: BatchItem['state']): number =>
    items.filter((item) => item.state === state).length;
  const failed = inState('failed');
  return [
    `${inState('done')} of ${items.length} done`,
    ...(failed > 0 ? [`${failed} failed`] : []),
  ].join(', ');
}

/** Returns how long a run will still take: "about 2 min left". @param seconds null: nobody knows */
export function leftInWords(seconds: number | null): string | null {
  if (seconds === null) return null;
  return `${preparedExportInWords(seconds) ?? 'a few seconds'} left`;
}

/**
 * Returns what the files come to: "62 files, 318 MB", or when some are done, how large those were and
 * are: "318 MB → 24 MB".
 */
export function totalInWords(items: readonly Sized[]): string {
  const done = items.flatMap(({ bytes, result }) => (result ? [{ bytes, result }] : []));
  if (done.length === 0) {
    return `${filesInWords(items.length)}, ${bytesInWords(sum(items.map(({ bytes }) => bytes)))}`;
  }
  const before = bytesInWords(sum(done.map(({ bytes }) => bytes)));
  return `${before} → ${bytesInWords(sum(done.map(({ result }) => result.content.size)))}`;
}
