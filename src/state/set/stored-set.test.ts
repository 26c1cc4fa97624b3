import { describe, expect, it } from 'vitest';
import { ok } from '../../core/base/result';
import { Autosave } from '../work/autosave.svelte';
import type { StoredWork } from '../work/stored-work';
import { View } from '../screen/view.svelte';
import { came, file, setUp, stops, storedOf, storing, withOwn } from './testing';

/** Brings stored work back in a tab that has nothing else. */
async function restored(work: unknown, source: Blob, files = setUp().files) {
  const next = setUp(files);
  const store = {
    load: () => Promise.resolve(ok({ work, source })),
    saveWork: () => Promise.reject(new Error('nothing is written')),
    saveSource: () => Promise.reject(new Error('nothing is written')),
    isKept: () => Promise.resolve(true),
    setAside: () => Promise.reject(new Error('all can be read')),
  };
  await new Autosave(store, next.workspace, new View(), storing).restore();
  return next;
}

describe('a set that is stored with its work', () => {
  it('comes back with what undo leads to', async () => {
    const all = await withOwn();
    await all.pictures.files.settled();
    const work = await storedOf(all.workspace);
    const next = await restored(work, file('b.jpg'), all.files);
    expect(next.pictures.current?.name).toBe('b.jpg');
    expect(stops(next)).toBe(2);
    expect(next.workspace.undoLabel).toBe('Change Exposure: Exposure');
    await next.go('a.jpg');
    expect(next.workspace.source?.name).toBe('a.jpg');
    expect(stops(next)).toBe(1);
    await next.workspace.undo();
    expect(next.workspace.source?.name).toBe('a.jpg');
    await next.go('b.jpg');
    expect(stops(next)).toBe(1);
  });

  it('comes back as earlier versions stored it, and where what packs it cannot be had', async () => {
    const { workspace } = await withOwn();
    const work = await storedOf(workspace, () => Promise.reject(new Error('offline')));
    expect(work.sets).toBeNull();
    const { sets, ...earlier } = work;
    expect(sets).toBeNull();
    const next = await restored(earlier, file('b.jpg'));
    expect(next.workspace.work.set).toEqual(workspace.work.set);
    expect(next.workspace.line.map(({ set }) => set)).toEqual(
      workspace.line.slice(1).map(({ set }) => set),
    );
  });

  it('takes each picture once, however often undo knows it', async () => {
    const { workspace, pictures, go } = setUp();
    const names = Array.from({ length: 500 }, (_, index) => `IMG_${index}.jpg`);
    await pictures.open(came(...names));
    const alone = JSON.stringify(await storedOf(workspace)).length;
    for (let index = 0; index < 20; index += 1) {
      await go(`IMG_${index}.jpg`);
      pictures.rate(1 + (index % 5));
    }
    expect(workspace.line).toHaveLength(22);
    const work = await storedOf(workspace);
    expect(work.past).toHaveLength(20);
    // Twenty times the places, which are short, but not twenty times the pictures.
    expect(JSON.stringify(work).length).toBeLessThan(3 * alone);
    const next = await restored(JSON.parse(JSON.stringify(work)), file('IMG_19.jpg'));
    expect(next.workspace.work.set).toEqual(workspace.work.set);
  });

  it('is one set where it was stored before sets had ids', async () => {
    const all = await withOwn();
    all.pictures.rate(3);
    const work = JSON.parse(JSON.stringify(await storedOf(all.workspace))) as {
      sets: { sets: Partial<{ id: string }>[] };
    };
    for (const set of work.sets.sets) delete set.id;
    const next = await restored(work, file('b.jpg'), all.files);
    const ids = next.workspace.line.flatMap(({ set }) => set?.id ?? []);
    expect(ids.length).toBeGreaterThan(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('is stored as it was left, however soon something else is opened', async () => {
    const { workspace, pictures, files } = setUp();
    const written: StoredWork[] = [];
    const store = {
      load: () => Promise.resolve(ok(null)),
      saveWork: (work: StoredWork) => Promise.resolve((written.push(work), ok(null))),
      saveSource: () => Promise.resolve(ok(null)),
      isKept: () => Promise.resolve(true),
      setAside: () => Promise.reject(new Error('all can be read')),
    };
    const autosave = new Autosave(store, workspace, new View(), storing);
    await pictures.open(came('a.jpg', 'b.jpg'));
    await autosave.flush();
    pictures.rate(5);
    await workspace.open(file('other.jpg'), 'other.jpg');
    await autosave.flush();
    expect(written.map(({ setId }) => setId)).toEqual([written[0]?.setId, written[0]?.setId, null]);
    const next = await restored(structuredClone(written[1]), file('a.jpg'), files);
    expect(next.pictures.current?.rating).toBe(5);
    expect(next.workspace.undoLabel).toBe('Rate a.jpg');
    // What was written as it was left needs no more.
    await workspace.undo();
    await autosave.flush();
    await workspace.redo();
    await autosave.flush();
    expect(written.map(({ setId }) => setId === null)).toEqual([false, false, true, false, true]);
  });
});
