// Longer than a file should be, as the store that it looks at: all of it shares how a picture is opened.

import { expect, it } from 'vitest';
import { appError, cancelled } from '../../core/base/errors';
import type { Engine, Source, SourceInfo } from '../../core/engine/contract';
import { fail, ok } from '../../core/base/result';
import { sampleSteps } from '../../core/presets/sample-steps';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { limits } from '../../core/base/limits';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { Asked } from '../testing';
import { Workspace } from './workspace.svelte';

function setUp() {
  const asked = new Asked<Parameters<Engine['open']>, SourceInfo>();
  let closes = 0;
  const workspace = new Workspace({
    open: asked.call,
    drawSample: () => Promise.resolve(ok(new Blob(['sample']))),
    close: () => {
      closes += 1;
      return Promise.resolve();
    },
  });
  const open = async (picture: Source) => {
    const opening = workspace.open(picture.file, picture.name);
    await asked.answer(asked.inputs.length - 1, ok(picture.info));
    return opening;
  };
  return { workspace, asked, closes: () => closes, open };
}

it('takes no picture over that is open only when something else is wanted', async () => {
  const { workspace, asked, open } = setUp();
  const second = openedPicture('second.jpg');
  await open(openedPicture('first.jpg'));
  const late = workspace.open(second.file, second.name);
  await workspace.undo();
  await asked.answer(1, ok(second.info));
  expect(await late).toMatchObject({ kind: 'failed', error: { code: 'JOB-CANCELLED' } });
  expect([workspace.source, workspace.opening]).toEqual([null, false]);
});

it('has the engine forget a picture whose opening is undone', async () => {
  const { workspace, closes, open } = setUp();
  await open(openedPicture());
  await workspace.undo();
  expect([workspace.source, closes()]).toEqual([null, 1]);
});

it('goes back to where the engine is when undo leads to a picture that is gone', async () => {
  const { workspace, asked, open } = setUp();
  const [first, second] = [openedPicture('first.jpg'), openedPicture('second.jpg')];
  const lost: string[] = [];
  workspace.onLost(({ message }) => lost.push(message));
  await open(first);
  await open(second);
  const undone = workspace.undo();
  expect(workspace.source?.file).toBe(first.file);
  await asked.answer(2, fail(appError('IMG-EMPTY', 'The file is gone.')));
  expect(await undone).toBeNull();
  expect(workspace.source?.file).toBe(second.file);
  expect(lost).toEqual(['The file is gone.']);
});

it('is back at once with what was open when opening is stopped', async () => {
  const { workspace, asked, open } = setUp();
  const [first, second] = [openedPicture('first.jpg'), openedPicture('second.svg')];
  await open(first);
  const opening = workspace.open(second.file, second.name);
  expect([workspace.opening, workspace.openingName]).toEqual([true, 'second.svg']);
  workspace.stopOpening();
  expect([workspace.opening, workspace.openingName]).toEqual([false, null]);
  expect(asked.inputs[1]?.[4]?.aborted, 'the engine is told').toBe(true);
  await asked.answer(1, fail(cancelled()));
  expect(await opening).toMatchObject({ kind: 'failed', error: { code: 'JOB-CANCELLED' } });
  expect(workspace.source?.file).toBe(first.file);
  // What comes next is not stopped along with it.
  await open(openedPicture('third.jpg'));
  expect(workspace.source?.name).toBe('third.jpg');
});

it('goes back to what was open when undo is stopped at a picture that takes long', async () => {
  const { workspace, open, asked } = setUp();
  const [first, second] = [openedPicture('first.svg'), openedPicture('second.jpg')];
  const lost: string[] = [];
  workspace.onLost(({ message }) => lost.push(message));
  await open(first);
  await open(second);
  const undone = workspace.undo();
  expect(workspace.openingName).toBe('first.svg');
  workspace.stopOpening();
  await asked.answer(2, fail(cancelled()));
  expect([await undone, workspace.source?.file, lost]).toEqual([null, second.file, []]);
});

it('does not open the sample after all once that was stopped', async () => {
  const { workspace, asked } = setUp();
  const opening = workspace.openSample(Promise.resolve([]));
  workspace.stopOpening();
  expect(await opening).toMatchObject({ kind: 'failed', error: { code: 'JOB-CANCELLED' } });
  expect([workspace.opening, asked.inputs.length]).toEqual([false, 0]);
});

