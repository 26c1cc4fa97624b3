import { flushSync } from 'svelte';
import { afterEach, expect, it, vi } from 'vitest';

import type { Engine, ExportAnswer } from '../../core/engine/contract';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { PreparedExport } from './prepared-export.svelte';
import { Asked, until, workspaceWith } from '../testing';
import { beforeAnything } from './testing';

/** A file that was made ahead of the first of two pictures that only their bytes tell apart. */
async function setUp() {
  const { workspace, show } = workspaceWith(openedPicture(), openedPicture());
  await show(0);
  const asked = new Asked<Parameters<Engine['export']>, ExportAnswer>();
  const preparedExport = new PreparedExport(
    { export: asked.call, expectedSeconds: () => 0, expectFile: () => undefined },
    workspace,
    { idle: true, shape: null },
    {
      state: { kind: 'idle' },
    },
  );
  const stop = preparedExport.follow();
  flushSync();
  await asked.answer(0, ok(exportAnswer));
  return { workspace, show, preparedExport, stop };
}

it('hands a file over for the very order that it was made of, and for no other', async () => {
  const { workspace, show, preparedExport, stop } = await setUp();
  expect(preparedExport.ready()).toBe(exportAnswer);
  workspace.changeSettings({ fileName: 'other' });
  expect(preparedExport.ready(), 'a name makes no other file').toBe(exportAnswer);
  workspace.changeSettings({ metadata: 'all' });
  expect(preparedExport.ready(), 'for other settings').toBeNull();
  await workspace.undo();
  expect(preparedExport.ready()).toBe(exportAnswer);
  workspace.addStep('invert');
  expect(preparedExport.ready(), 'for another pipeline').toBeNull();
  await workspace.undo();
  await show(1);
  expect(preparedExport.ready(), 'for another picture').toBeNull();
  stop();
});

it('tells no size of another format or of another picture', async () => {
  const { workspace, show, preparedExport, stop } = await setUp();
  workspace.changeSettings({ metadata: 'all' });
  expect(preparedExport.latest).toBe(exportAnswer);
  workspace.changeSettings({ format: 'png' });
  expect(preparedExport.latest).toBeNull();
  await workspace.undo();
  expect(preparedExport.latest).toBe(exportAnswer);
  await show(1);
  expect(preparedExport.latest).toBeNull();
  stop();
});

it('waits for the preview, and makes room for an export that somebody waits for', async () => {
  const { asked, preparedExport, set } = await beforeAnything();
  set('idle', false);
  const stop = preparedExport.follow();
  flushSync();
  expect(preparedExport.busy, 'it is about to be').toBe(true);
  set('idle', true);
  await until(() => asked.inputs.length === 1);
  set('running', true);
  expect(asked.inputs[0]?.[2].signal.aborted).toBe(true);
  await asked.answer(0, ok(exportAnswer));
  expect(preparedExport.answer, 'nobody wanted it any more').toBeNull();
  set('running', false);
  await asked.answer(1, ok(exportAnswer));
  expect([preparedExport.answer, preparedExport.busy]).toEqual([exportAnswer, false]);
  stop();
});

it('makes the file again for its picture when that is to be seen, and closes the picture', async () => {
  const { workspace, asked, preparedExport } = await beforeAnything();
  const stop = preparedExport.follow();
  flushSync();
  await asked.answer(0, ok(exportAnswer));
  preparedExport.shown = true;
  flushSync();
  expect(preparedExport.ready(), 'it is the same file').toBe(exportAnswer);
  let isOpen = true;
  const bitmap = { width: 1, height: 1, close: () => void (isOpen = false) };
  const inspection = { similarity: null, meanSquaredError: null, bitmap };
  await asked.answer(1, ok({ ...exportAnswer, inspection }));
  expect(asked.inputs.map(([, { purpose }]) => purpose)).toEqual(['measure', 'inspect']);
  preparedExport.shown = false;
  flushSync();
  expect([preparedExport.busy, isOpen], 'its size is known').toEqual([false, true]);
  await workspace.close();
  flushSync();
  expect([preparedExport.answer, isOpen]).toEqual([null, false]);
  stop();
});

