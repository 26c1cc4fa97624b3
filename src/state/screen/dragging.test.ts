import { expect, it } from 'vitest';
import { fetchForDragging } from './dragging';
import { Notices } from './notices.svelte';

const words = { what: 'Steps', instead: '“Move up” still works.' };

it('says that nothing can be dragged when what it takes is lost, and tries again', async () => {
  const notices = new Notices();
  const used: string[] = [];
  let isThere = false;
  const load = () => (isThere ? Promise.resolve('library') : Promise.reject(new Error('404')));
  const { stop, fetched } = fetchForDragging(load, (library) => used.push(library), notices, words);
  await fetched;
  expect(notices.list).toMatchObject([
    {
      kind: 'warn',
      text: 'Steps cannot be dragged now: a part of the page could not be loaded. “Move up” still works. Try again, or reload the page.',
      detail: 'Error: 404',
      stays: true,
      actions: [{ label: 'Try again' }],
    },
  ]);
  isThere = true;
  const [notice] = notices.list;
  notice?.actions[0]?.run();
  await Promise.resolve();
  await Promise.resolve();
  expect(used).toEqual(['library']);
  stop();
});

it('says nothing, and uses nothing, where nobody is there any more', async () => {
  const notices = new Notices();
  const used: string[] = [];
  const lost = fetchForDragging(
    () => Promise.reject(new Error('404')),
    () => undefined,
    notices,
    words,
  );
  lost.stop();
  const come = fetchForDragging(
    () => Promise.resolve('library'),
    (library) => used.push(library),
    notices,
    words,
  );
  come.stop();
  await Promise.all([lost.fetched, come.fetched]);
  expect([notices.list, used]).toEqual([[], []]);
});