it('opens the sample with its steps where there are none, as one change', async () => {
  const { workspace, asked } = setUp();
  const steps = sampleSteps();
  const [sample, again] = [openedPicture('sample.png'), openedPicture('sample.png')];
  const opening = workspace.openSample(Promise.resolve(steps));
  await asked.answer(0, ok(sample.info));
  expect(await opening).toMatchObject({ kind: 'opened' });
  expect(workspace.pipeline).toMatchObject({ name: 'Untitled', steps });
  await workspace.undo();
  expect([workspace.source, workspace.pipeline.steps]).toEqual([null, []]);

  workspace.addStep('invert');
  const own = workspace.pipeline;
  const second = workspace.openSample(Promise.resolve(steps));
  await asked.answer(1, ok(again.info));
  await second;
  expect(workspace.pipeline).toBe(own);
});

it('undoes the change that a notice speaks of, and no later one', async () => {
  const { workspace } = setUp();
  workspace.addStep('invert');
  const undo = workspace.undoingThis();
  workspace.changeSettings({ metadata: 'all' });
  expect([undo(), workspace.pipeline.steps.length]).toEqual([false, 1]);
  await workspace.undo();
  expect([undo(), workspace.pipeline.steps.length]).toEqual([true, 0]);
});

it('opens the newest of the pictures that are wanted, whichever comes first', async () => {
  const { workspace, asked } = setUp();
  const [slow, quick] = [openedPicture('slow.jpg'), openedPicture('quick.jpg')];
  const first = workspace.open(slow.file, slow.name);
  const second = workspace.open(quick.file, quick.name);
  await asked.answer(1, ok(quick.info));
  expect(await second).toMatchObject({ kind: 'opened' });
  await asked.answer(0, ok(slow.info));
  expect(await first).toMatchObject({ kind: 'failed', error: { code: 'JOB-CANCELLED' } });
  expect([workspace.source?.name, workspace.opening]).toEqual(['quick.jpg', false]);
  expect(workspace.undoLabel).toBe('Open quick.jpg');
});

it('asks before it opens a large picture, and opens it when the person agrees', async () => {
  const { workspace, asked } = setUp();
  const large = openedPicture('large.png');
  const opening = workspace.open(large.file, large.name);
  await asked.answer(0, fail(appError('IMG-LARGE', 'It is large.')));
  const outcome = await opening;
  expect([outcome.kind, workspace.source, workspace.opening]).toEqual(['question', null, false]);
  const going = outcome.kind === 'question' ? outcome.proceed() : null;
  await asked.answer(1, ok(large.info));
  expect(await going).toMatchObject({ kind: 'opened' });
  expect(asked.inputs.map(([, , consent]) => consent)).toEqual([false, true]);
  expect(workspace.source?.file).toBe(large.file);
});

it('keeps the picture and the steps when another picture cannot be opened', async () => {
  const { workspace, asked, open } = setUp();
  const first = openedPicture('first.jpg');
  await open(first);
  workspace.addStep('invert');
  const opening = workspace.open(new Blob(['?']), 'broken.jpg');
  expect(workspace.opening).toBe(true);
  await asked.answer(1, fail(appError('IMG-DAMAGED', 'It is damaged.')));
  expect(await opening).toMatchObject({ kind: 'failed', error: { code: 'IMG-DAMAGED' } });
  expect([workspace.source?.file, workspace.opening]).toEqual([first.file, false]);
  expect(workspace.undoLabel).toMatch(/^Add /);
});

it('keeps the steps when the picture is closed, and opens it again for undo', async () => {
  const { workspace, asked, closes, open } = setUp();
  const picture = openedPicture('mine.jpg');
  await open(picture);
  workspace.addStep('invert');
  workspace.shown = 'source';
  await workspace.close();
  expect([workspace.source, workspace.shown, closes()]).toEqual([null, null, 1]);
  expect(workspace.pipeline.steps).toHaveLength(1);
  const undone = workspace.undo();
  await asked.answer(1, ok(picture.info));
  expect(await undone).toBe('Close mine.jpg');
  expect(workspace.source?.file).toBe(picture.file);
});

it('makes one change of a drag, and two of two', async () => {
  const { workspace } = setUp();
  const id = workspace.addStep('exposure') ?? '';
  const stops = () => {
    const step = workspace.step(id);
    return step?.kind === 'known' ? step.values.stops : undefined;
  };
  const initial = stops();
  for (const value of [0.7, 1, 1.5]) workspace.changeValues(id, { stops: value });
  workspace.endGesture();
  workspace.changeValues(id, { stops: 2 });
  expect(stops()).toBe(2);
  await workspace.undo();
  expect(stops()).toBe(1.5);
  await workspace.undo();
  expect(stops(), 'the whole drag').toBe(initial);
  await workspace.redo();
  expect(stops()).toBe(1.5);
});

