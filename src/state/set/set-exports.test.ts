import { describe, expect, it } from 'vitest';
import { exportsOf } from './set-exports';
import { file, memoryFiles, setUp, withOwn } from './testing';

describe('the pictures of a set as files of a run', () => {
  it('have the values of now, and those they had once the set is gone', async () => {
    const all = await withOwn();
    const [, b] = (await exportsOf(all.workspace, all.pictures)).files;
    const stopsOf = (own = b?.own()) => own?.[all.step().id]?.values['stops'];
    all.workspace.changeValues(all.step().id, { stops: 3 });
    expect(stopsOf()).toBe(3);
    await all.go('a.jpg');
    expect(stopsOf()).toBe(3);
    await all.workspace.open(file('other.jpg'), 'other.jpg');
    expect(stopsOf()).toBe(2);
  });

  it('are counted where they were not stored', async () => {
    const files = memoryFiles();
    const before = setUp(files);
    await before.pictures.open(
      ['a.jpg', 'b.jpg'].map((name) => ({ file: file(name), folder: '' })),
    );
    await before.pictures.files.settled();
    const set = before.workspace.work.set;
    files.stored.delete('id-2');
    const next = setUp(files);
    next.workspace.takeDocument({ did: 'open' }, { set });
    const { files: found, missing } = await exportsOf(next.workspace, next.pictures);
    expect([found.map((one) => one.file.name), missing]).toEqual([['a.jpg'], 1]);
  });
});
