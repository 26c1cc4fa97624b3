import { expect, it } from 'vitest';
import type { Engine, ExportAnswer } from '../../core/engine/contract';
import { appError, cancelled } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { cellKey, ImageSets, parseWidths } from './image-sets.svelte';
import { idOf } from '../../core/testing/any-history';
import { outgoingOf } from '../versions/testing';
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
  workspace.changeSettings({ metadata: 'all' });
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

it('says in every file which version it is, and keeps that', async () => {
  const { workspace, show } = workspaceWith(openedPicture('mine.jpg'));
  await show(0);
  workspace.renamePipeline('Mine');
  const asked = new Asked<Parameters<Engine['export']>, ExportAnswer>();
  const version = { id: idOf(5), parents: [] };
  const { outgoing, sent } = outgoingOf(version);
  const sets = new ImageSets(
    { export: asked.call },
    workspace,
    () => ({ width: 800, height: 600 }),
    () => Promise.resolve(),
    () => Promise.resolve('copied'),
    outgoing,
  );
  sets.widthsText = '100';
  sets.formats = ['jpeg'];
  for (const carriesPipeline of [false, true]) {
    workspace.changeSettings({ carriesPipeline });
    const run = sets.run();
    await asked.answer(carriesPipeline ? 1 : 0, ok(exportAnswer));
    await run;
  }
  expect(asked.inputs.map(([, { version }]) => version)).toEqual([undefined, version]);
  expect(sent).toEqual(['export mine-set.zip of Mine', 'export mine-set.zip of Mine']);
});

/** A set of two widths in one format, of a picture that is 150 pixels wide. */
async function small(delivered = () => Promise.resolve()) {
  const { workspace, show } = workspaceWith(openedPicture('mine.jpg'));
  await show(0);
  const asked = new Asked<Parameters<Engine['export']>, ExportAnswer>();
  const saved: string[][] = [];
  const sets = new ImageSets(
    { export: asked.call },
    workspace,
    () => ({ width: 150, height: 100 }),
    (files) => {
      saved.push(files.map(({ name }) => name));
      return delivered();
    },
    () => Promise.resolve('copied'),
  );
  sets.widthsText = '100, 200, 400';
  sets.formats = ['jpeg'];
  return { workspace, asked, saved, sets };
}

it('enlarges nothing and makes no size twice', async () => {
  const { sets } = await small();
  expect(sets.rows).toEqual([100, 150]);
  expect(sets.sizeAt(400)).toEqual({ width: 150, height: 100 });
});

it('saves what could be made, and tells what could not', async () => {
  const { workspace, asked, saved, sets } = await small();
  const run = sets.run();
  await asked.answer(0, fail(appError('JOB-MEMORY', 'There is not enough memory.')));
  await asked.answer(1, ok(exportAnswer));
  await run;
  expect(sets.state).toEqual({ kind: 'done', count: 1, failed: 1 });
  expect(sets.cells.get(cellKey('jpeg', 100))).toMatchObject({ kind: 'failed' });
  expect(sets.cells.get(cellKey('jpeg', 150))).toMatchObject({ kind: 'made', bytes: 3 });
  expect(saved).toEqual([['mine-3.jpg', 'picture.html']]);
  workspace.addStep('invert');
  expect(sets.state, 'it is of other work by now').toEqual({ kind: 'idle' });
});

it('says when the archive cannot be written', async () => {
  const { asked, sets } = await small(() => Promise.reject(new Error('no room')));
  const run = sets.run();
  await asked.answer(0, ok(exportAnswer));
  await asked.answer(1, ok(exportAnswer));
  await run;
  expect(sets.state).toMatchObject({ kind: 'failed', error: { code: 'STO-FAILED' } });
});

it('saves nothing when it is stopped', async () => {
  const { asked, saved, sets } = await small();
  const run = sets.run();
  await asked.answer(0, ok(exportAnswer));
  sets.stop();
  expect(asked.inputs[1]?.[2].signal.aborted).toBe(true);
  await asked.answer(1, fail(cancelled()));
  await run;
  expect([sets.state.kind, sets.cells.size, saved]).toEqual(['idle', 0, []]);
});

it.each([
  ['960 480;480', [480, 960]],
  ['', null],
  ['0', null],
  ['12a', null],
  ['99999', null],
])('reads the widths %s as %j', (text, widths) => {
  expect(parseWidths(text)).toEqual(widths);
});

it('knows no rows of widths that cannot be read, and those that are wanted without a picture', () => {
  const { workspace } = workspaceWith(openedPicture('mine.jpg'));
  const never = (): never => {
    throw new Error('Nothing is made in this test.');
  };
  let size: { width: number; height: number } | null = null;
  const sets = new ImageSets({ export: never }, workspace, () => size, never, never);
  expect(sets.rows).toEqual([480, 960, 1440, 1920]);
  sets.widthsText = '100, 900';
  expect(sets.rows).toEqual([100, 900]);
  size = { width: 500, height: 400 };
  expect(sets.rows).toEqual([100, 500]);
  sets.widthsText = 'wide';
  expect(sets.rows).toEqual([]);
});
