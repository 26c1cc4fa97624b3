import { expect, it } from 'vitest';
import type { Engine, ExportAnswer } from '../../core/engine/contract';
import { ok } from '../../core/base/result';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { Exporting } from './exporting.svelte';
import { Asked, workspaceWith } from '../testing';

async function setUp() {
  const first = openedPicture('first.jpg');
  const { workspace, show } = workspaceWith(first, openedPicture('second.jpg'));
  await show(0);
  const asked = new Asked<Parameters<Engine['export']>, ExportAnswer>();
  const saved: { name: string; pipeline: string }[] = [];
  const engine = { export: asked.call, metadata: () => Promise.reject(new Error('Not asked.')) };
  const exporting = new Exporting(engine, workspace, {
    save: (_file, name, pipeline) => saved.push({ name, pipeline: pipeline.name }),
    copy: () => Promise.resolve('copied'),
    share: null,
  });
  return { workspace, show, asked, saved, exporting, first };
}

it('calls a file after its own picture, pipeline and settings, whatever is there when it comes', async () => {
  const { workspace, show, asked, saved, exporting, first } = await setUp();
  workspace.renamePipeline('Mine');
  workspace.changeSettings('file name', { fileName: '{name}-{pipeline}-{format}' });
  const run = exporting.run();
  await show(1);
  workspace.renamePipeline('Another');
  workspace.changeSettings('file name', { fileName: 'other' });
  await asked.answer(0, ok(exportAnswer));
  await run;
  expect(asked.inputs[0]?.[0]).toEqual(first);
  expect(saved).toEqual([{ name: 'first-Mine-jpg.jpg', pipeline: 'Mine' }]);
});

it('tells of its file only while the work is what it was made of', async () => {
  const { workspace, asked, exporting } = await setUp();
  const run = exporting.run();
  await asked.answer(0, ok(exportAnswer));
  await run;
  expect(exporting.current).toBe(true);
  workspace.changeSettings('file name', { fileName: 'other' });
  expect(exporting.current, 'a name makes no other file').toBe(true);
  workspace.addStep('invert');
  expect(exporting.current).toBe(false);
  await workspace.undo();
  expect(exporting.current).toBe(true);
  workspace.changeSettings('metadata', { metadata: 'all' });
  expect(exporting.current).toBe(false);
});
