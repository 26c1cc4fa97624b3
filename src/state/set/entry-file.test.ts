import { expect, it } from 'vitest';
import { unreadableFile } from '../../core/testing/unreadable-file';
import { fileOfEntry } from './entry-file';
import { Pictures } from './pictures.svelte';
import { exportsOf } from './set-exports';
import { came, setUp, withOwn } from './testing';

it('is what is on screen, whatever became of its file; a run has it, too', async () => {
  const { workspace, pictures, files } = await withOwn();
  await pictures.files.settled();
  const [a, b] = pictures.shown.map(({ id }) => id);
  for (const id of files.stored.keys()) files.absentNow.set(id, 'gone');
  // As after a reload: nothing is at hand but what is open.
  const again = new Pictures(workspace, files, () => 'new');
  expect(await fileOfEntry(b ?? '', workspace, again)).toBe(workspace.source?.file);
  expect(await fileOfEntry(a ?? '', workspace, again)).toBeNull();
  const found = await exportsOf(workspace, again);
  expect([found.files.map(({ file }) => file.name), found.missing]).toEqual([['b.jpg'], 2]);
});

it('is what is kept where that on screen cannot be read any more', async () => {
  const { workspace, pictures, files } = setUp();
  await pictures.open([{ file: unreadableFile('a.jpg'), folder: '' }, ...came('b.jpg')]);
  await pictures.files.settled();
  const [id = ''] = files.stored.keys();
  const kept = new Blob(['kept']);
  files.stored.set(id, kept);
  const again = new Pictures(workspace, files, () => 'new');
  expect(await fileOfEntry(id, workspace, again)).toBe(kept);
});
