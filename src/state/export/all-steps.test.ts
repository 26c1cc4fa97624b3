import { expect, it } from 'vitest';
import type { Engine, ExportAnswer } from '../../core/engine/contract';
import { appError } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import type { ArchiveFile } from '../base/ports';
import { AllSteps } from './all-steps.svelte';
import { idOf } from '../../core/testing/any-history';
import { readJson } from '../../core/documents/carriers/json';
import { readYaml } from '../../core/documents/carriers/yaml';
import { outgoingOf } from '../versions/testing';
import { Asked, workspaceWith } from '../testing';

const noSheet = (): never => {
  throw new Error('no sheet is asked for');
};

it('makes pictures and papers of the order of the beginning', async () => {
  const first = openedPicture('first.jpg');
  const { workspace, show } = workspaceWith(first, openedPicture('second.jpg'));
  await show(0);
  workspace.renamePipeline('Mine');
  const step = workspace.addStep('invert') ?? '';
  const asked = new Asked<Parameters<Engine['export']>, ExportAnswer>();
  const orders: unknown[] = [];
  const saved: (readonly [readonly ArchiveFile[], string])[] = [];
  const beside = {
    program: (order: unknown) => {
      orders.push(order);
      return Promise.resolve('program');
    },
    report: (order: unknown) => {
      orders.push(order);
      return Promise.resolve(null);
    },
    sheet: noSheet,
  };
  const steps = new AllSteps({ export: asked.call }, workspace, beside, (...archive) => {
    saved.push(archive);
    return Promise.resolve();
  });
  const order = { source: first, pipeline: workspace.pipeline, settings: workspace.settings };
  const run = steps.run(new Set(['source', step]), '{name}-{step}');
  await show(1);
  workspace.renamePipeline('Another');
  await asked.answer(0, ok(exportAnswer));
  await asked.answer(1, ok(exportAnswer));
  await run;
  expect(asked.inputs.map(([source]) => source)).toEqual([first, first]);
  expect(orders).toEqual([order, order]);
  const [[files, stem] = [[], '']] = saved;
  const attachments = ['pipeline.json', 'pipeline.yaml', 'pipeline.py', 'README.txt'];
  expect(stem).toBe('first');
  expect(files.map(({ name }) => name)).toEqual(['first-0.jpg', 'first-1.jpg', ...attachments]);
  const textOf = (name: string) => files.find((file) => file.name === name)?.content.text();
  expect(await textOf('pipeline.json')).toContain('"Mine"');
  expect(await textOf('README.txt')).not.toContain('report.html');
  expect(steps.state).toEqual({ kind: 'done', count: 2, reported: false });
});

it('says when the archive cannot be written', async () => {
  const { workspace, show } = workspaceWith(openedPicture('mine.jpg'));
  await show(0);
  const asked = new Asked<Parameters<Engine['export']>, ExportAnswer>();
  const none = () => Promise.resolve(null);
  const beside = { program: none, report: none, sheet: noSheet };
  const steps = new AllSteps({ export: asked.call }, workspace, beside, () =>
    Promise.reject(new Error('no room')),
  );
  const run = steps.run(new Set(['source']), '{name}');
  await asked.answer(0, ok(exportAnswer));
  await run;
  expect(steps.state).toMatchObject({ kind: 'failed', error: { code: 'STO-FAILED' } });
});

