import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { cancelled } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { type Order, orderOf } from '../base/order';
import { until } from '../testing';
import { beforeAnything } from './testing';

/** Files that are being made are handed over to an export. */
async function takenOver() {
  const all = await beforeAnything();
  const stopFollowing = all.preparedExport.follow();
  flushSync();
  await until(() => all.asked.inputs.length === 1);
  const heard: number[] = [];
  const abort = new AbortController();
  const order = orderOf(all.workspace);
  if (order === null) throw new Error('A picture is open.');
  const progress = (share: number): void => void heard.push(share);
  const take = () => all.preparedExport.take(order, { progress, signal: abort.signal });
  const job = (index: number) => {
    const options = all.asked.inputs[index]?.[2];
    if (options === undefined) throw new Error(`There is no job ${index}.`);
    return options;
  };
  return { ...all, heard, abort, order, take, job, stopFollowing };
}

it('hands a file that is being made over to an export, and nothing is made twice', async () => {
  const { asked, preparedExport, set, heard, take, job, stopFollowing } = await takenOver();
  job(0).progress(0.25);
  const answer = take();
  set('running', true);
  expect(job(0).signal.aborted).toBe(false);
  job(0).progress(0.5);
  expect(heard).toEqual([0.25, 0.5]);
  await asked.answer(0, ok(exportAnswer));
  expect(await answer).toEqual(ok(exportAnswer));
  expect([preparedExport.ready(), preparedExport.busy]).toEqual([exportAnswer, false]);
  set('running', false);
  expect([asked.inputs.length, preparedExport.busy]).toEqual([1, false]);
  expect(take(), 'it is made already').toBeNull();
  stopFollowing();
});

it('finishes a file that an export took over, whatever is changed meanwhile', async () => {
  const { workspace, asked, preparedExport, set, take, job, stopFollowing } = await takenOver();
  const answer = take();
  set('running', true);
  workspace.addStep('invert');
  flushSync();
  expect(job(0).signal.aborted).toBe(false);
  await asked.answer(0, ok(exportAnswer));
  expect(await answer).toEqual(ok(exportAnswer));
  expect(preparedExport.ready(), 'it is of other steps').toBeNull();
  expect(asked.inputs, 'the export comes first').toHaveLength(1);
  set('running', false);
  await asked.answer(1, ok(exportAnswer));
  expect(preparedExport.ready()).toBe(exportAnswer);
  stopFollowing();
});

it('makes a file ahead again when the export that took it over was stopped', async () => {
  const { asked, preparedExport, set, abort, take, job, stopFollowing } = await takenOver();
  const answer = take();
  set('running', true);
  abort.abort();
  flushSync();
  expect(job(0).signal.aborted).toBe(true);
  await asked.answer(0, fail(cancelled()));
  expect((await answer)?.ok).toBe(false);
  set('running', false);
  await asked.answer(1, ok(exportAnswer));
  expect([preparedExport.ready(), preparedExport.failure]).toEqual([exportAnswer, null]);
  stopFollowing();
});

it('hands over no file of another order', async () => {
  const { workspace, show, asked, preparedExport, order, stopFollowing } = await takenOver();
  const { signal } = new AbortController();
  const take = (wanted: Order) =>
    preparedExport.take(wanted, { progress: () => undefined, signal });
  const { pipeline, settings, source } = order;
  const renamed = { source, pipeline, settings: { ...settings, fileName: 'other' } };
  expect(take(renamed), 'a name makes no other file').not.toBeNull();
  // From here on it is finished, whatever is changed.
  expect(take({ source, pipeline, settings: { ...settings, metadata: 'all' } })).toBeNull();
  workspace.addStep('invert');
  expect(take({ source, settings, pipeline: workspace.pipeline })).toBeNull();
  await show(1);
  const another = orderOf(workspace)?.source ?? source;
  expect(take({ source: another, pipeline, settings })).toBeNull();
  await asked.answer(0, ok(exportAnswer));
  stopFollowing();
});

it('hands over no file that was stopped, as when an edit was taken back', async () => {
  const { workspace, asked, preparedExport, take, job, stopFollowing } = await takenOver();
  workspace.addStep('invert');
  flushSync();
  expect(job(0).signal.aborted).toBe(true);
  await workspace.undo();
  flushSync();
  expect(take()).toBeNull();
  await asked.answer(0, fail(cancelled()));
  await asked.answer(1, ok(exportAnswer));
  expect(preparedExport.ready()).toBe(exportAnswer);
  stopFollowing();
});
