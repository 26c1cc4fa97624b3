import { expect, it } from 'vitest';
import type { Engine, ExportAnswer } from '../../core/engine/contract';
import { ok } from '../../core/base/result';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { ImageSets } from './image-sets.svelte';
import { Asked, workspaceWith } from '../testing';

it('makes every file of the picture, the pipeline and the settings of the beginning', async () => {
  const first = openedPicture('first.jpg');
  const { workspace, show } = workspaceWith(first, openedPicture('second.jpg'));
  await show(0);
  const asked = new Asked<Parameters<Engine['export']>, ExportAnswer>();
  const saved: [string[], string][] = [];
  let size = { width: 800, height: 600 };
  const sets = new ImageSets(
    { export: asked.call },
    workspace,
    () => size,
    (files, stem) => {
      saved.push([files.map(({ name }) => name), stem]);
      return Promise.resolve();
    },
    () => Promise.resolve('copied'),
  );
  sets.widthsText = '100, 200';
  sets.formats = ['jpeg'];
  sets.pattern = '{name}-{pipeline}-{index}';
  workspace.renamePipeline('Mine');
  const { pipeline, settings } = workspace;
  const run = sets.run();
  await show(1);
  size = { width: 150, height: 100 };
  sets.pattern = 'other';
  workspace.renamePipeline('Another');
  workspace.changeSettings('metadata', { metadata: 'all' });
  await asked.answer(0, ok(exportAnswer));
  expect(sets.rows, 'of the set that is made').toEqual([100, 200]);
  expect(sets.sizeAt(200)).toEqual({ width: 200, height: 150 });
  await asked.answer(1, ok(exportAnswer));
  await run;
  expect(asked.inputs.map(([source]) => source)).toEqual([first, first]);
  for (const [, request] of asked.inputs) {
    expect(request.pipeline).toBe(pipeline);
    expect(request.settings.metadata).toBe(settings.metadata);
  }
  expect(saved).toEqual([[['first-Mine-1.jpg', 'first-Mine-2.jpg', 'picture.html'], 'first-set']]);
  const told = [sets.state.kind, sets.cells.size, sets.snippet];
  expect(told, 'nothing of it is told beside another picture').toEqual(['idle', 0, '']);
});
