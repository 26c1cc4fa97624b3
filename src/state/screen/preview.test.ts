import { flushSync } from 'svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { appError, cancelled } from '../../core/base/errors';
import type { Engine, RegionAnswer, RenderAnswer } from '../../core/engine/contract';
import { fail, ok } from '../../core/base/result';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { renderAnswer } from '../../core/testing/answers/render-answer';
import { Preview } from './preview.svelte';
import { SharpPart } from './sharp-part.svelte';
import { Asked, until, workspaceWith } from '../testing';

afterEach(() => void vi.useRealTimers());

const bitmapThat = (close: () => void = () => undefined): ImageBitmap => ({
  width: 1,
  height: 1,
  close,
});

/** The first of two pictures that only their bytes tell apart is being rendered. */
async function setUp(region: Engine['region'] = () => Promise.resolve(fail(cancelled()))) {
  const { workspace, show } = workspaceWith(openedPicture(), openedPicture());
  const render = new Asked<Parameters<Engine['render']>, RenderAnswer>();
  const baseline = new Asked<Parameters<Engine['renderBaseline']>, RenderAnswer>();
  const none = () => Promise.resolve(fail(cancelled()));
  const preview = new Preview(
    {
      render: render.call,
      draft: none,
      renderBaseline: baseline.call,
      region,
      thumbnails: none,
    },
    workspace,
  );
  const stop = preview.start();
  await show(0);
  flushSync();
  return { workspace, show, render, baseline, preview, stop };
}

it('shows no picture that was closed or replaced while it was rendered', async () => {
  const { workspace, show, render, preview, stop } = await setUp();
  let closed = 0;
  const late = () => ok(renderAnswer(bitmapThat(() => (closed += 1))));
  await workspace.close();
  flushSync();
  await render.answer(0, late());
  expect([preview.result, closed]).toEqual([null, 1]);
  await show(0);
  flushSync();
  await show(1);
  flushSync();
  await render.answer(1, late());
  expect([preview.result, closed]).toEqual([null, 2]);
  stop();
});

it('keeps nothing of one picture for another, not even of one that looks the same', async () => {
  const { show, render, baseline, preview, stop } = await setUp();
  const [one, before, other] = [bitmapThat(), bitmapThat(), bitmapThat()];
  await render.answer(0, ok(renderAnswer(one)));
  await baseline.answer(0, ok(renderAnswer(before)));
  expect(preview.result?.frame.bitmap).toBe(one);
  expect(preview.baseline?.frame.bitmap).toBe(before);
  await show(1);
  flushSync();
  expect([preview.result, preview.baseline]).toEqual([null, null]);
  await render.answer(1, ok(renderAnswer(other)));
  expect(baseline.inputs, 'it has its own picture before').toHaveLength(2);
  expect(preview.result?.frame.bitmap).toBe(other);
  stop();
});

it('shows older edits of the same picture while newer ones are computed', async () => {
  const { workspace, render, preview, stop } = await setUp();
  workspace.addStep('invert');
  flushSync();
  const older = bitmapThat();
  await render.answer(0, ok(renderAnswer(older)));
  expect(preview.result?.frame.bitmap).toBe(older);
  expect(preview.idle).toBe(false);
  stop();
});

it('shows the tiles of what is on screen, and says why one is missing', async () => {
  const failed = fail(appError('JOB-MEMORY', 'There is not enough memory.'));
  const place = { left: 0, top: 0, width: 9, height: 9 };
  const sharp = ok({ bitmap: bitmapThat(), ...place, milliseconds: 1 });
  const answers = [failed, sharp];
  const { render, baseline, preview, stop } = await setUp(() =>
    Promise.resolve(answers.shift() ?? failed),
  );
  preview.sharp = new SharpPart();
  await render.answer(0, ok(renderAnswer(bitmapThat())));
  await baseline.answer(0, ok(renderAnswer(bitmapThat())));
  preview.want(place);
  await until(() => preview.unsharp !== null);
  expect([preview.unsharp?.message, preview.regions.length]).toEqual([
    'There is not enough memory.',
    0,
  ]);
  preview.want({ ...place, left: 1 });
  await until(() => preview.regions.length === 1 && preview.unsharp === null);
  preview.want(null);
  expect([preview.regions, preview.unsharp]).toEqual([[], null]);
  stop();
});

it('shows a result that is known at once when a change is undone', async () => {
  const { workspace, render, baseline, preview, stop } = await setUp();
  const closed: string[] = [];
  const named = (name: string): ImageBitmap => bitmapThat(() => closed.push(name));
  await render.answer(0, ok(renderAnswer(named('without'))));
  await baseline.answer(0, ok(renderAnswer(bitmapThat())));
  const without = preview.result;
  workspace.addStep('invert');
  flushSync();
  await render.answer(1, ok(renderAnswer(named('with'))));
  expect(preview.result).not.toBe(without);
  await workspace.undo();
  flushSync();
  expect(preview.result, 'before the engine says a word').toBe(without);
  expect(preview.idle, 'which draws it once more').toBe(false);
  await render.answer(2, ok(renderAnswer(named('again'))));
  expect([preview.idle, closed]).toEqual([true, ['without']]);
  await workspace.close();
  flushSync();
  expect(closed.sort()).toEqual(['again', 'with', 'without']);
  stop();
});

it('shows nothing again that was undone, whatever of it was under way', async () => {
  const { workspace, render, baseline, preview, stop } = await setUp();
  await render.answer(0, ok(renderAnswer(bitmapThat())));
  await baseline.answer(0, ok(renderAnswer(bitmapThat())));
  workspace.addStep('invert');
  flushSync();
  await render.answer(1, ok(renderAnswer(bitmapThat())));
  const inverted = preview.result;
  workspace.addStep('grain');
  flushSync();
  await workspace.undo();
  flushSync();
  let closed = 0;
  await render.answer(2, ok(renderAnswer(bitmapThat(() => (closed += 1)))));
  expect([preview.result, closed]).toEqual([inverted, 1]);
  stop();
});

it('asks once for real pixels while sizes are measured, and for none beside a failure', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] });
  const region = new Asked<Parameters<Engine['region']>, RegionAnswer>();
  const { workspace, render, baseline, preview, stop } = await setUp(region.call);
  preview.sharp = new SharpPart();
  const place = { left: 0, top: 0, width: 9, height: 9 };
  const seen = (left: number): void => preview.want({ ...place, left });
  preview.want(place);
  await render.answer(0, ok({ ...renderAnswer(bitmapThat()), estimated: true }));
  await baseline.answer(0, ok(renderAnswer(bitmapThat())));
  await until(() => render.inputs.length === 2);
  seen(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(render.inputs, 'what is being measured is not measured once more').toHaveLength(2);
  await render.answer(1, ok(renderAnswer(bitmapThat())));
  await baseline.answer(1, ok(renderAnswer(bitmapThat())));
  await region.answer(0, ok({ bitmap: bitmapThat(), ...place, milliseconds: 1 }));
  expect([region.inputs.length, preview.regions.length]).toEqual([1, 1]);
  workspace.addStep('invert');
  flushSync();
  await render.answer(2, fail(appError('JOB-FAILED', 'It broke.')));
  seen(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect([region.inputs.length, preview.regions.length]).toEqual([1, 1]);
  stop();
});
