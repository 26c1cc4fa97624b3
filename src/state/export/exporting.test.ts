import { expect, it, vi } from 'vitest';
import type { Engine, ExportAnswer } from '../../core/engine/contract';
import { appError, cancelled } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
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
    save: (_file, name, { pipeline }) => saved.push({ name, pipeline: pipeline.name }),
    copy: () => Promise.resolve('copied'),
    share: null,
  });
  return { workspace, show, asked, saved, exporting, first };
}

it('calls a file after its own picture, pipeline and settings, whatever is there when it comes', async () => {
  const { workspace, show, asked, saved, exporting, first } = await setUp();
  workspace.renamePipeline('Mine');
  workspace.changeSettings({ fileName: '{name}-{pipeline}-{format}' });
  const run = exporting.run();
  await show(1);
  workspace.renamePipeline('Another');
  workspace.changeSettings({ fileName: 'other' });
  await asked.answer(0, ok(exportAnswer));
  await run;
  expect(asked.inputs[0]?.[0]).toEqual(first);
  expect(saved).toEqual([{ name: 'first-Mine-jpg.jpg', pipeline: 'Mine' }]);
});

it('tells of its file only while the work is what it was made of', async () => {
  const { workspace, asked, exporting } = await setUp();
  expect(exporting.current, 'there is none yet').toBe(false);
  const run = exporting.run();
  await asked.answer(0, ok(exportAnswer));
  await run;
  expect(exporting.current).toBe(true);
  workspace.changeSettings({ fileName: 'other' });
  expect(exporting.current, 'a name makes no other file').toBe(true);
  workspace.addStep('invert');
  expect(exporting.current).toBe(false);
  await workspace.undo();
  expect(exporting.current).toBe(true);
  workspace.changeSettings({ metadata: 'all' });
  expect(exporting.current).toBe(false);
});

it('hands the file over that was made ahead, and makes none', async () => {
  const { workspace, asked, saved } = await setUp();
  const made: { file: ExportAnswer | null } = { file: exportAnswer };
  const exporting = new Exporting(
    { export: asked.call, metadata: () => Promise.reject(new Error('Not asked.')) },
    workspace,
    {
      save: (_file, name, { pipeline }) => saved.push({ name, pipeline: pipeline.name }),
      copy: () => Promise.resolve('copied'),
      share: null,
    },
    () => ({ ready: () => made.file, take: () => null }),
  );
  await exporting.run();
  expect([asked.inputs.length, saved.length, exporting.state.kind]).toEqual([0, 1, 'done']);
  made.file = null;
  void exporting.run();
  await vi.waitFor(() => expect(asked.inputs).toHaveLength(1));
  expect(exporting.state.kind).toBe('running');
  await exporting.run();
  expect(asked.inputs, 'one at a time').toHaveLength(1);
});

it('writes nothing when it is stopped or fails, and says only the failure', async () => {
  const { asked, saved, exporting } = await setUp();
  const stopped = exporting.run();
  await vi.waitFor(() => expect(asked.inputs).toHaveLength(1));
  asked.inputs[0]?.[2].progress(0.5);
  expect(exporting.state).toMatchObject({ kind: 'running', share: 0.5 });
  exporting.stop();
  expect(asked.inputs[0]?.[2].signal.aborted).toBe(true);
  await asked.answer(0, fail(cancelled()));
  await stopped;
  asked.inputs[0]?.[2].progress(0.9);
  expect(exporting.state).toEqual({ kind: 'idle' });
  const failed = exporting.run();
  await vi.waitFor(() => expect(asked.inputs).toHaveLength(2));
  const error = appError('JOB-MEMORY', 'There is not enough memory.');
  await asked.answer(1, fail(error));
  await failed;
  expect(exporting.state).toEqual({ kind: 'failed', error });
  expect(saved).toEqual([]);
  expect(await exporting.copyResult(), 'there is nothing to copy').toBe('refused');
});
