import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import type { Engine, ExportAnswer } from '../../core/engine/contract';
import { ok } from '../../core/base/result';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { PreparedExport } from './prepared-export.svelte';
import { Asked, workspaceWith } from '../testing';

/** A file that was made ahead of the first of two pictures that only their bytes tell apart. */
async function setUp() {
  const { workspace, show } = workspaceWith(openedPicture(), openedPicture());
  await show(0);
  const asked = new Asked<Parameters<Engine['export']>, ExportAnswer>();
  const preparedExport = new PreparedExport(
    { export: asked.call, expectedSeconds: () => 0 },
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
  workspace.changeSettings('file name', { fileName: 'other' });
  expect(preparedExport.ready(), 'a name makes no other file').toBe(exportAnswer);
  workspace.changeSettings('metadata', { metadata: 'all' });
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
  workspace.changeSettings('metadata', { metadata: 'all' });
  expect(preparedExport.latest).toBe(exportAnswer);
  workspace.changeSettings('format', { format: 'png' });
  expect(preparedExport.latest).toBeNull();
  await workspace.undo();
  expect(preparedExport.latest).toBe(exportAnswer);
  await show(1);
  expect(preparedExport.latest).toBeNull();
  stop();
});
