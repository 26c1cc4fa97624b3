import { expect, it } from 'vitest';
import type { Engine, Sample } from '../../core/engine/contract';
import { ok } from '../../core/base/result';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { Notices } from '../../state/screen/notices.svelte';
import { Asked, workspaceWith } from '../../state/testing';
import { pickPoint } from './picked-point';

async function setUp(operation = 'white-balance') {
  const { workspace, show } = workspaceWith(
    openedPicture('first.jpg'),
    openedPicture('second.jpg'),
  );
  await show(0);
  workspace.addStep('exposure');
  const step = workspace.addStep(operation) ?? '';
  const sample = new Asked<Parameters<Engine['sample']>, Sample>();
  const notices = new Notices();
  const pick = () => pickPoint({ sample: sample.call }, { workspace, notices }, step, 0.5, 0.5);
  const values = () => {
    const now = workspace.step(step);
    return now?.kind === 'known' ? now.values : null;
  };
  return { workspace, show, sample, notices, step, pick, values };
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

it('sets the range of hues to that of the colour, and says that grey has none', async () => {
  const { workspace, sample, notices, pick, values } = await setUp('selective-colour');
  const picked = pick();
  await sample.answer(0, ok({ red: 0, green: 255, blue: 0 }));
  await picked;
  expect(values()).toMatchObject({ hue: 136, width: 60 });
  const again = pick();
  await sample.answer(1, ok({ red: 90, green: 90, blue: 91 }));
  await again;
  expect(values()).toMatchObject({ hue: 136 });
  expect(notices.list.map(({ text }) => text)).toEqual([expect.stringMatching(/nearly grey/)]);
  await workspace.undo();
  expect(values()).toMatchObject({ hue: 290 });
});
