import { describe, expect, it } from 'vitest';
import type { BatchJournal, BatchResult, InterruptedRun } from '../core/batch/journal';
import { appError } from '../core/errors';
import { initialExportSettings } from '../core/formats/settings';
import type { Engine, ExportAnswer } from '../core/jobs';
import { emptyPipeline } from '../core/pipeline/pipeline';
import { fail, ok, type Result } from '../core/result';
import { exportAnswer } from '../core/testing/export-answer';
import { Batch } from './batch.svelte';
import type { Delivery } from './batch-names';
import { until } from './testing';

interface Given {
  readonly filesAtOnce?: number;
  /** A run that an earlier page left. */
  readonly left?: InterruptedRun | null;
  readonly handOverTime?: number;
  /** Settles when the source with this number is kept. */
  readonly kept?: (index: number) => Promise<void>;
}

/** A batch whose files are finished, and whose stopped files let go, only when the test says so. */
function setUp(given: Given = {}) {
  const { filesAtOnce = 1, left = null, handOverTime = 20 } = given;
  const kept = given.kept ?? (() => Promise.resolve());
  const begins: string[] = [];
  const begun: string[] = [];
  const open = new Map<string, (result: Result<ExportAnswer>) => void>();
  const engine: Pick<Engine, 'filesAtOnce' | 'exportFile'> = {
    filesAtOnce,
    exportFile: (_file, name) => {
      begun.push(name);
      return new Promise((resolve) => open.set(name, resolve));
    },
  };
  const results = new Map<number, BatchResult>();
  const notes: string[] = [];
  const ended: string[] = [];
  const journal: BatchJournal = {
    begin: ({ id }) => {
      begins.push(id);
      return Promise.resolve(ok(null));
    },
    keepSource: async (_run, index) => {
      await kept(index);
      return ok(null);
    },
    keepResult: (_run, index, result) => {
      results.set(index, result);
      return Promise.resolve(ok(null));
    },
    source: () => Promise.resolve(null),
    result: (_run, index) => Promise.resolve(results.get(index) ?? null),
    interrupted: () => Promise.resolve(left),
    claim: () => Promise.resolve(true),
    delivered: (_run, yes) => {
      notes.push(yes ? 'delivered' : 'not delivered');
      return Promise.resolve();
    },
    end: (run) => {
      ended.push(run);
      return Promise.resolve();
    },
    forget: () => Promise.resolve(ok(null)),
  };
  const handed: string[][] = [];
  const deliver = ({ results }: Delivery): Promise<string> => {
    handed.push(results.map(({ name }) => name));
    return Promise.resolve('Saved.');
  };
  const workspace = { pipeline: emptyPipeline, settings: initialExportSettings() };
  const batch = new Batch(engine, workspace, journal, deliver, handOverTime);
  const finish = async (name: string, result: Result<ExportAnswer> = ok(exportAnswer)) => {
    await until(() => open.has(name));
    open.get(name)?.(result);
    open.delete(name);
  };
  const add = (...names: string[]) =>
    batch.add(names.map((name) => ({ file: new File(['x'], name), folder: '' })));
  return { batch, begun, begins, finish, add, notes, handed, results, ended };
}

const cancelled = fail(appError('JOB-CANCELLED', 'Stopped.'));

