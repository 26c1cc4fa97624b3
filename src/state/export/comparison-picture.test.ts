import { flushSync } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { expect, it } from 'vitest';
import type { ComparisonAnswer } from '../../core/engine/comparison-picture';
import type { Engine } from '../../core/engine/contract';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import { headOf, idOf } from '../../core/testing/any-history';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { Asked, calm, until, workspaceWith } from '../testing';
import { View } from '../screen/view.svelte';
import { ComparisonPicture } from './comparison-picture.svelte';
import { comparisonSettings, initialComparison } from './comparison-options';
import { Exporting } from './exporting.svelte';

const answer: ComparisonAnswer = {
  bytes: new Uint8Array([1, 2, 3]),
  mime: 'image/jpeg',
  extension: 'jpg',
  width: 2400,
  height: 800,
  quality: 85,
  frames: 1,
  milliseconds: 5,
};

/** The reading of versions, one of which waits for another where a test wants that. */
class Reading {
  held = false;
  readonly #of = new SvelteMap([['lineage', idOf(8)]]);
  #waiting: (() => void)[] = [];

  get lineage(): string {
    return this.#of.get('lineage') ?? '';
  }

  set lineage(lineage: string) {
    this.#of.set('lineage', lineage);
  }

  turn(): Promise<void> {
    return this.held
      ? new Promise((resolve) => void this.#waiting.push(resolve))
      : Promise.resolve();
  }

  /** Has those that wait come to an end. */
  go(): void {
    for (const one of this.#waiting.splice(0)) one();
  }
}

/** A picture of two is open with one step; the comparison is made when the test says so. */
async function setUp(share: ((file: File) => Promise<boolean>) | null = null) {
  const { workspace, show } = workspaceWith(openedPicture('owl.jpg'), openedPicture('ship.jpg'));
  await show(0);
  workspace.renamePipeline('Golden');
  const step = workspace.addStep('invert') ?? '';
  const asked = new Asked<Parameters<Engine['comparisonPicture']>, ComparisonAnswer>();
  const saved: string[] = [];
  const refuse = (): never => {
    throw new Error('this is no export');
  };
  const outlets = { save: (_: Blob, name: string) => void saved.push(name), share: null };
  const copy = () => Promise.resolve('copied' as const);
  const view = new View();
  const kept = { name: 'Old', steps: [] };
  const reading = new Reading();
  const made = new ComparisonPicture(
    { comparisonPicture: asked.call },
    workspace,
    { idle: true },
    view,
    {
      get lineage() {
        return reading.lineage;
      },
      head: idOf(1),
      contents: async (id) => {
        await reading.turn();
        return id === idOf(1)
          ? ok({ ...headOf(1, []), pipeline: kept, settings: null })
          : fail(appError('VER-READ', 'It is gone.'));
      },
    },
    new Exporting({ export: refuse, metadata: refuse }, workspace, { ...outlets, copy }),
    { ...outlets, copy, share },
  );
  const stop = made.follow();
  flushSync();
  return { made, workspace, show, step, asked, saved, view, kept, reading, stop };
}

it('makes what is wanted ahead, and saves that and nothing older', async () => {
  const { made, workspace, show, asked, saved, stop } = await setUp();
  const undo = workspace.undoLabel;
  await asked.answer(0, ok(answer));
  expect([made.current, made.answer]).toEqual([true, answer]);
  made.save();
  expect(saved).toEqual(['owl-comparison.jpg']);
  made.change({ gap: 10 });
  flushSync();
  expect([made.current, made.answer], 'it is shown until the new one is there').toEqual([
    false,
    answer,
  ]);
  made.save();
  expect(saved).toHaveLength(1);
  await asked.answer(1, ok(answer));
  workspace.changeSettings({ fileName: '{pipeline}-{width}' });
  flushSync();
  made.save();
  expect(saved.at(-1)).toBe('Golden-2400-comparison.jpg');
  await workspace.undo();
  expect(workspace.undoLabel, 'nothing of it is a change of the work').toBe(undo);
  await show(1);
  flushSync();
  expect(made.answer, 'it is of another picture').toBeNull();
  stop();
});

it('shows before and after, with their words or without', async () => {
  const { made, workspace, asked, stop } = await setUp();
  workspace.addStep('flip');
  await until(() => asked.inputs.length > 0);
  const names = () => asked.inputs.at(-1)?.[1].pictures.map(({ caption }) => caption.name);
  const steps = () =>
    asked.inputs.at(-1)?.[1].pictures.map(({ pipeline }) => pipeline.steps.map((s) => s.operation));
  expect(names()).toEqual(['Original', 'Result']);
  expect(steps(), 'before lies under after').toEqual([['flip'], ['invert', 'flip']]);
  made.change({ captions: false });
  await until(() => asked.inputs.length > 1);
  expect(names()).toEqual(['', '']);
  stop();
});

it('splits where the divider is on screen, also when only a part is seen', async () => {
  const { made, asked, view, stop } = await setUp();
  view.splitAt(0.25);
  made.change({ kind: 'split' });
  expect(made.divider).toBe(0.25);
  view.seen = { zoom: 2, x: 0.75, y: 0.5, width: 0.5, height: 0.5 };
  expect(made.divider).toBe(0.625);
  await until(() => asked.inputs.length > 0);
  expect(asked.inputs.at(-1)?.[1].look.arrangement).toMatchObject({ kind: 'split', at: 0.625 });
  stop();
});

it('tells the values of steps in words, of those that are on and chosen', async () => {
  const { made, workspace, asked, step, stop } = await setUp();
  workspace.addStep('exposure');
  const off = workspace.addStep('sepia') ?? '';
  workspace.enableStep(off, false);
  made.change({ kind: 'steps' });
  await until(() => asked.inputs.length > 0);
  const captions = () => asked.inputs.at(-1)?.[1].pictures.map(({ caption }) => caption);
  expect(captions()?.map(({ name }) => name)).toEqual(['Original', '1 Invert', '2 Exposure']);
  expect(captions()?.at(-1)?.note).toContain('EV');
  made.change({ left: new Set(['source', step]), notes: false });
  await until(() => asked.inputs.length > 1);
  expect(captions()).toEqual([{ name: '2 Exposure', note: '' }]);
  made.change({ left: new Set(['source', step, workspace.pipeline.steps[1]?.id ?? '']) });
  expect(made.lacks).toBe('stages');
  stop();
});

it('compares versions: the last one with now, until others are picked', async () => {
  const { made, workspace, asked, kept, stop } = await setUp();
  made.change({ kind: 'versions' });
  await until(() => asked.inputs.length > 0);
  const pipelines = () => asked.inputs.at(-1)?.[1].pictures.map(({ pipeline }) => pipeline);
  expect(pipelines()).toEqual([kept, workspace.pipeline]);
  await made.pick(1, idOf(2));
  expect([made.unread?.message, made.picked]).toEqual(['It is gone.', [idOf(1), null]]);
  await made.pick(0, null);
  await until(() => asked.inputs.length > 1);
  expect(pipelines()).toEqual([workspace.pipeline, workspace.pipeline]);
  stop();
});

it('takes the version that was picked last, whichever is read first, and forgets others', async () => {
  const { made, reading, stop } = await setUp();
  reading.held = true;
  const [slow, quick] = [made.pick(0, idOf(1)), made.pick(0, null)];
  reading.go();
  await Promise.all([slow, quick]);
  expect(made.picked).toEqual([null, null]);
  // What cannot be read any more, but is wanted no more either, is not told.
  const [gone, kept] = [made.pick(1, idOf(2)), made.pick(1, idOf(1))];
  reading.go();
  await Promise.all([gone, kept]);
  expect([made.picked, made.unread]).toEqual([[null, idOf(1)], null]);
  // Each side has its own last one.
  const both = [made.pick(0, idOf(1)), made.pick(1, null)];
  reading.go();
  await Promise.all(both);
  expect(made.picked).toEqual([idOf(1), null]);
  // Versions are those of one pipeline.
  reading.lineage = idOf(9);
  flushSync();
  expect(made.picked).toEqual([null, null]);
  stop();
});

it('says why there is no picture, and forgets that with the next', async () => {
  const { made, asked, saved, stop } = await setUp();
  const error = appError('JOB-MEMORY', 'Too large.');
  await asked.answer(0, fail(error));
  expect([made.failure, made.current, made.answer]).toEqual([error, true, null]);
  made.save();
  expect(saved).toEqual([]);
  made.change({ longEdge: 800 });
  await asked.answer(1, ok(answer));
  expect([made.failure, made.answer]).toEqual([null, answer]);
  stop();
  await calm();
  expect(made.answer, 'nobody looks any more').toBeNull();
});

it('makes a sheet of chosen steps for others', async () => {
  const { made, workspace, asked, step, stop } = await setUp();
  stop();
  const { source, pipeline, settings } = workspace;
  if (source === null) throw new Error('a picture is open');
  const options = { progress: () => undefined, signal: new AbortController().signal };
  const making = made.sheetOf({ source, pipeline, settings }, new Set([step]), options);
  await asked.answer(0, ok(answer));
  const sheet = await making;
  expect(sheet.ok && sheet.value.name).toBe('contact-sheet.jpg');
  expect(asked.inputs[0]?.[1].pictures.map(({ caption }) => caption.name)).toEqual(['1 Invert']);
  const none = await made.sheetOf({ source, pipeline, settings }, new Set(), options);
  expect(none.ok ? '' : none.error.message).toMatch(/nothing for a contact sheet/);
  expect(none).toMatchObject({ error: { advice: 'Choose another step, or no contact sheet.' } });
});

it('sets the quality of formats that have one, and leaves the others', async () => {
  const { workspace, stop } = await setUp();
  const valuesOf = (format: string) => {
    const options = { ...initialComparison, format, quality: 33 };
    return comparisonSettings(options, workspace.settings).values[format];
  };
  expect(valuesOf('jpeg')).toMatchObject({ quality: 33 });
  expect(valuesOf('webp')).toMatchObject({ quality: 33 });
  expect(JSON.stringify(valuesOf('png'))).not.toContain('33');
  stop();
});

it('copies and shares the picture once it is made, where the browser can', async () => {
  const shared: string[] = [];
  const { made, asked, stop } = await setUp((file) => {
    shared.push(file.name);
    return Promise.resolve(true);
  });
  expect([await made.copy(), await made.shareFile(), shared]).toEqual(['refused', false, []]);
  await asked.answer(0, ok(answer));
  expect([await made.copy(), await made.shareFile()]).toEqual(['copied', true]);
  expect([made.canShare, shared]).toEqual([true, ['owl-comparison.jpg']]);
  stop();
  const other = await setUp();
  await other.asked.answer(0, ok(answer));
  expect([other.made.canShare, await other.made.shareFile()]).toEqual([false, false]);
  other.stop();
});
