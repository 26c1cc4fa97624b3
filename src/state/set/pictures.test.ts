import { describe, expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { operationsById } from '../../core/operations/index';
import { newStep } from '../../core/pipeline/edit';
import { layOver } from '../../core/set/own-values';
import { came, file, memoryFiles, setUp, stops, withOwn } from './testing';

describe('the set that is open', () => {
  it('is opened with one change, which undo takes back', async () => {
    const { workspace, pictures, opened } = setUp();
    await workspace.open(file('before.jpg'), 'before.jpg');
    await pictures.open(came('b.jpg', 'a.jpg'));
    expect(workspace.source?.name).toBe('a.jpg');
    expect(workspace.undoLabel).toBe('Open 2 pictures');
    await workspace.undo();
    expect(pictures.work).toBeNull();
    expect(opened).toEqual(['before.jpg', 'a.jpg', 'before.jpg']);
  });

  it('has a name that undo knows, and that nothing but spaces leaves as it is', async () => {
    const { pictures, workspace } = setUp();
    await pictures.open([
      { file: file('a.jpg'), folder: 'By the sea/' },
      { file: file('b.jpg'), folder: 'By the sea/' },
    ]);
    expect(pictures.work?.set.name).toBe('By the sea');
    pictures.rename('  Walk ');
    expect(pictures.work?.set.name).toBe('Walk');
    pictures.rename('   ');
    pictures.rename('Walk');
    expect(workspace.undoLabel).toBe('Rename set');
    await workspace.undo();
    expect(pictures.work?.set.name).toBe('By the sea');
    expect(workspace.undoLabel).toBe('Open 2 pictures');
  });

  it('passes over pictures that cannot be opened, and keeps them in the set', async () => {
    const { workspace, pictures } = setUp();
    await pictures.open(came('bad.jpg', 'good.jpg'));
    expect(workspace.source?.name).toBe('good.jpg');
    expect(pictures.shown.map(({ name }) => name)).toEqual(['bad.jpg', 'good.jpg']);
  });

  it('goes when another picture is opened, and comes back with undo', async () => {
    const { workspace, pictures } = setUp();
    await pictures.open(came('a.jpg', 'b.jpg'));
    await workspace.open(file('other.jpg'), 'other.jpg');
    expect(pictures.work).toBeNull();
    await workspace.undo();
    expect(pictures.current?.name).toBe('a.jpg');
  });

  it('goes to another picture without a change for undo', async () => {
    const { workspace, pictures, go } = setUp();
    await pictures.open(came('a.jpg', 'b.jpg'));
    workspace.addStep('exposure');
    await go('b.jpg');
    expect(workspace.source?.name).toBe('b.jpg');
    expect(workspace.undoLabel).toBe('Add Exposure');
    await workspace.undo();
    expect(workspace.source?.name).toBe('b.jpg');
    expect(workspace.pipeline.steps).toEqual([]);
    await workspace.redo();
    expect(workspace.source?.name).toBe('b.jpg');
    expect(workspace.pipeline.steps).toHaveLength(1);
  });

  it('stays at its picture when another cannot be opened', async () => {
    const { workspace, pictures, go } = setUp();
    await pictures.open(came('a.jpg', 'bad.jpg'));
    expect(await go('bad.jpg')).toMatchObject({ kind: 'failed' });
    expect(workspace.source?.name).toBe('a.jpg');
    expect(pictures.going).toBeNull();
  });

  it('goes as far as was asked for, however fast', async () => {
    const { workspace, pictures } = setUp();
    await pictures.open(came('a.jpg', 'b.jpg', 'c.jpg'));
    const first = pictures.go(pictures.next(1)?.id ?? '');
    const second = pictures.go(pictures.next(1)?.id ?? '');
    await Promise.all([first, second]);
    expect(workspace.source?.name).toBe('c.jpg');
  });

  it('takes the current picture out and shows the next; undo puts it back', async () => {
    const { workspace, pictures } = setUp();
    await pictures.open(came('a.jpg', 'b.jpg'));
    await pictures.remove();
    expect(pictures.shown.map(({ name }) => name)).toEqual(['b.jpg']);
    expect(await pictures.remove()).toBeNull();
    expect(workspace.undoLabel).toBe('Remove a.jpg');
    await workspace.undo();
    expect(pictures.shown.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg']);
    expect(workspace.source?.name).toBe('b.jpg');
  });

  it('takes the picture out that is on its way, not the one that is still open', async () => {
    const { workspace, pictures, go } = setUp();
    await pictures.open(came('a.jpg', 'b.jpg', 'c.jpg'));
    const going = go('b.jpg');
    await Promise.all([going, pictures.remove()]);
    expect(pictures.shown.map(({ name }) => name)).toEqual(['a.jpg', 'c.jpg']);
    expect(workspace.source?.name).toBe('c.jpg');
  });

  it('takes out as many pictures as was asked for, however fast, but never the last', async () => {
    const { workspace, pictures } = setUp();
    await pictures.open(came('a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'));
    const first = pictures.remove();
    await Promise.all([first, pictures.remove()]);
    expect(pictures.shown.map(({ name }) => name)).toEqual(['c.jpg', 'd.jpg']);
    await Promise.all([pictures.remove(), pictures.remove(), pictures.remove()]);
    expect(pictures.shown.map(({ name }) => name)).toEqual(['d.jpg']);
    expect(workspace.source?.name).toBe('d.jpg');
  });

  it('keeps the picture when the next one cannot be opened', async () => {
    const { pictures, go } = setUp();
    await pictures.open(came('a.jpg', 'bad.jpg', 'c.jpg'));
    await pictures.remove();
    await go('c.jpg');
    expect(pictures.shown.map(({ name }) => name)).toEqual(['a.jpg', 'bad.jpg', 'c.jpg']);
  });

  it('has the picture judged that is on its way', async () => {
    const { workspace, pictures } = setUp();
    await pictures.open(came('a.jpg', 'b.jpg'));
    const going = pictures.go(pictures.next(1)?.id ?? '');
    pictures.rate(4);
    await going;
    expect(workspace.source?.name).toBe('b.jpg');
    expect(pictures.current?.rating).toBe(4);
  });

  it('is judged, and undo takes that back, too', async () => {
    const { workspace, pictures } = setUp();
    await pictures.open(came('a.jpg', 'b.jpg'));
    pictures.rate(3);
    pictures.flag('pick');
    expect(pictures.current).toMatchObject({ rating: 3, flag: 'pick' });
    pictures.flag('pick');
    expect(pictures.current?.flag).toBe('none');
    await workspace.undo();
    expect(pictures.current).toMatchObject({ rating: 3, flag: 'pick' });
    expect(workspace.undoLabel).toBe('Pick a.jpg');
  });
});

describe('values for one picture only', () => {
  it('stay with their picture, and undo knows them wherever it is pressed', async () => {
    const all = await withOwn();
    await all.go('a.jpg');
    expect(stops(all)).toBe(1);
    expect(all.pictures.counts.own).toBe(1);
    await all.workspace.undo();
    await all.workspace.undo();
    expect(all.pictures.counts.own).toBe(0);
    await all.workspace.redo();
    await all.workspace.redo();
    await all.go('b.jpg');
    expect(stops(all)).toBe(2);
  });

  it('go back to those of the set, or are given to all', async () => {
    const all = await withOwn();
    all.pictures.own(all.step(), false);
    expect(stops(all)).toBe(1);
    await all.workspace.undo();
    all.pictures.give(all.step());
    await all.go('c.jpg');
    expect(stops(all)).toBe(2);
    expect(all.pictures.counts.own).toBe(0);
  });

  it('give way to a pipeline that is put in place of the whole', async () => {
    const all = await withOwn();
    const { pipeline } = all.workspace;
    const values = { stops: -1, protection: 0 };
    const other = layOver(pipeline, { [all.step().id]: { operation: 'exposure', values } });
    all.workspace.replacePipeline({ did: 'restore' }, other);
    await all.go('a.jpg');
    expect(stops(all)).toBe(-1);
  });

  it('stay where steps only come behind', async () => {
    for (const open of ['a.jpg', 'b.jpg']) {
      const all = await withOwn();
      await all.go(open);
      const { pipeline } = all.workspace;
      const sepia = operationsById.get('sepia');
      if (!sepia) throw new Error('there is a sepia');
      const steps = [...pipeline.steps, newStep(sepia)];
      all.workspace.replacePipeline({ did: 'append' }, { ...pipeline, steps });
      expect(all.pictures.counts.own).toBe(1);
      await all.go('c.jpg');
      expect(stops(all)).toBe(1);
      await all.go('b.jpg');
      expect(stops(all)).toBe(2);
    }
  });

  it('give way to it whichever picture is open then', async () => {
    const all = await withOwn();
    await all.go('a.jpg');
    const [a, , c] = all.pictures.shown;
    const values = { stops: -1, protection: 0 };
    const own = { [all.step().id]: { operation: 'exposure', values } };
    all.workspace.replacePipeline({ did: 'restore' }, layOver(all.workspace.pipeline, own));
    expect(all.pictures.counts.own).toBe(0);
    await all.go('b.jpg');
    expect(stops(all)).toBe(-1);
    expect(all.pictures.shown.filter((entry) => entry === a || entry === c)).toHaveLength(2);
    await all.workspace.undo();
    expect(stops(all)).toBe(2);
  });
});

describe('the files of a set', () => {
  it('are all kept, and said when not', async () => {
    const { pictures, files } = setUp();
    await pictures.open(came('a.jpg', 'b.jpg'));
    await pictures.files.settled();
    expect(files.stored.size).toBe(2);
    const full = setUp(memoryFiles(appError('STO-QUOTA', 'Full.')));
    await full.pictures.open(came('a.jpg', 'b.jpg'));
    await full.pictures.files.settled();
    expect(full.pictures.unstored?.code).toBe('STO-QUOTA');
    expect(full.pictures.counts.unstored).toBe(2);
    // They are here all the same.
    await full.go('b.jpg');
    expect(full.workspace.source?.name).toBe('b.jpg');
    // Of pictures that are not open any more nothing is said.
    await full.workspace.open(file('other.jpg'), 'other.jpg');
    expect(full.pictures.unstored).toBeNull();
  });
});
