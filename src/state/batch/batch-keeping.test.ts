import { expect, it } from 'vitest';
import { unreadableFile } from '../../core/testing/unreadable-file';
import { until } from '../testing';
import { setUp } from './testing';

it.each([
  ['goes on where one file cannot be read any more', unreadableFile('b.jpg'), [0, 1, 2], true],
  ['ends where there is no room', new File(['b'], 'b.jpg'), [0, 1], false],
])('the keeping of a run %s', async (_what, file, asked, isKept) => {
  const kept: number[] = [];
  const { batch, finish } = setUp({
    refused: 1,
    kept: (index) => {
      kept.push(index);
      return Promise.resolve();
    },
  });
  const files = [new File(['a'], 'a.jpg'), file, new File(['c'], 'c.jpg')];
  batch.add(files.map((one) => ({ file: one, folder: '' })));
  const run = batch.start();
  await until(() => kept.length === asked.length && batch.kept === isKept);
  for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) await finish(name);
  await run;
  expect([kept, batch.kept]).toEqual([asked, isKept]);
});