it('tells why there is no file, of the very work that has none', async () => {
  const { workspace, asked, preparedExport } = await beforeAnything();
  const stop = preparedExport.follow();
  flushSync();
  await asked.answer(0, fail(appError('JOB-MEMORY', 'There is not enough memory.')));
  expect([preparedExport.failure?.code, preparedExport.current]).toEqual(['JOB-MEMORY', true]);
  expect([preparedExport.ready(), preparedExport.answer]).toEqual([null, null]);
  workspace.addStep('invert');
  expect(preparedExport.current).toBe(false);
  flushSync();
  await asked.answer(1, ok(exportAnswer));
  expect([preparedExport.failure, preparedExport.ready()]).toEqual([null, exportAnswer]);
  stop();
});

afterEach(() => void vi.useRealTimers());

/** Returns the milliseconds until the engine is asked for a file, and how it is told before. */
async function timed() {
  const all = await beforeAnything();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const stop = all.preparedExport.follow();
  flushSync();
  const { asked } = all;
  const askedAfter = async (): Promise<number> => {
    const before = asked.inputs.length;
    for (let waited = 0; waited <= 1000; waited += 10) {
      if (asked.inputs.length > before) return waited;
      await vi.advanceTimersByTimeAsync(10);
    }
    return Infinity;
  };
  const answerLast = async (): Promise<void> => {
    const answered = asked.answer(asked.inputs.length - 1, ok(exportAnswer));
    await vi.advanceTimersByTimeAsync(1000);
    await answered;
  };
  /** Does something and returns how long the file waits for; then nothing happens for a second. */
  const waits = async (act: () => unknown): Promise<number> => {
    await act();
    flushSync();
    const waited = await askedAfter();
    await answerLast();
    return waited;
  };
  return { ...all, waits, askedAfter, answerLast, stop };
}

it('makes the first file of a picture soon, and has what makes it started meanwhile', async () => {
  const { expected, askedAfter, answerLast, waits, show, stop } = await timed();
  expect(expected.files).toBe(1);
  expect(await askedAfter()).toBe(20);
  await answerLast();
  expect(await waits(() => show(1))).toBe(20);
  stop();
});

it('makes a file soon whose settings were chosen, and not while they are dragged', async () => {
  const { workspace, answerLast, askedAfter, waits, takes, stop } = await timed();
  await askedAfter();
  await answerLast();
  const quality = (value: number) => () => {
    const { values } = workspace.settings;
    workspace.changeSettings({ values: { ...values, jpeg: { ...values.jpeg, quality: value } } });
    flushSync();
  };
  expect(await waits(quality(70))).toBe(10);
  quality(69)();
  await vi.advanceTimersByTimeAsync(50);
  expect(await waits(quality(68)), 'a hand that moves').toBe(350);
  expect(await waits(() => workspace.addStep('invert')), 'an edit').toBe(350);
  takes.seconds = 5;
  expect(await waits(quality(50)), 'what takes long').toBe(350);
  stop();
});

it('begins an edit no sooner for a tool that was open meanwhile, nor a slow file of a new picture', async () => {
  const { workspace, show, answerLast, askedAfter, waits, takes, stop } = await timed();
  await askedAfter();
  await answerLast();
  workspace.addStep('invert');
  const [step] = workspace.pipeline.steps;
  workspace.tool = { kind: 'crop', step: step?.id ?? '' };
  flushSync();
  await vi.advanceTimersByTimeAsync(1000);
  const edited = (): void => {
    workspace.tool = null;
  };
  expect(await waits(edited)).toBe(350);
  takes.seconds = 5;
  expect(await waits(() => show(1))).toBe(350);
  stop();
});

it('rests before a file of another size, for which all steps are done again', async () => {
  const { workspace, answerLast, askedAfter, waits, stop } = await timed();
  await askedAfter();
  await answerLast();
  expect(await waits(() => workspace.changeSettings({ size: 'web' }))).toBe(350);
  expect(await waits(() => workspace.changeSettings({ metadata: 'all' }))).toBe(10);
  stop();
});
