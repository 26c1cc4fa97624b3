import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { appError, cancelled } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type {
  Engine,
  RenderAnswer,
  SourceInfo,
  StepReport,
  Thumbnail,
} from '../../core/engine/contract';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { renderAnswer } from '../../core/testing/answers/render-answer';
import { Asked, until, workspaceWith } from '../testing';
import { Workspace } from '../work/workspace.svelte';
import { Preview } from './preview.svelte';

/** A bitmap that knows whether it is still held. */
function bitmap() {
  const held = { isOpen: true };
  const close = (): void => void (held.isOpen = false);
  return { held, picture: { width: 1, height: 1, close } };
}

const reportOf = (id: string, milliseconds: number): StepReport => ({
  id,
  milliseconds,
  cached: false,
  width: 1,
  height: 1,
  isAbout: false,
  hasAlpha: false,
  bytes: 3,
});

/** A preview of a picture that is open, whose every job is answered when the test says so. */
async function setUp({ workspace, show } = workspaceWith(openedPicture(), openedPicture())) {
  const render = new Asked<Parameters<Engine['render']>, RenderAnswer>();
  const thumbnails = new Asked<Parameters<Engine['thumbnails']>, readonly Thumbnail[]>();
  const preview = new Preview(
    {
      render: render.call,
      draft: () => Promise.reject(new Error('Nothing here is slow.')),
      renderBaseline: () => Promise.resolve(ok(renderAnswer(bitmap().picture))),
      region: () => Promise.resolve(fail(cancelled())),
      thumbnails: thumbnails.call,
    },
    workspace,
  );
  const stop = preview.start();
  await show(0);
  flushSync();
  return { workspace, show, render, thumbnails, preview, stop };
}

it('is idle only once sizes that were estimated are measured', async () => {
  const { render, preview, stop } = await setUp();
  expect([preview.busy, preview.idle]).toEqual([true, false]);
  await render.answer(0, ok({ ...renderAnswer(bitmap().picture), estimated: true }));
  await until(() => render.inputs.length === 2);
  expect(preview.idle).toBe(false);
  expect(render.inputs.map(([, { draft }]) => draft)).toEqual([true, undefined]);
  const exact = bitmap();
  await render.answer(1, ok(renderAnswer(exact.picture)));
  await until(() => preview.idle);
  expect(preview.result?.frame.bitmap).toBe(exact.picture);
  stop();
});

it('keeps the last picture beside a failure, until a newer one is there', async () => {
  const { workspace, render, preview, stop } = await setUp();
  const first = bitmap();
  await render.answer(0, ok(renderAnswer(first.picture)));
  const step = workspace.addStep('invert') ?? '';
  flushSync();
  await render.answer(1, fail(appError('JOB-FAILED', 'It broke.', { step })));
  expect([preview.failure?.step, preview.busy, preview.idle]).toEqual([step, false, true]);
  expect([preview.result?.frame.bitmap, first.held.isOpen]).toEqual([first.picture, true]);
  workspace.removeStep(step);
  flushSync();
  await render.answer(2, ok(renderAnswer(bitmap().picture)));
  expect([preview.failure, first.held.isOpen]).toEqual([null, false]);
  stop();
});

it('draws what was stopped for a picture that cannot be opened', async () => {
  const open = new Asked<Parameters<Engine['open']>, SourceInfo>();
  const never = () => Promise.reject(new Error('Nobody asks for that.'));
  const workspace = new Workspace({ open: open.call, drawSample: never, close: never });
  const { file, name, info } = openedPicture();
  const show = async () => {
    void workspace.open(file, name);
    await open.answer(0, ok(info));
  };
  const { render, preview, stop } = await setUp({ workspace, show });
  await render.answer(0, ok(renderAnswer(bitmap().picture)));
  workspace.addStep('invert');
  flushSync();
  void workspace.open(new Blob(['no picture']), 'notes.txt');
  await render.answer(1, fail(cancelled()));
  flushSync();
  expect([preview.busy, preview.idle, render.inputs.length]).toEqual([false, false, 2]);

  await open.answer(1, fail(appError('IMG-TYPE', 'It is no picture.')));
  flushSync();
  const exact = bitmap();
  await render.answer(2, ok(renderAnswer(exact.picture)));
  expect([preview.idle, preview.result?.frame.bitmap]).toEqual([true, exact.picture]);
  expect(render.inputs).toHaveLength(3);
  stop();
});

it('draws the filmstrip once per rendering, and closes the pictures of steps that are gone', async () => {
  const { workspace, render, thumbnails, preview, stop } = await setUp();
  await render.answer(0, ok(renderAnswer(bitmap().picture)));
  const [source, gone, newer] = [bitmap(), bitmap(), bitmap()];
  await thumbnails.answer(
    0,
    ok([
      { id: 'source', bitmap: source.picture },
      { id: 'a', bitmap: gone.picture },
    ]),
  );
  expect([...preview.thumbnails.keys()]).toEqual(['source', 'a']);
  preview.want({ left: 0, top: 0, width: 1, height: 1 });
  preview.want(null);
  workspace.addStep('invert');
  flushSync();
  await render.answer(1, ok(renderAnswer(bitmap().picture)));
  await thumbnails.answer(1, ok([{ id: 'source', bitmap: newer.picture }]));
  expect(thumbnails.inputs, 'the view changes no step').toHaveLength(2);
  expect([...preview.thumbnails.keys()]).toEqual(['source']);
  expect([source, gone, newer].map(({ held }) => held.isOpen)).toEqual([false, false, true]);
  stop();
});

it('marks the slowest of several steps, and adds up what those that are on cost', async () => {
  const { workspace, render, preview, stop } = await setUp();
  const [quick, slow] = [workspace.addStep('invert') ?? '', workspace.addStep('grain') ?? ''];
  flushSync();
  const steps = [reportOf(quick, 3), reportOf(slow, 40)];
  await render.answer(1, ok({ ...renderAnswer(bitmap().picture), steps }));
  expect([preview.total, preview.slowest]).toEqual([43, slow]);
  workspace.enableStep(slow, false);
  expect([preview.total, preview.slowest], 'one alone is not marked').toEqual([3, null]);
  stop();
});

it('renders again when it is told to, and shows nothing of a picture that was closed', async () => {
  const { workspace, render, preview, stop } = await setUp();
  const shown = bitmap();
  await render.answer(0, ok(renderAnswer(shown.picture)));
  preview.refresh();
  expect(render.inputs).toHaveLength(2);
  await workspace.close();
  flushSync();
  expect([preview.result, preview.baseline, shown.held.isOpen]).toEqual([null, null, false]);
  const late = bitmap();
  await render.answer(1, ok(renderAnswer(late.picture)));
  expect([preview.result, late.held.isOpen, preview.busy]).toEqual([null, false, false]);
  stop();
});
