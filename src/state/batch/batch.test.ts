import { describe, expect, it } from 'vitest';
import type {
  BatchJournal,
  BatchResult,
  InterruptedRun,
  StoredRun,
} from '../../core/batch/journal';
import { appError } from '../../core/base/errors';
import { builtInPresets } from '../../core/formats/presets';
import { type ExportSettings, initialExportSettings } from '../../core/formats/settings';
import type { Engine, ExportAnswer, ExportRequest } from '../../core/engine/contract';
import { noCamera } from '../../core/naming/tokens';
import { sepia } from '../../core/operations/colour/sepia';
import { newStep } from '../../core/pipeline/edit';
import { emptyPipeline, type Pipeline } from '../../core/pipeline/pipeline';
import { fail, ok, type Result } from '../../core/base/result';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { Batch } from './batch.svelte';
import type { Delivery } from './batch-names';
import { idOf } from '../../core/testing/any-history';
import { readDocument } from '../../core/documents/read-document';
import { writeDocument } from '../../core/documents/document';
import type { Outgoing } from '../versions/outgoing';
import { outgoingOf } from '../versions/testing';
import { until } from '../testing';

interface Given {
  readonly filesAtOnce?: number;
  /** A run that an earlier page left. */
  readonly left?: InterruptedRun | null;
  readonly handOverTime?: number;
  readonly settings?: Partial<ExportSettings>;
  /** Settles when the source with this number is kept. */
  readonly kept?: (index: number) => Promise<void>;
  readonly outgoing?: Outgoing;
}

