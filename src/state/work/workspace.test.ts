import { expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import type { Engine, Source, SourceInfo } from '../../core/engine/contract';
import { fail, ok } from '../../core/base/result';
import { openedPicture } from '../../core/testing/answers/opened-picture';
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

it('undoes the change that a notice speaks of, and no later one', async () => {
  const { workspace } = setUp();
  workspace.addStep('invert');
  const undo = workspace.undoingThis();
  workspace.changeSettings('metadata', { metadata: 'all' });
  expect([undo(), workspace.pipeline.steps.length]).toEqual([false, 1]);
  await workspace.undo();
  expect([undo(), workspace.pipeline.steps.length]).toEqual([true, 0]);
});
