import { expect, it } from 'vitest';
import type { Engine } from '../../core/engine/contract';
import { ok } from '../../core/base/result';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { Notices } from '../../state/screen/notices.svelte';
import { Asked, workspaceWith } from '../../state/testing';
import { addAuto } from './auto';

type Small = ImageBitmap;

/** Four greys between dark and light, RGBA. */
const flat = new Uint8ClampedArray([90, 120, 140, 160].flatMap((tone) => [tone, tone, tone, 255]));
const whole = new Uint8ClampedArray([0, 255].flatMap((tone) => [tone, tone, tone, 255]));

async function setUp(pixels = flat) {
  const { workspace, show } = workspaceWith(openedPicture('one.jpg'), openedPicture('two.jpg'));
  await show(0);
  const notices = new Notices();
  const small = new Asked<Parameters<Engine['renderSmall']>, Small>();
  const added = addAuto({ renderSmall: small.call }, { workspace, notices }, () => pixels);
  let closed = 0;
  const answer = () =>
    small.answer(0, ok({ width: 2, height: 2, close: () => void (closed += 1) }));
  const steps = () => workspace.pipeline.steps.map(({ operation }) => operation);
  const said = () => notices.list.map(({ text }) => text);
  return { workspace, show, notices, added, answer, steps, said, closed: () => closed };
}

it('adds what the picture proposes behind the steps, as one change, and says which', async () => {
  const { workspace, notices, added, answer, steps, said, closed } = await setUp();
  await answer();
  await added;
  expect(steps()).toEqual(['auto-levels']);
  expect(said()).toEqual(['Auto added Auto levels.']);
  expect(workspace.undoLabel).toBe('Auto');
  expect(workspace.selected).toBe(workspace.pipeline.steps[0]?.id);
  expect(closed()).toBe(1);
  notices.list[0]?.actions[0]?.run();
  expect(steps()).toEqual([]);
});

it('has what is added next come behind all of its steps', async () => {
  // The light of a lamp.
  const warm = Uint8ClampedArray.from({ length: 64 }, (_, at) => [178, 150, 116, 255][at % 4] ?? 0);
  const { workspace, answer, added, steps } = await setUp(warm);
  await answer();
  await added;
  workspace.addStep('sepia');
  expect(steps()).toEqual(['white-balance', 'vibrance', 'sepia']);
});

it('says when there is nothing to improve', async () => {
  const { added, answer, steps, said, workspace } = await setUp(whole);
  await answer();
  await added;
  expect([steps(), workspace.undoLabel]).toEqual([[], 'Open one.jpg']);
  expect(said()).toEqual(['Auto found nothing to improve in this picture.']);
});

it('leaves the work alone when it changed meanwhile', async () => {
  for (const change of ['step', 'picture'] as const) {
    const { workspace, show, added, answer, steps, said } = await setUp();
    if (change === 'picture') await show(1);
    else workspace.addStep('invert');
    await answer();
    await added;
    expect(steps()).toEqual(change === 'step' ? ['invert'] : []);
    expect(said()).toEqual([]);
  }
});
