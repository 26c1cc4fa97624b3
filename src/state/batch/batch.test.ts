import { describe, expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { initialExportSettings } from '../../core/formats/settings';
import { sepia } from '../../core/operations/colour/sepia';
import { newStep } from '../../core/pipeline/edit';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { fail } from '../../core/base/result';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { idOf } from '../../core/testing/any-history';
import { readDocument } from '../../core/documents/read-document';
import { writeDocument } from '../../core/documents/document';
import { outgoingOf } from '../versions/testing';
import { until } from '../testing';
import { setUp } from './testing';

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
      { file: new File(['x'], 'b.jpg'), folder: 'day/', own: () => own },
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

  it('makes each file with what counts for it when the run begins, not when it came', async () => {
    const { batch, workspace, finish, requests } = setUp();
    const step = newStep(sepia, 'a');
    workspace.pipeline = { name: 'Old', steps: [step] };
    const ownWith = (amount: number) => ({
      a: { operation: 'sepia', values: { ...step.values, amount } },
    });
    let own = ownWith(1);
    batch.add([{ file: new File(['x'], 'a.jpg'), folder: '', own: () => own }]);
    own = ownWith(0.5);
    const run = batch.start();
    own = ownWith(0.2);
    await finish('a.jpg');
    await run;
    expect(requests[0]?.pipeline.steps).toEqual([{ ...step, values: ownWith(0.5).a.values }]);
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
