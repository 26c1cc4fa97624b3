import { flushSync } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { writeDocument } from '../../core/documents/document';
import { appError } from '../../core/base/errors';
import { newStep } from '../../core/pipeline/edit';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { sepia } from '../../core/operations/colour/sepia';
import { fail, ok } from '../../core/base/result';
import { Autosave, type WorkspaceStore } from './autosave.svelte';
import type { StoredWork } from './stored-work';
import { View } from '../screen/view.svelte';
import { Workspace } from './workspace.svelte';

const info = { width: 3, height: 2, name: 'x.jpg' } as const;
const pipeline = writeDocument({ name: 'Kept', steps: [newStep(sepia, 'a')] });
const good = { version: 1, savedAt: 1, pipeline, settings: {}, past: [], sourceName: 'x.jpg' };

/** A tab over what is stored; pictures open unless `opens` says otherwise. */
function setUp(work: unknown, source: Blob | null = null, opens = true) {
  const calls: string[] = [];
  const saved: StoredWork[] = [];
  const answers = { picture: null as ReturnType<typeof appError> | null, isKept: true };
  const store: WorkspaceStore = {
    load: () => Promise.resolve(ok({ work, source })),
    saveWork: (written) => {
      calls.push('work');
      saved.push(written);
      return Promise.resolve(ok(answers.picture));
    },
    saveSource: (file) => {
      calls.push(file ? 'picture' : 'no picture');
      return Promise.resolve(ok(null));
    },
    isKept: () => Promise.resolve(answers.isKept),
    setAside: (kind) => {
      calls.push(`aside ${kind}`);
      return Promise.resolve();
    },
  };
  let canOpen = opens;
  const workspace = new Workspace({
    open: () =>
      Promise.resolve(canOpen ? ok(info as never) : fail(appError('ENG-START', 'No engine.'))),
    drawSample: () => Promise.reject(new Error('not drawn here')),
    close: () => Promise.resolve(),
  });
  const autosave = new Autosave(
    store,
    workspace,
    new View(),
    () => import('../../core/set/stored-sets'),
  );
  const heal = () => (canOpen = true);
  return { autosave, workspace, calls, saved, answers, heal };
}

describe('stored work', () => {
  it('that cannot be read is set aside before anything is written', async () => {
    for (const damaged of ['damaged', null, { ...good, pipeline: { pipette: 2 } }, {}]) {
      const { autosave, workspace, calls } = setUp(damaged);
      expect((await autosave.restore()).ok).toBe(true);
      workspace.addStep('invert');
      await autosave.flush();
      expect(calls).toEqual(['aside work', 'work']);
      expect(autosave.state.kind).toBe('saved');
    }
  });

  it('brings back its picture, whatever became of the pipeline', async () => {
    const source = new File(['pixels'], 'mine.jpg');
    const { autosave, workspace } = setUp({ pipeline: 'damaged' }, source);
    await autosave.restore();
    expect(workspace.source?.name).toBe('mine.jpg');
  });

  it('is set aside when only its undo cannot be read, which is lost otherwise', async () => {
    const past = [{ label: 'Add Sepia', pipeline: 'damaged' }];
    const { autosave, workspace, calls } = setUp({ ...good, past });
    await autosave.restore();
    expect(workspace.pipeline.name).toBe('Kept');
    expect(calls).toEqual(['aside work']);
  });

  it('keeps a picture that does not open, saves what is new, and tells both', async () => {
    const source = new Blob(['pixels']);
    const { autosave, workspace, calls, saved, heal } = setUp({ ...good }, source, false);
    await autosave.restore();
    expect(autosave.unopened).toMatchObject({ file: source, error: { code: 'ENG-START' } });
    workspace.addStep('invert');
    await autosave.flush();
    expect(autosave.state.kind).toBe('saved');
    expect(saved.at(-1)).toMatchObject({ sourceName: 'x.jpg' });
    expect(calls).toEqual(['work']);

    // Another picture takes its place, and only then it is set aside.
    heal();
    await workspace.open(new Blob(['other']), 'other.jpg');
    await autosave.flush();
    expect(calls).toEqual(['work', 'aside source', 'picture', 'work']);
    expect(autosave.unopened).toBeNull();
  });
});