it('says in every document and picture which version it is, and keeps that', async () => {
  const { workspace, show } = workspaceWith(openedPicture('mine.jpg'));
  await show(0);
  workspace.renamePipeline('Mine');
  const step = workspace.addStep('invert') ?? '';
  workspace.changeSettings({ carriesPipeline: true });
  const asked = new Asked<Parameters<Engine['export']>, ExportAnswer>();
  const saved: ArchiveFile[] = [];
  const none = () => Promise.resolve(null);
  const version = { id: idOf(5), parents: [idOf(4)] };
  const { outgoing, sent } = outgoingOf(version);
  const steps = new AllSteps(
    { export: asked.call },
    workspace,
    { program: none, report: none, sheet: noSheet },
    (files) => {
      saved.push(...files);
      return Promise.resolve();
    },
    outgoing,
  );
  const run = steps.run(new Set(['source', step]), '');
  await asked.answer(0, ok(exportAnswer));
  await asked.answer(1, ok(exportAnswer));
  await run;
  for (const name of ['pipeline.json', 'pipeline.yaml']) {
    const text = await saved.find((file) => file.name === name)?.content.text();
    const read = name.endsWith('json') ? readJson(text ?? '') : readYaml(text ?? '');
    expect(read.ok && read.value.version).toEqual(version);
  }
  const [part, whole] = asked.inputs.map(([, request]) => request.version);
  expect(whole).toEqual(version);
  // The picture before all steps is no version that was kept, but comes from it.
  expect(part?.id).not.toBe(version.id);
  expect(part?.parents).toEqual([version.id]);
  expect(sent).toEqual(['export mine.zip of Mine']);
});

it('saves nothing when it is stopped or a step fails', async () => {
  const { workspace, show } = workspaceWith(openedPicture('mine.jpg'));
  await show(0);
  const step = workspace.addStep('invert') ?? '';
  const asked = new Asked<Parameters<Engine['export']>, ExportAnswer>();
  const saved: unknown[] = [];
  const none = () => Promise.resolve(null);
  const beside = { program: none, report: none, sheet: noSheet };
  const steps = new AllSteps({ export: asked.call }, workspace, beside, (files) => {
    saved.push(files);
    return Promise.resolve();
  });
  const stopped = steps.run(new Set(['source', step]), '');
  await asked.answer(0, ok(exportAnswer));
  expect(steps.state).toMatchObject({ kind: 'running', share: 0.5 });
  steps.stop();
  // It was made when it was stopped.
  await asked.answer(1, ok(exportAnswer));
  await stopped;
  expect(steps.state).toEqual({ kind: 'idle' });
  const failed = steps.run(new Set([step]), '');
  const error = appError('JOB-FAILED', 'It broke.');
  await asked.answer(2, fail(error));
  await failed;
  expect(steps.state).toEqual({ kind: 'failed', error });
  expect(saved).toEqual([]);
});

/** Asks for all steps of a picture with their sheet, which comes to this. */
async function withSheet(made: Result<ArchiveFile>) {
  const source = openedPicture('mine.jpg');
  const { workspace, show } = workspaceWith(source);
  await show(0);
  const step = workspace.addStep('invert') ?? '';
  const asked = new Asked<Parameters<Engine['export']>, ExportAnswer>();
  const none = () => Promise.resolve(null);
  const sheets: unknown[] = [];
  const saved: ArchiveFile[] = [];
  const steps = new AllSteps(
    { export: asked.call },
    workspace,
    {
      program: none,
      report: none,
      sheet: (order, chosen) => {
        sheets.push([order.source, [...chosen]]);
        return Promise.resolve(made);
      },
    },
    (files) => {
      saved.push(...files);
      return Promise.resolve();
    },
  );
  const run = steps.run(new Set([step]), '', true);
  return { steps, run, asked, saved, sheets, wanted: [source, [step]] };
}

it('puts all of them on one sheet, too, where that is wanted', async () => {
  const sheet = { name: 'contact-sheet.jpg', content: new Blob(['sheet']), text: false };
  const { run, asked, saved, sheets, wanted } = await withSheet(ok(sheet));
  await asked.answer(0, ok(exportAnswer));
  await run;
  expect(sheets).toEqual([wanted]);
  expect(saved.map(({ name }) => name)).toEqual([
    'step_01_invert.jpg',
    'contact-sheet.jpg',
    'pipeline.json',
    'pipeline.yaml',
    'README.txt',
  ]);
  expect(await saved.at(-1)?.content.text()).toMatch(/^contact-sheet\.jpg +all of them/m);
});

it('says why there can be no sheet before it makes anything', async () => {
  const error = appError('JOB-MEMORY', 'Too large.');
  const { steps, run, asked, saved } = await withSheet(fail(error));
  await run;
  expect(steps.state).toEqual({ kind: 'failed', error });
  expect([asked.inputs, saved]).toEqual([[], []]);
});
