import { expect, it } from 'vitest';
import type { Engine, Sample } from '../../core/engine/contract';
import { ok } from '../../core/base/result';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { Notices } from '../../state/screen/notices.svelte';
import { Asked, workspaceWith } from '../../state/testing';
import { pickNeutral } from './neutral-point';

async function setUp() {
  const { workspace, show } = workspaceWith(
    openedPicture('first.jpg'),
    openedPicture('second.jpg'),
  );
  await show(0);
  workspace.addStep('exposure');
  const step = workspace.addStep('white-balance') ?? '';
  const sample = new Asked<Parameters<Engine['sample']>, Sample>();
  const pick = () =>
    pickNeutral({ sample: sample.call }, { workspace, notices: new Notices() }, step, 0.5, 0.5);
  const values = () => {
    const now = workspace.step(step);
    return now?.kind === 'known' ? now.values : null;
  };
  return { workspace, show, sample, step, pick, values };
}
const colour = ok({ red: 200, green: 150, blue: 100 });

it('sets the white balance by the colour at the point', async () => {
  const { sample, pick, values } = await setUp();
  const before = values();
  const picked = pick();
  await sample.answer(0, colour);
  await picked;
  expect(values()).not.toEqual(before);
});

it('leaves the step alone when the colour is that of another picture by then', async () => {
  const { workspace, show, sample, step, pick, values } = await setUp();
  const before = values();
  const picked = pick();
  await show(1);
  await sample.answer(0, colour);
  await picked;
  expect(values()).toBe(before);
  const again = pick();
  workspace.changeValues(workspace.before(step), { stops: 1 });
  await sample.answer(1, colour);
  await again;
  expect(values()).toBe(before);
});