describe('a run of many files', () => {
  it('goes on past a file that fails, and retries it alone', async () => {
    const { batch, begun, finish, add, handed } = setUp();
    add('a.jpg', 'b.jpg', 'c.jpg');
    const run = batch.start();
    await finish('a.jpg');
    await finish('b.jpg', fail(appError('IMG-TYPE', 'No picture.')));
    await finish('c.jpg');
    await run;
    expect(batch.phase).toBe('finished');
    expect(batch.items.map(({ state }) => state)).toEqual(['done', 'failed', 'done']);
    const retry = batch.retryFailed();
    await finish('b.jpg');
    await retry;
    expect(begun).toEqual(['a.jpg', 'b.jpg', 'c.jpg', 'b.jpg']);
    expect(handed).toEqual([
      ['a.jpg', 'c.jpg'],
      ['a.jpg', 'b.jpg', 'c.jpg'],
    ]);
  });

  it('begins nothing while it is paused', async () => {
    const { batch, begun, finish, add } = setUp();
    add('a.jpg', 'b.jpg');
    const run = batch.start();
    await until(() => begun.length === 1);
    batch.pause();
    await finish('a.jpg');
    await until(() => batch.done.length === 1);
    expect(begun).toEqual(['a.jpg']);
    batch.goOn();
    await finish('b.jpg');
    await run;
    expect(batch.done).toHaveLength(2);
  });

  it('that was stopped does the rest later, and no file twice, however soon', async () => {
    const { batch, begun, finish, add, notes, handed } = setUp();
    add('a.jpg', 'b.jpg', 'c.jpg');
    const run = batch.start();
    await finish('a.jpg');
    await until(() => begun.includes('b.jpg'));
    batch.stop();
    expect(batch.rest.map(({ name }) => name)).toEqual(['c.jpg']);
    // At once, while the worker is still busy with b.
    const rest = batch.doRest();
    expect(begun).toEqual(['a.jpg', 'b.jpg']);
    await finish('b.jpg', cancelled);
    await run;
    expect(notes.at(-1), 'a crash from now on must offer the rest').toBe('not delivered');
    await finish('b.jpg');
    await finish('c.jpg');
    await rest;
    expect(begun).toEqual(['a.jpg', 'b.jpg', 'b.jpg', 'c.jpg']);
    expect(handed.at(-1)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
    expect(notes.at(-1), 'a tab that dies now may take the download along').toBe('not delivered');
    await until(() => notes.at(-1) === 'delivered');
  });

  it('that was handed over is not offered again after the page was left, however soon', async () => {
    const { batch, finish, add, notes } = setUp({ handOverTime: 1_000_000 });
    add('a.jpg');
    const run = batch.start();
    await finish('a.jpg');
    await run;
    expect(notes).toEqual(['not delivered']);
    batch.leave();
    expect(notes).toEqual(['not delivered', 'delivered']);
    batch.leave();
    expect(notes).toHaveLength(2);
  });

  it('that is left before it is handed over is offered again', async () => {
    const { batch, begun, finish, add, notes } = setUp({ handOverTime: 1_000_000 });
    add('a.jpg', 'b.jpg');
    void batch.start();
    await finish('a.jpg');
    await until(() => begun.includes('b.jpg'));
    batch.leave();
    expect(notes).toEqual(['not delivered']);
  });

  it('whose pipeline cannot be read any more still gives what is done', async () => {
    const item = { folder: '', bytes: 1, crop: null };
    const stored = { version: 1, id: 'r', startedAt: 1, target: 'zip', settings: {} } as const;
    const items = [
      { ...item, name: 'a.jpg' },
      { ...item, name: 'b.jpg' },
    ];
    const left = { run: { ...stored, pipeline: 'damaged', items }, done: [0] };
    const { batch, results, handed, ended } = setUp({ left });
    results.set(0, { ...exportAnswer, content: new Blob(['x']), sha256: 'ab' });
    expect(await batch.resume()).toBe(true);
    expect(batch.items.map(({ state }) => state)).toEqual(['done', 'failed']);
    expect(batch.items[1]?.error).toContain('cannot be read any more');
    expect(handed).toEqual([['a.jpg']]);
    expect(ended).toEqual([]);
  });

  it('begins once, however often it is asked to, and is stopped at once', async () => {
    const { batch, begun, begins, finish, add } = setUp();
    add('a.jpg');
    const runs = [batch.start(), batch.start()];
    add('late.jpg');
    await finish('a.jpg');
    await Promise.all(runs);
    expect([begins.length, begun]).toEqual([1, ['a.jpg']]);
    await batch.clear();
    add('b.jpg');
    const stopped = batch.start();
    batch.stop();
    await stopped;
    expect([batch.phase, begun, batch.rest.length]).toEqual(['stopped', ['a.jpg'], 1]);
  });

  it('stores no source of what is done by then', async () => {
    const stored: number[] = [];
    let release: () => void = () => undefined;
    const { batch, finish, add } = setUp({
      kept: (index) => {
        stored.push(index);
        return index === 0 ? new Promise((resolve) => (release = resolve)) : Promise.resolve();
      },
    });
    add('a.jpg', 'b.jpg', 'c.jpg');
    const run = batch.start();
    await finish('a.jpg');
    await finish('b.jpg');
    await until(() => batch.done.length === 2);
    release();
    await until(() => stored.includes(2));
    expect(stored).toEqual([0, 2]);
    await finish('c.jpg');
    await run;
  });
});