/** A batch whose files are finished, and whose stopped files let go, only when the test says so. */
function setUp(given: Given = {}) {
  const { filesAtOnce = 1, left = null, handOverTime = 20 } = given;
  const kept = given.kept ?? (() => Promise.resolve());
  const begins: string[] = [];
  const begun: string[] = [];
  const requests: ExportRequest[] = [];
  const runs: StoredRun[] = [];
  const open = new Map<string, (result: Result<ExportAnswer>) => void>();
  const engine: Pick<Engine, 'filesAtOnce' | 'exportFile'> = {
    filesAtOnce,
    exportFile: (_file, name, request) => {
      begun.push(name);
      requests.push(request);
      return new Promise((resolve) => open.set(name, resolve));
    },
  };
  const results = new Map<number, BatchResult>();
  const notes: string[] = [];
  const ended: string[] = [];
  const journal: BatchJournal = {
    begin: (run) => {
      runs.push(run);
      begins.push(run.id);
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
  const dated: Date[] = [];
  const papers: (Delivery['pipeline'] | undefined)[] = [];
  const deliver = ({ results, pipeline }: Delivery): Promise<string> => {
    papers.push(pipeline);
    handed.push(results.map(({ name }) => name));
    dated.push(...results.map(({ modified }) => modified));
    return Promise.resolve('Saved.');
  };
  const settings = { ...initialExportSettings(), ...given.settings };
  const workspace: { pipeline: Pipeline; settings: ExportSettings } = {
    pipeline: emptyPipeline,
    settings,
  };
  const presets = [...builtInPresets, { name: 'Mine', settings, own: true }];
  const batch = new Batch(engine, workspace, journal, deliver, () => presets, {
    handOverTime,
    ...(given.outgoing ? { outgoing: given.outgoing } : {}),
  });
  const finish = async (name: string, result: Result<ExportAnswer> = ok(exportAnswer)) => {
    await until(() => open.has(name));
    open.get(name)?.(result);
    open.delete(name);
  };
  const add = (...names: string[]) =>
    batch.add(names.map((name) => ({ file: new File(['x'], name), folder: '' })));
  return {
    ...{ batch, workspace, begun, begins, finish, add, notes, handed, dated, results, ended },
    ...{ requests, runs, papers },
  };
}

const cancelled = fail(appError('JOB-CANCELLED', 'Stopped.'));

describe('a run of many files', () => {
  it('says in every file which version made it, and keeps that once they are handed over', async () => {
    const version = { id: idOf(5), parents: [idOf(4)] };
    const { outgoing, sent } = outgoingOf(version);
    const { batch, finish, add, requests, runs } = setUp({
      outgoing,
      settings: { carriesPipeline: true },
    });
    add('a.jpg', 'b.jpg');
    const [, second] = batch.items;
    if (second) second.crop = { left: 0, top: 0, width: 0.5, height: 0.5 };
    const run = batch.start();
    await finish('a.jpg');
    expect(sent).toEqual([]);
    await finish('b.jpg');
    await run;
    expect(requests[0]?.version).toEqual(version);
    // A crop of its own makes it another one, which comes from that.
    expect(requests[1]?.version?.id).not.toBe(version.id);
    expect(requests[1]?.version?.parents).toEqual([version.id]);
    expect(sent).toEqual(['export 2 files of Untitled']);
    expect(readDocument(runs[0]?.pipeline)).toMatchObject({ ok: true, value: { version } });
  });

  it('marks the version of a run that an earlier page began, which is of nothing that is open', async () => {
    const version = { id: idOf(6), parents: [] };
    const { outgoing, sent } = outgoingOf({ id: idOf(5), parents: [] });
    const settings = { ...initialExportSettings(), carriesPipeline: true };
    const item = { folder: '', bytes: 1, modified: null, crop: null, own: {}, name: 'a.jpg' };
    const run = {
      ...({ version: 1, id: 'r', startedAt: 1, target: 'zip', dates: 'source' } as const),
      ...{ settings, items: [item], pipeline: writeDocument(emptyPipeline, { version }) },
    };
    const { batch, results } = setUp({ outgoing, left: { run, done: [0] } });
    results.set(0, { ...exportAnswer, content: new Blob(['x']), sha256: 'ab' });
    expect(await batch.resume()).toBe(true);
    expect(sent).toEqual([`export 1 file of version ${version.id}`]);
  });

  it('says nothing of it in files that do not carry their pipeline', async () => {
    const { outgoing, sent } = outgoingOf({ id: idOf(5), parents: [] });
    const settings = { carriesPipeline: false };
    const { batch, finish, add, requests } = setUp({ outgoing, settings });
    add('a.jpg');
    const run = batch.start();
    await finish('a.jpg');
    await run;
    expect(requests[0]?.version).toBeUndefined();
    expect(sent).toEqual(['export 1 file of Untitled']);
  });

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

  it('makes each file with the values of its own, keeps them, and says them in a paper', async () => {
    const { batch, workspace, finish, requests, runs, papers } = setUp();
    const step = newStep(sepia, 'a');
    workspace.pipeline = { name: 'Old', steps: [step] };
    const own = { a: { operation: 'sepia', values: { ...step.values, amount: 1 } } };
    batch.add([
      { file: new File(['x'], 'a.jpg'), folder: '' },
      { file: new File(['x'], 'b.jpg'), folder: 'day/', own },
    ]);
    const run = batch.start();
    // What becomes of the pipeline meanwhile changes nothing of the run.
    workspace.pipeline = emptyPipeline;
    await finish('a.jpg');
    await finish('b.jpg');
    await run;
    expect(requests.map(({ pipeline }) => pipeline.steps)).toEqual([
      [step],
      [{ ...step, values: own.a.values }],
    ]);
    expect(runs[0]?.items.map((item) => item.own)).toEqual([{}, own]);
    const paper: unknown = JSON.parse((await papers[0]?.content.text()) ?? '');
    expect(paper).toMatchObject({ name: 'Old', pictures: [{ file: 'day/b.jpg', own }] });
    // Whoever reads documents finds the pipeline of all.
    const read = readDocument(paper);
    expect(read.ok && read.value.pipeline.steps).toEqual([step]);
    batch.leave();
  });

  it('has no such paper where nothing counts for single files only', async () => {
    const { batch, finish, add, papers } = setUp();
    add('a.jpg');
    const run = batch.start();
    await finish('a.jpg');
    await run;
    expect(papers).toEqual([null]);
    batch.leave();
  });

  it('whose pipeline cannot be read any more still gives what is done', async () => {
    const item = { folder: '', bytes: 1, modified: null, crop: null, own: {} };
    const dates = 'source';
    const stored = {
      version: 1,
      id: 'r',
      startedAt: 1,
      target: 'zip',
      dates,
      settings: {},
    } as const;
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

  it('is in natural order, however the files came, and numbered by that', async () => {
    const { batch, begun, finish, add, handed } = setUp({ settings: { fileName: '{index}' } });
    add('IMG_10.jpg', 'img_3.jpg');
    add('IMG_2.jpg');
    add(...Array.from({ length: 7 }, (_, index) => `IMG_${index + 20}.jpg`));
    expect(batch.items.map(({ index }) => index)).toEqual(batch.items.map((_, index) => index));
    const run = batch.start();
    for (const { name } of batch.items) await finish(name);
    await run;
    expect(begun.slice(0, 3)).toEqual(['IMG_2.jpg', 'img_3.jpg', 'IMG_10.jpg']);
    expect(handed[0]?.slice(0, 2)).toEqual(['01.jpg', '02.jpg']);
    expect(handed[0]?.at(-1)).toBe('10.jpg');
  });

  it('numbers what a stopped run has done by its place among all', async () => {
    const { batch, begun, finish, add, handed } = setUp({ settings: { fileName: '{index}' } });
    add(...Array.from({ length: 12 }, (_, index) => `IMG_${index}.jpg`));
    const run = batch.start();
    await finish('IMG_0.jpg');
    await until(() => begun.includes('IMG_1.jpg'));
    batch.stop();
    await finish('IMG_1.jpg', cancelled);
    await run;
    expect(handed).toEqual([['01.jpg']]);
  });

  it("calls results by the person's own export preset", async () => {
    const settings = { fileName: '{preset}', format: 'png' };
    const { batch, finish, add, handed } = setUp({ settings });
    add('a.jpg');
    const run = batch.start();
    await finish('a.jpg');
    await run;
    expect(handed).toEqual([['Mine.jpg']]);
  });

  it('dates results like their sources, or as the camera did', async () => {
    const { batch, finish, dated } = setUp();
    const lastModified = new Date(2024, 4, 17, 10, 20, 30).getTime();
    const date = { year: 2019, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
    batch.add([{ file: new File(['x'], 'a.jpg', { lastModified }), folder: '' }]);
    const run = batch.start();
    await finish('a.jpg', ok({ ...exportAnswer, camera: { ...noCamera, date } }));
    await run;
    batch.dates = 'taken';
    await batch.handOver();
    expect(dated).toEqual([new Date(lastModified), new Date(2019, 1, 3, 4, 5, 6)]);
  });

  it('goes on by what it was begun with, and says so, whatever is set meanwhile', async () => {
    const { batch, workspace, finish, add } = setUp();
    add('a.jpg', 'b.jpg');
    expect(batch.order.settings).toBe(workspace.settings);
    const before = workspace.settings;
    const run = batch.start();
    workspace.settings = { ...before, format: 'gif' };
    await finish('a.jpg');
    await finish('b.jpg');
    await run;
    expect(batch.order.settings).toBe(before);
    await batch.clear();
    expect(batch.order.settings.format).toBe('gif');
  });

  it('counts what is left out, until the list is emptied', async () => {
    const { batch, add } = setUp();
    add('a.jpg');
    batch.add([], { system: 3, other: 0 });
    batch.add([], { system: 2, other: 1 });
    expect(batch.leftOut).toEqual({ system: 5, other: 1 });
    await batch.clear();
    expect(batch.leftOut).toEqual({ system: 0, other: 0 });
  });
});
