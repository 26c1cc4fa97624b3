import { expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { CarriedHistory } from '../../core/documents/project/history-text';
import { Notices } from '../../state/screen/notices.svelte';
import { takeHistories } from './take-histories';

const nothing: CarriedHistory = {
  versions: [],
  traces: [],
  pictures: new Map(),
  problems: new Map(),
  refused: [],
  isNewer: false,
};
const added = { added: 2, known: 0, thinned: 0 };

async function said(list: readonly CarriedHistory[], result = ok(added)) {
  const notices = new Notices();
  await takeHistories(list, { add: () => Promise.resolve(result) }, notices);
  return notices.list.map(({ kind, text }) => `${kind}: ${text}`);
}

it('says how many versions came', async () => {
  expect(await said([nothing])).toEqual(['info: 2 versions were added to your history.']);
});

it('says what of it could not be read', async () => {
  const error = appError('CFG-SHAPE', 'No.');
  const damaged = { ...nothing, refused: [{ place: 1, error }], isNewer: true };
  const partly = { ...nothing, problems: new Map([['x', []]]) };
  expect(await said([damaged, partly])).toEqual([
    'warn: 2 versions were added to your history. 1 version could not be read. Of 1 version only a part was read. A newer version of Pipette wrote it, so there may be more in it.',
  ]);
});

it('says why nothing came', async () => {
  const notices = new Notices();
  const full = fail(appError('STO-QUOTA', 'No room.'));
  await takeHistories([nothing], { add: () => Promise.resolve(full) }, notices);
  expect(notices.list.map(({ text }) => text)).toEqual(['No room.']);
});
