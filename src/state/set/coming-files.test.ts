import { describe, expect, it } from 'vitest';
import { maxPictures } from '../../core/set/set';
import { came, file, memoryFiles, setUp } from './testing';

const many = (amount: number) =>
  came(...Array.from({ length: amount }, (_, index) => `IMG_${index}.jpg`));

/** A set that came back in another tab, of whose files b.jpg was not stored. */
async function withoutFile() {
  const files = memoryFiles();
  const before = setUp(files);
  await before.pictures.open([
    ...came('a.jpg'),
    { file: file('b.jpg'), folder: 'day 1/' },
    { file: file('b.jpg'), folder: 'day 2/' },
  ]);
  await before.pictures.files.settled();
  const idOf = (folder: string): string =>
    before.pictures.shown.find((one) => one.folder === folder)?.id ?? '';
  files.stored.delete(idOf('day 2/'));
  const next = setUp(files);
  next.workspace.takeDocument({ did: 'open' }, { set: before.workspace.work.set });
  return { ...next, idOf };
}

describe('files that come into a set', () => {
  it('are as many as there is room for, and undo says how many those are', async () => {
    const { workspace, pictures, files } = setUp();
    await pictures.open(many(maxPictures - 2));
    expect(await pictures.add(came('a.jpg', 'b.jpg', 'c.jpg'))).toEqual({
      added: 2,
      given: 0,
      left: 1,
    });
    expect(workspace.undoLabel).toBe('Add 2 pictures');
    expect(await pictures.add(came('d.jpg'))).toEqual({ added: 0, given: 0, left: 1 });
    expect(workspace.undoLabel).toBe('Add 2 pictures');
    await pictures.files.settled();
    expect(files.stored.size).toBe(maxPictures);
    await workspace.undo();
    await pictures.add(came('one.jpg'));
    expect(await pictures.add(came('last.jpg', 'more.jpg'))).toMatchObject({ added: 1, left: 1 });
    expect(workspace.undoLabel).toBe('Add last.jpg');
  });

  it('are given to the pictures that lack them, and are no others', async () => {
    const { pictures, workspace, files, idOf } = await withoutFile();
    const added = await pictures.add([
      { file: file('b.jpg'), folder: '' },
      { file: file('b.jpg'), folder: '' },
      { file: new File(['other'], 'b.jpg', { lastModified: 1000 }), folder: 'day 2/' },
    ]);
    expect(added).toEqual({ added: 2, given: 1, left: 0 });
    expect(workspace.undoLabel).toBe('Add 2 pictures');
    await pictures.files.settled();
    expect(await (await pictures.files.of(idOf('day 2/')))?.text()).toBe('b.jpg');
    expect(files.stored.has(idOf('day 2/'))).toBe(true);
  });

  it('are not kept where none of them can be opened', async () => {
    const { pictures, files } = setUp();
    expect(await pictures.open(came('bad.jpg', 'bad too.jpg'))).toMatchObject({ kind: 'failed' });
    await pictures.files.settled();
    expect([pictures.work, files.stored.size]).toEqual([null, 0]);
  });
});

describe('going to a picture', () => {
  it('opens the current one where none is open', async () => {
    const { workspace, pictures } = await withoutFile();
    expect(workspace.source).toBeNull();
    expect(await pictures.go(pictures.current?.id ?? '')).toMatchObject({ kind: 'opened' });
    expect(workspace.source?.name).toBe('a.jpg');
    expect(await pictures.go(pictures.current?.id ?? '')).toBeNull();
  });

  it('comes to nothing when another picture was opened while its file was fetched', async () => {
    for (const isOpen of [true, false]) {
      const { workspace, pictures, opened, go, release } = setUp();
      await pictures.open(came('a.jpg', 'b.jpg'));
      let fetched: () => void = () => undefined;
      pictures.files.of = () => new Promise((resolve) => (fetched = () => resolve(file('b.jpg'))));
      const going = go('b.jpg');
      const other = workspace.open(file('slow.jpg'), 'slow.jpg');
      if (isOpen) {
        release();
        await other;
      }
      fetched();
      expect(await going).toBeNull();
      release();
      await other;
      expect([workspace.source?.name, pictures.going]).toEqual(['slow.jpg', null]);
      expect(opened).toEqual(['a.jpg', 'slow.jpg']);
    }
  });
});