describe('saved', () => {
  it('is not said of a picture that was refused, while the pipeline is', async () => {
    const { autosave, workspace, answers } = setUp(good);
    await autosave.restore();
    answers.picture = appError('STO-FAILED', 'Refused.');
    workspace.addStep('invert');
    await autosave.flush();
    expect(autosave.state.kind).toBe('partly');
    expect(autosave.failure).toBe(answers.picture);
    expect(autosave.complete).toBe(false);
    answers.picture = null;
    await autosave.flush();
    expect(autosave.state.kind).toBe('saved');
    expect(autosave.failure).toBeNull();
  });

  it('is said no longer once it is gone', async () => {
    const { autosave, workspace, answers } = setUp(good);
    await autosave.restore();
    await autosave.verify();
    expect(autosave.failure, 'nothing was saved yet').toBeNull();
    workspace.addStep('invert');
    await autosave.flush();
    await autosave.verify();
    expect(autosave.state.kind).toBe('saved');
    answers.isKept = false;
    await autosave.verify();
    expect(autosave.failure?.message).toContain('was deleted');
    answers.isKept = true;
    await autosave.flush();
    expect(autosave.state.kind).toBe('saved');
  });
});

describe('work that is followed', () => {
  it('is written once for changes that come together, and never while nothing was done', async () => {
    vi.useFakeTimers();
    const { autosave, workspace, calls, saved } = setUp(null);
    const stop = autosave.start();
    flushSync();
    await vi.advanceTimersByTimeAsync(1000);
    expect([calls, autosave.state.kind]).toEqual([[], 'nothing']);
    for (const operation of ['invert', 'sepia', 'grain']) {
      workspace.addStep(operation);
      flushSync();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(400);
    expect(calls).toEqual(['work']);
    expect(saved[0]?.past).toHaveLength(3);
    expect(autosave.complete).toBe(true);
    workspace.addStep('invert');
    expect(autosave.complete, 'there is something new').toBe(false);
    stop();
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
  });

  it('is never written twice at once', async () => {
    const { autosave, workspace, calls } = setUp(null);
    await workspace.open(new Blob(['one']), 'one.jpg');
    const both = [autosave.flush(), autosave.flush()];
    await Promise.all(both);
    expect(calls).toEqual(['picture', 'work', 'work']);
  });

  it('comes back with its undo, its selection and its picture', async () => {
    const source = new Blob(['pixels']);
    const past = [{ label: 'Add Sepia', pipeline: writeDocument(emptyPipeline), settings: {} }];
    const { autosave, workspace } = setUp({ ...good, past, selected: 'a' }, source);
    expect(await autosave.restore()).toMatchObject({ value: { kind: 'opened' } });
    expect([workspace.source?.file, workspace.selected]).toEqual([source, 'a']);
    expect(workspace.undoLabel, 'opening is no change of its own').toBe('Add Sepia');
    await workspace.undo();
    expect(workspace.pipeline.steps).toEqual([]);
    expect(workspace.source?.file).toBe(source);
  });

  it('is stored with no undo that would need another picture', async () => {
    const { autosave, workspace, saved } = setUp(null);
    workspace.addStep('invert');
    await workspace.open(new Blob(['one']), 'one.jpg');
    workspace.addStep('sepia');
    await autosave.flush();
    const changes = saved.at(-1)?.past.map(({ change }) => change);
    expect(changes).toEqual([{ did: 'add', step: { operation: 'sepia' } }]);
  });

  it('selects nothing that is not there, and draws no SVG by a damaged size', async () => {
    const record = { ...good, selected: 'gone', drawnAt: -3 };
    const { autosave, workspace } = setUp(record, new Blob(['pixels']));
    await autosave.restore();
    expect([workspace.selected, workspace.source?.rasterLongEdge]).toEqual([null, null]);
  });
});
