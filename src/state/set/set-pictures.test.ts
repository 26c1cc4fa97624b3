import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { ok } from '../../core/base/result';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { until } from '../testing';
import { Pictures } from './pictures.svelte';
import { lookOf, setPictureKey, setPictures } from './set-pictures.svelte';
import { came, file, setUp } from './testing';

it('lets the small pictures of a set go with it', async () => {
  const { workspace, pictures } = setUp();
  let open = 0;
  const bitmap = () => {
    open += 1;
    return { width: 1, height: 1, close: () => void (open -= 1) };
  };
  const small = setPictures(
    { renderFile: () => Promise.resolve(ok(bitmap())) },
    workspace,
    pictures,
  );
  await pictures.open(came('a.jpg', 'b.jpg'));
  const keys = pictures.shown.map(({ id }) => setPictureKey(id, lookOf(emptyPipeline)));
  for (const key of keys) small.want(key, emptyPipeline);
  await until(() => small.shown.size === 2);
  flushSync();
  expect(open).toBe(2);
  await workspace.open(file('other.jpg'), 'other.jpg');
  flushSync();
  expect([small.shown.size, open]).toEqual([0, 0]);
});

it('makes small pictures anew once files can be had that could not', async () => {
  const { workspace, pictures, files } = setUp();
  await pictures.open(came('a.jpg', 'b.jpg'));
  await pictures.files.settled();
  const again = new Pictures(workspace, files, () => 'new');
  const made: string[] = [];
  const small = setPictures(
    {
      renderFile: (_file, name) => {
        made.push(name);
        return Promise.resolve(ok({ width: 1, height: 1, close: () => undefined }));
      },
    },
    workspace,
    again,
  );
  const id = again.shown.find(({ name }) => name === 'b.jpg')?.id ?? '';
  files.absentNow.set(id, 'unasked');
  for (const entry of again.shown) {
    small.want(setPictureKey(entry.id, lookOf(emptyPipeline)), emptyPipeline);
  }
  await until(() => small.shown.size === 2);
  flushSync();
  expect(made, 'what is open needs no permission').toEqual(['a.jpg']);
  await again.files.ask([id]);
  flushSync();
  await until(() => small.shown.size === 2);
  expect(made).toEqual(['a.jpg', 'a.jpg', 'b.jpg']);
});
