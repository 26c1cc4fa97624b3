import { flushSync } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { RecentSet } from '../../core/set/recent-set';
import { Notices } from '../screen/notices.svelte';
import { RecentSets, type RecentSetStore } from './recent-sets.svelte';
import { Autosave } from '../work/autosave.svelte';
import { View } from '../screen/view.svelte';
import { came, file, setUp, stops, storedOf, storing, withOwn } from './testing';

const walk: RecentSet = {
  place: 'w1',
  id: 'walk',
  name: 'Walk',
  pictures: 3,
  savedAt: 1,
  small: [],
};

/** A tab in which a set is kept that has its own values, and whose picture is called `name`. */
async function begin(name = 'b.jpg') {
  const before = await withOwn();
  before.pictures.rate(4);
  await before.pictures.files.settled();
  const work = structuredClone(await storedOf(before.workspace));
  const next = setUp(before.files);
  const calls: string[] = [];
  const notices = new Notices();
  let kept: RecentSet[] = [walk];
  const taken: { work: unknown; source: unknown } = { work, source: file(name) };
  const store = {
    list: () => Promise.resolve(ok(kept)),
    take: vi.fn<RecentSetStore['take']>(() => Promise.resolve(ok(taken))),
    letGo: () => void calls.push('let go'),
    remove: vi.fn<RecentSetStore['remove']>((set) => {
      kept = kept.filter((one) => one !== set);
      return Promise.resolve(
        ok({
          bringBack: () => {
            kept = [...kept, set];
            return Promise.resolve(ok(null));
          },
          dropFiles: () => Promise.resolve(calls.push('files dropped')),
        }),
      );
    }),
  };
  const { workspace, pictures } = next;
  const saved: { setId: string | null; sourceName: string | null; file: Blob | null }[] = [];
  let staged: Blob | null = null;
  const autosave = new Autosave(
    {
      load: () => Promise.resolve(ok(null)),
      saveSource: (given) => Promise.resolve(ok(((staged = given), null))),
      saveWork: ({ setId, sourceName }) => {
        saved.push({ setId, sourceName, file: staged });
        return Promise.resolve(ok(null));
      },
      isKept: () => Promise.resolve(true),
      setAside: (kind) => Promise.resolve(void calls.push(`aside ${kind}`)),
    },
    workspace,
    new View(),
    storing,
  );
  const recentSets = new RecentSets(store, {
    workspace,
    autosave,
    pictures,
    notices,
    keepLeft: (left) => calls.push(`left ${left.pipeline.steps.length}`),
  });
  await recentSets.load();
  return { ...next, recentSets, notices, store, taken, calls, autosave, saved };
}

