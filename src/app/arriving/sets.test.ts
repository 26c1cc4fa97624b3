import { describe, expect, it } from 'vitest';
import { maxPictures } from '../../core/set/set';
import { Notices } from '../../state/screen/notices.svelte';
import { View } from '../../state/screen/view.svelte';
import { came, file, memoryFiles, setUp } from '../../state/set/testing';
import { Opening } from './opening.svelte';
import { addToSet, openSet, reopen } from './sets';

function begin(files = memoryFiles()) {
  const all = setUp(files);
  const { workspace, pictures } = all;
  const stores = { workspace, notices: new Notices(), view: new View() };
  const opening = new Opening(
    stores,
    () => Promise.reject(new Error('nothing is read')),
    Promise.resolve(),
  );
  return {
    ...all,
    opening,
    stores,
    open: (...names: readonly string[]) => openSet(opening, stores, { pictures }, came(...names)),
    add: (...names: readonly string[]) => addToSet(opening, stores, { pictures }, came(...names)),
    said: () => stores.notices.list.map(({ text }) => text),
  };
}

const names = (amount: number): string[] =>
  Array.from({ length: amount }, (_, index) => `IMG_${index}.jpg`);

describe('pictures that come together', () => {
  it('are said to be open once one is, and can be put back', async () => {
    const { workspace, pictures, stores, open, said } = begin();
    await workspace.open(file('before.jpg'), 'before.jpg');
    await open('a.jpg', 'b.jpg');
    expect(said()).toEqual(['Opened 2 pictures. Arrow keys go from one to the next.']);
    stores.notices.list[0]?.actions[0]?.run();
    expect(pictures.work).toBeNull();
  });

  it('are not said to be open when none could be opened, whatever set is open', async () => {
    const { pictures, stores, open, said } = begin();
    await open('a.jpg', 'b.jpg', 'c.jpg');
    const { set } = stores.workspace.work;
    for (const { id } of stores.notices.list) stores.notices.dismiss(id);
    await open('bad.jpg', 'bad too.jpg');
    expect(said()).toEqual(['Damaged.']);
    expect(pictures.work?.set).toBe(set);
  });

  it('are counted where the set has no room for them', async () => {
    const { open, add, said } = begin();
    await open(...names(maxPictures + 3));
    expect(said()).toEqual([
      'Opened 2,000 pictures. Arrow keys go from one to the next. A set holds 2,000 pictures: 3 did not fit.',
    ]);
    await add('more.jpg');
    expect(said()).toEqual(['A set holds 2,000 pictures: 1 did not fit.']);
  });

  it('are told one by one where one of several found room', async () => {
    const { open, add, said } = begin();
    await open(...names(maxPictures - 1));
    await add('last.jpg', 'more.jpg');
    expect(said()).toEqual(['Added 1 picture. A set holds 2,000 pictures: 1 did not fit.']);
  });

  it('are added without a word, but for files that were missing', async () => {
    const files = memoryFiles();
    const before = begin(files);
    await before.open('a.jpg', 'b.jpg');
    await before.pictures.files.settled();
    files.stored.clear();
    const next = begin(files);
    next.workspace.takeDocument({ did: 'open' }, { set: before.workspace.work.set });
    await next.add('a.jpg');
    expect(next.said()).toEqual(['Files that were missing are here again: 1.']);
    expect(next.workspace.source?.name).toBe('a.jpg');
    await next.add('c.jpg');
    expect(next.said()).toHaveLength(1);
  });
});

describe('a picture that comes alone', () => {
  it('is opened without a set', async () => {
    const { open, workspace, pictures } = begin();
    await open('only.jpg');
    expect([workspace.source?.name, pictures.work]).toEqual(['only.jpg', null]);
  });
});

describe('a set that came back without its picture', () => {
  it('opens it from its own file, unless another is on its way', async () => {
    const files = memoryFiles();
    const before = begin(files);
    await before.open('a.jpg', 'b.jpg');
    await before.pictures.files.settled();
    const next = begin(files);
    const { workspace, pictures, opening } = next;
    await reopen(opening, workspace, pictures);
    expect(workspace.source).toBeNull();
    workspace.takeDocument({ did: 'open' }, { set: before.workspace.work.set });
    await reopen(opening, workspace, pictures);
    expect(workspace.source?.name).toBe('a.jpg');
  });
});
