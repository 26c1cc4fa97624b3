import { expect, it } from 'vitest';
import { appError, cancelled } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { Engine, ExportAnswer } from '../../core/engine/contract';
import { icons } from '../../core/icons/icon-set';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { idOf } from '../../core/testing/any-history';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { Asked, workspaceWith } from '../testing';
import { outgoingOf } from '../versions/testing';
import { IconSets } from './icon-sets.svelte';

async function ofPicture(size = { width: 300, height: 200 }) {
  const { workspace, show } = workspaceWith(openedPicture('mine.jpg'), openedPicture('other.jpg'));
  await show(0);
  const asked = new Asked<Parameters<Engine['export']>, ExportAnswer>();
  const saved: [names: string[], stem: string][] = [];
  const { outgoing, sent } = outgoingOf({ id: idOf(5), parents: [] });
  let refused: Error | null = null;
  const sets = new IconSets(
    { export: asked.call },
    workspace,
    () => size,
    (files, stem) => {
      if (refused) return Promise.reject(refused);
      saved.push([files.map(({ name }) => name), stem]);
      return Promise.resolve();
    },
    () => Promise.resolve('copied'),
    outgoing,
  );
  const refuse = (error: Error) => (refused = error);
  return { workspace, show, asked, saved, sent, sets, refuse };
}

it('makes every icon of the picture that was open, and saves them as one archive', async () => {
  const { asked, saved, sets, show } = await ofPicture();
  const run = sets.run();
  await show(1);
  for (const index of icons.keys()) await asked.answer(index, ok(exportAnswer));
  await run;
  expect(new Set(asked.inputs.map(([{ name }]) => name))).toEqual(new Set(['mine.jpg']));
  const [[names, stem] = [[], '']] = saved;
  expect(stem).toBe('mine-icons');
  expect(names.slice(0, 3)).toEqual(['favicon.ico', 'icon-16.png', 'icon-32.png']);
  expect(names.slice(-2)).toEqual(['site.webmanifest', 'icons.html']);
  expect([sets.state.kind, sets.snippet], 'nothing is told beside another picture').toEqual([
    'idle',
    '',
  ]);
});

it('keeps the version that a set was made of, once it is saved', async () => {
  const { asked, sent, sets, workspace } = await ofPicture();
  workspace.renamePipeline('Mine');
  const run = sets.run();
  expect(sent).toEqual([]);
  for (const index of icons.keys()) await asked.answer(index, ok(exportAnswer));
  await run;
  expect(sent).toEqual(['export mine-icons.zip of Mine']);
});

it('keeps nothing of the picture’s metadata', async () => {
  const { asked, sets } = await ofPicture();
  void sets.run();
  await asked.answer(0, ok(exportAnswer));
  for (const [, { settings }] of asked.inputs) {
    expect([settings.format, settings.metadata, settings.carriesPipeline]).toEqual([
      'png',
      'none',
      false,
    ]);
  }
});

it('saves nothing when one cannot be made, and says why', async () => {
  const { asked, saved, sets } = await ofPicture();
  const run = sets.run();
  await asked.answer(0, fail(appError('JOB-MEMORY', 'There is not enough memory.')));
  await run;
  expect(sets.state).toMatchObject({ kind: 'failed', error: { code: 'JOB-MEMORY' } });
  expect(saved).toEqual([]);
});

it('says when the archive cannot be written, and can be asked again', async () => {
  const { asked, refuse, sets } = await ofPicture();
  refuse(new Error('no room'));
  const run = sets.run();
  for (const index of icons.keys()) await asked.answer(index, ok(exportAnswer));
  await run;
  expect(sets.state).toMatchObject({ kind: 'failed', error: { code: 'STO-FAILED' } });
  void sets.run();
  expect(asked.inputs.length).toBe(icons.length + 1);
});

it('saves nothing when it is stopped, and can be asked again', async () => {
  const { asked, saved, sets } = await ofPicture();
  const run = sets.run();
  sets.stop();
  expect(asked.inputs[0]?.[2].signal.aborted).toBe(true);
  await asked.answer(0, fail(cancelled()));
  await run;
  expect([sets.state.kind, saved]).toEqual(['idle', []]);
  void sets.run();
  expect(asked.inputs.length).toBe(2);
});

it.each([
  ['fill', 200],
  ['inside', 300],
] as const)('says above which side icons are enlarged: %s', async (fit, side) => {
  const { sets } = await ofPicture();
  sets.fit = fit;
  expect(sets.enlargedOver).toBe(side);
});

it('says nothing of that for a large picture', async () => {
  const { sets } = await ofPicture({ width: 4000, height: 3000 });
  expect(sets.enlargedOver).toBeNull();
});

it('is called after the picture, until it is called something else', async () => {
  const { sets, show } = await ofPicture();
  expect(sets.name).toBe('mine');
  sets.name = 'Brand';
  await show(1);
  expect(sets.name).toBe('Brand');
});
