import { afterEach, expect, it, vi } from 'vitest';
import { ok } from '../../core/base/result';
import { StoredBatches } from './batch-journal';
import type { KeyValueStore } from './key-value-store';

afterEach(() => vi.unstubAllGlobals());

/** A journal that finds these records. */
function journalOf(records: ReadonlyMap<string, unknown>): StoredBatches {
  const unused = (): never => {
    throw new Error('Nothing is written here.');
  };
  const store: KeyValueStore = {
    write: unused,
    clear: unused,
    keys: () => Promise.resolve(ok([...records.keys()])),
    read: (keys) => Promise.resolve(ok(keys.map((key) => records.get(key)))),
  };
  vi.stubGlobal('navigator', { locks: { query: () => Promise.resolve({ held: [] }) } });
  return new StoredBatches(store, 'batch:');
}

const item = { name: 'a.jpg', folder: '', bytes: 3, crop: null };
const run = { version: 1, id: 'r', startedAt: 1, target: 'zip', pipeline: {}, settings: {} };

it('reads runs that were stored before files had dates', async () => {
  const journal = journalOf(new Map([['run:r', { ...run, items: [item] }]]));
  const found = await journal.interrupted();
  expect(found?.run.dates).toBe('source');
  expect(found?.run.items).toEqual([{ ...item, modified: null, own: {} }]);
});

it('gives back what counts for single files, in the words of the version of its pipeline', async () => {
  const own = { a: { operation: 'exposure', values: { stops: 1, protection: 40 } } };
  const known = {
    ...run,
    pipeline: { pipette: 2 },
    items: [
      { ...item, own },
      { ...item, own: 7 },
    ],
  };
  const found = await journalOf(new Map([['run:r', known]])).interrupted();
  expect(found?.run.items.map((read) => read.own)).toEqual([own, {}]);
});

it('gives back the dates of files and shots', async () => {
  const date = { year: 2019, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
  const made = { extension: 'jpg', sha256: 'ab', width: 1, height: 1, content: new Blob(['x']) };
  const dated = { ...run, dates: 'taken', items: [{ ...item, modified: 5 }] };
  const journal = journalOf(
    new Map<string, unknown>([
      ['run:r', dated],
      ['done:r:0', { ...made, camera: { date, camera: 'X' } }],
      ['done:r:1', { ...made, camera: { date: { ...date, hour: 'four' } } }],
    ]),
  );
  const found = await journal.interrupted();
  expect(found?.run).toMatchObject({ dates: 'taken', items: [{ modified: 5 }] });
  expect((await journal.result('r', 0))?.camera.date).toEqual(date);
  expect((await journal.result('r', 1))?.camera.date).toBeNull();
});