it('shows an example of a step that begins neutral, as one change, and resets it', async () => {
  const { workspace } = setUp();
  const id = workspace.addStep('exposure') ?? '';
  const stops = () => {
    const step = workspace.step(id);
    return step?.kind === 'known' ? step.values.stops : undefined;
  };
  expect(stops()).toBe(0);
  workspace.exampleStep(id);
  expect([stops(), workspace.undoLabel]).toEqual([0.8, 'Show an example of Exposure']);
  workspace.resetStep(id);
  expect(stops()).toBe(0);
  await workspace.undo();
  await workspace.undo();
  expect([stops(), workspace.undoLabel]).toEqual([0, 'Add Exposure']);
});

it('puts a new step behind the selected one and selects it; a crop opens its tool', () => {
  const { workspace } = setUp();
  const first = workspace.addStep('invert');
  const last = workspace.addStep('sepia');
  workspace.selected = first;
  const crop = workspace.addStep('crop') ?? '';
  expect(workspace.pipeline.steps.map(({ id }) => id)).toEqual([first, crop, last]);
  expect(workspace.selected).toBe(crop);
  expect(workspace.tool).toEqual({ kind: 'crop', step: crop });
  expect(workspace.until, 'the tool shows the picture as the step gets it').toBe(first);
  workspace.removeStep(crop);
  expect([workspace.tool, workspace.selected]).toEqual([null, last]);
});

it('points at no step that undo took away', async () => {
  const { workspace } = setUp();
  const id = workspace.addStep('invert');
  workspace.shown = id;
  expect(workspace.until).toBe(id);
  await workspace.undo();
  expect([workspace.selected, workspace.shown, workspace.until]).toEqual([null, null, null]);
});

it('adds no step to a pipeline that is full', () => {
  const { workspace } = setUp();
  const ids = Array.from({ length: limits.document.steps + 1 }, () => workspace.addStep('invert'));
  expect(ids.at(-1)).toBeNull();
  expect(ids.at(-2)).not.toBeNull();
  expect(workspace.pipeline.steps).toHaveLength(limits.document.steps);
});

it('tells what undo alone would lose: what is replaced, and a branch that is left', async () => {
  const { workspace } = setUp();
  const left: [number, string][] = [];
  workspace.onLeft(({ pipeline }, reason) => left.push([pipeline.steps.length, reason]));
  workspace.addStep('invert');
  workspace.addStep('sepia');
  expect(left).toEqual([]);
  await workspace.undo();
  expect(left, 'redo still leads there').toEqual([]);
  workspace.addStep('exposure');
  expect(left).toEqual([[2, 'left']]);
  workspace.replacePipeline({ did: 'new' }, emptyPipeline);
  expect(left.at(-1)).toEqual([2, 'replaced']);
  await workspace.undo();
  expect(workspace.pipeline.steps).toHaveLength(2);
});

it('makes no change of what changes nothing', () => {
  const { workspace } = setUp();
  const id = workspace.addStep('invert') ?? '';
  const { work } = workspace;
  workspace.renameStep(id, ' ');
  workspace.noteStep(id, '');
  workspace.renamePipeline(` ${workspace.pipeline.name} `);
  workspace.moveStep(id, 0);
  expect(workspace.work).toBe(work);
});

it('shows, selects and works on no step that an undo took away', async () => {
  const { workspace } = setUp();
  workspace.addStep('sepia');
  const first = workspace.pipeline.steps[0]?.id ?? '';
  workspace.addStep('invert');
  const second = workspace.pipeline.steps[1]?.id ?? '';
  const at = (step: string): void => {
    workspace.selected = step;
    workspace.shown = step;
    workspace.tool = { kind: 'crop', step };
  };
  const now = () => [workspace.selected, workspace.shown, workspace.tool];
  at(first);
  await workspace.undo();
  expect(now()).toEqual([first, first, { kind: 'crop', step: first }]);
  await workspace.redo();
  at(second);
  await workspace.undo();
  expect(now()).toEqual([null, null, null]);
  workspace.shown = 'source';
  await workspace.undo();
  expect(workspace.shown).toBe('source');
});
