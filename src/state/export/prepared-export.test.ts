import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import type { Engine, ExportAnswer } from '../../core/engine/contract';
import { ok } from '../../core/base/result';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { Forecast } from './prepared-export.svelte';
import { Asked, workspaceWith } from '../testing';

/** A file that was made ahead of the first of two pictures that only their bytes tell apart. */
async function setUp() {
  const { workspace, show } = workspaceWith(openedPicture(), openedPicture());
  await show(0);
  const asked = new Asked<Parameters<Engine['export']>, ExportAnswer>();
  const forecast = new Forecast(
    { export: asked.call, expectedSeconds: () => 0 },
    workspace,
    { settled: true, shape: null },
    {
      state: { kind: 'idle' },
    },
  );
  const stop = forecast.follow();
  flushSync();
  await asked.answer(0, ok(exportAnswer));
  return { workspace, show, forecast, stop };
}

it('hands a file over for the very order that it was made of, and for no other', async () => {
  const { workspace, show, forecast, stop } = await setUp();
  expect(forecast.ready()).toBe(exportAnswer);
  workspace.changeSettings('file name', { fileName: 'other' });
  expect(forecast.ready(), 'a name makes no other file').toBe(exportAnswer);
  workspace.changeSettings('metadata', { metadata: 'all' });
  expect(forecast.ready(), 'for other settings').toBeNull();
  await workspace.undo();
  expect(forecast.ready()).toBe(exportAnswer);
  workspace.addStep('invert');
  expect(forecast.ready(), 'for another pipeline').toBeNull();
  await workspace.undo();
  await show(1);
  expect(forecast.ready(), 'for another picture').toBeNull();
  stop();
});

it('tells no size of another format or of another picture', async () => {
  const { workspace, show, forecast, stop } = await setUp();
  workspace.changeSettings('metadata', { metadata: 'all' });
  expect(forecast.latest).toBe(exportAnswer);
  workspace.changeSettings('format', { format: 'png' });
  expect(forecast.latest).toBeNull();
  await workspace.undo();
  expect(forecast.latest).toBe(exportAnswer);
  await show(1);
  expect(forecast.latest).toBeNull();
  stop();
});