describe('a recent set', () => {
  it('is opened whole, and undo leads through it to what was there before', async () => {
    const { recentSets, workspace, pictures, calls, ...all } = await begin();
    workspace.addStep('sepia');
    expect(await recentSets.open(walk)).toMatchObject({ kind: 'opened' });
    expect(workspace.source?.name).toBe('b.jpg');
    expect(pictures.current).toMatchObject({ name: 'b.jpg', rating: 4 });
    expect(stops({ workspace })).toBe(2);
    expect(calls).toEqual(['left 1']);
    await all.go('a.jpg');
    expect(stops({ workspace })).toBe(1);
    expect(workspace.undoLabel).toBe('Rate b.jpg');
    while (pictures.work) await workspace.undo();
    expect(workspace.redoLabel).toMatch(/^Open /);
    expect(workspace.pipeline.steps.map(({ operation }) => operation)).toEqual(['sepia']);
    await workspace.redo();
    expect(pictures.counts.all).toBe(3);
  });

  it('is left where it is when another tab has it', async () => {
    const { recentSets, workspace, store } = await begin();
    store.take.mockResolvedValueOnce(ok(null));
    expect(await recentSets.open(walk)).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringContaining('another tab') as string },
    });
    store.take.mockResolvedValueOnce(fail(appError('STO-FAILED', 'No.')));
    expect(await recentSets.open(walk)).toMatchObject({ kind: 'failed' });
    expect(workspace.work.set).toBeNull();
    expect(recentSets.opening).toBeNull();
  });

  it('is not removed while another tab has it', async () => {
    const { recentSets, store, notices } = await begin();
    store.remove.mockResolvedValueOnce(ok(null));
    await recentSets.remove(walk);
    expect(notices.list.map(({ text }) => text)).toEqual([
      expect.stringContaining('open in another tab'),
    ]);
  });

  it('shows its pictures though the current one is damaged or missing', async () => {
    const { recentSets, pictures, taken, go, workspace, files } = await begin();
    taken.source = null;
    files.stored.clear();
    expect(await recentSets.open(walk)).toMatchObject({ kind: 'failed' });
    expect(pictures.counts.all).toBe(3);
    expect(workspace.source).toBeNull();
    expect(await go('a.jpg')).toMatchObject({ kind: 'failed' });
  });

  it('stays as it is where it cannot be read whole', async () => {
    const { recentSets, workspace, taken, calls } = await begin();
    taken.work = { ...(taken.work as object), past: ['damaged'] };
    expect(await recentSets.open(walk)).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringContaining('cannot be read whole') as string },
    });
    expect(workspace.work.set).toBeNull();
    expect(calls).toEqual(['let go']);
  });

  it('keeps its stored picture where that cannot be opened', async () => {
    const { recentSets, workspace, taken, calls, autosave, saved } = await begin();
    const error = appError('IMG-DAMAGED', 'Damaged.');
    const other = { setId: null, file: file('x.jpg'), name: 'x.jpg', rasterLongEdge: null, error };
    workspace.addStep('sepia');
    autosave.unopened = other;
    await autosave.flush();
    const before = vi.spyOn(workspace, 'open').mockResolvedValue({ kind: 'failed', error });
    expect(await recentSets.open(walk)).toMatchObject({ kind: 'failed' });
    await autosave.flush();
    const { set } = workspace.work;
    expect(calls).toEqual(['aside source', 'left 1']);
    expect(saved.at(-1)).toEqual({ setId: set?.id, sourceName: 'b.jpg', file: taken.source });
    while (workspace.work.set) await workspace.undo();
    await autosave.flush();
    expect(saved.at(-1)).toEqual({ setId: null, sourceName: null, file: null });
    before.mockRestore();
    await workspace.redo();
    await autosave.flush();
    expect(saved.at(-1)).toMatchObject({ setId: set?.id, file: taken.source });
    expect(calls).toEqual(['aside source', 'left 1']);
  });

  it('has an earlier picture that cannot be opened put aside, also where its own is not stored', async () => {
    const { recentSets, workspace, taken, calls, autosave, saved } = await begin();
    const error = appError('IMG-DAMAGED', 'Damaged.');
    const other = { setId: null, file: file('x.jpg'), name: 'x.jpg', rasterLongEdge: null, error };
    workspace.addStep('sepia');
    autosave.unopened = other;
    await autosave.flush();
    taken.source = null;
    vi.spyOn(workspace, 'open').mockResolvedValue({ kind: 'failed', error });
    expect(await recentSets.open(walk)).toMatchObject({ kind: 'failed' });
    expect([autosave.unopened, calls]).toEqual([null, ['aside source', 'left 1']]);
    await autosave.flush();
    expect(saved.at(-1)).toMatchObject({ sourceName: null, file: null });
    expect(calls).toEqual(['aside source', 'left 1']);
  });

  it('leaves the picture of another set, which cannot be opened either, with that set', async () => {
    const { recentSets, workspace, pictures, autosave, saved } = await begin();
    await pictures.open(came('x.jpg', 'y.jpg'));
    const setId = workspace.work.set?.id ?? '';
    const error = appError('IMG-DAMAGED', 'Damaged.');
    const own = { setId, file: file('x.jpg'), name: 'x.jpg', rasterLongEdge: null, error };
    workspace.rework((work) => ({ ...work, source: null }));
    autosave.unopened = own;
    await autosave.flush();
    // Nobody waits until that is saved.
    pictures.rate(5);
    vi.spyOn(workspace, 'open').mockResolvedValue({ kind: 'failed', error });
    expect(await recentSets.open(walk)).toMatchObject({ kind: 'failed' });
    await autosave.flush();
    const ofSet = saved.filter((one) => one.setId === setId);
    expect(ofSet.length).toBeGreaterThan(1);
    expect(ofSet.at(-1)).toMatchObject({ sourceName: 'x.jpg', file: own.file });
  });

  it('gives way to what is opened while it is read', async () => {
    const { recentSets, workspace, store, taken, calls, opened } = await begin();
    store.take.mockImplementationOnce(async () => {
      await workspace.open(file('dropped.jpg'), 'dropped.jpg');
      return ok(taken);
    });
    expect(await recentSets.open(walk)).toBeNull();
    expect(opened).toEqual(['dropped.jpg']);
    expect(workspace.source?.name).toBe('dropped.jpg');
    expect(calls).toEqual(['let go']);
  });

  it('is removed, and its files go when that cannot be undone any more', async () => {
    const { recentSets, notices, calls } = await begin();
    const answer = async (act: () => void) => {
      act();
      flushSync();
      await Promise.resolve();
      await Promise.resolve();
    };
    await recentSets.remove(walk);
    expect(recentSets.list).toEqual([]);
    const [notice] = notices.list;
    await answer(() => {
      notices.dismiss(notice?.id ?? 0);
      notice?.actions[0]?.run();
    });
    await vi.waitFor(() => expect(recentSets.list).toEqual([walk]));
    expect(calls).toEqual([]);
    await recentSets.remove(walk);
    await answer(() => notices.dismiss(notices.list[0]?.id ?? 0));
    expect(calls).toEqual(['files dropped']);
  });

  it('can be brought back though another of its name is removed, and that fails once', async () => {
    const { recentSets, notices, store, calls } = await begin();
    const bringBack = vi.fn(() => Promise.resolve(fail(appError('STO-QUOTA', 'No room.'))));
    const dropFiles = () => Promise.resolve(calls.push('files dropped'));
    store.remove.mockResolvedValue(ok({ bringBack, dropFiles }));
    await recentSets.remove(walk);
    await recentSets.remove({ ...walk, place: 'w2', savedAt: 90_000_000_000 });
    expect(notices.list).toHaveLength(2);
    const [first] = notices.list;
    notices.dismiss(first?.id ?? 0);
    first?.actions[0]?.run();
    await vi.waitFor(() => expect(notices.list.at(-1)?.text).toBe('No room.'));
    notices.list.at(-1)?.actions[0]?.run();
    expect(bringBack).toHaveBeenCalledTimes(2);
    flushSync();
    await Promise.resolve();
    expect(calls).toEqual([]);
  });

  it('keeps its files while undo here leads to it', async () => {
    const { recentSets, notices, calls, pictures, workspace } = await begin();
    await pictures.open(came('a.jpg', 'b.jpg'));
    await workspace.close();
    const id = workspace.line.flatMap(({ set }) => set?.id ?? [])[0] ?? '';
    await recentSets.remove({ ...walk, id });
    notices.dismiss(notices.list[0]?.id ?? 0);
    flushSync();
    await Promise.resolve();
    await Promise.resolve();
    expect(calls).toEqual([]);
  });
});
