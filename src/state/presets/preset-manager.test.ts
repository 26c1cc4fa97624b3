import { expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { Preset } from '../../core/documents/preset';
import { emptyPipeline, type Pipeline } from '../../core/pipeline/pipeline';
import { workspaceWith } from '../testing';
import { PresetManager, type PresetSources } from './preset-manager.svelte';

const preset = (id: string): Preset => ({
  id,
  name: `name of ${id}`,
  folder: '',
  description: '',
  author: '',
  licence: '',
  pipeline: emptyPipeline,
  asks: [],
  created: '',
  changed: '',
});
const trouble = appError('CFG-SIZE', 'Too long.');

/** A manager over texts in memory; `sources.fails` makes what is applied too long. */
function managerOf(recent: string | null = null) {
  const { workspace } = workspaceWith();
  const texts = new Map<string, string>(recent === null ? [] : [['recent-presets', recent]]);
  const state = { fails: false, opened: 0, offline: false };
  const sources = {
    apply: (current: Pipeline, { name }: Preset) =>
      state.fails ? fail(trouble) : ok({ ...current, name: `${current.name} + ${name}` }),
  } as unknown as PresetSources;
  const manager = new PresetManager(
    () => {
      state.opened += 1;
      return state.offline ? Promise.reject(new Error('offline')) : Promise.resolve(sources);
    },
    workspace,
    {
      get: (key) => texts.get(key) ?? null,
      set: (key, text) => void texts.set(key, text),
    },
  );
  return { manager, workspace, texts, state, sources };
}

it('is fetched once, and anew after it could not be had', async () => {
  const { manager, state, sources } = managerOf();
  state.offline = true;
  await expect(manager.load()).rejects.toThrow('offline');
  expect(manager.records).toBeNull();
  state.offline = false;
  expect(await manager.load()).toBe(sources);
  await manager.load();
  expect([manager.records, state.opened]).toEqual([sources, 2]);
});

it('comes back to the gallery of presets from a page that was opened there', () => {
  const { manager } = managerOf();
  const kinds: unknown[] = [];
  const see = (): void => void kinds.push(manager.page?.kind ?? null);
  manager.go({ kind: 'gallery' });
  manager.go({ kind: 'export' });
  see();
  // A conflict comes up on the way back from another page.
  manager.go({ kind: 'conflict' });
  see();
  manager.leave();
  see();
  manager.leave();
  see();
  manager.go({ kind: 'save', pipeline: emptyPipeline });
  manager.leave();
  see();
  manager.go({ kind: 'gallery' });
  manager.go({ kind: 'export' });
  manager.close();
  see();
  manager.leave();
  see();
  expect(kinds).toEqual(['export', 'conflict', 'gallery', null, null, null, null]);
});

it('applies a preset as one step back, and keeps it among the last five', async () => {
  const { manager, workspace, texts } = managerOf();
  expect(manager.apply(preset('early'), 'replace', [])).toBeNull();
  expect(manager.recent).toEqual([]);
  await manager.load();
  const before = workspace.pipeline;
  expect(manager.apply(preset('a'), 'replace', [])).toBeNull();
  expect(workspace.pipeline.name).toBe(`${before.name} + name of a`);
  expect(workspace.undoLabel).toBe('Apply preset name of a');
  expect(manager.apply(preset('b'), 'append', [])).toBeNull();
  expect(workspace.undoLabel).toBe('Append preset name of b');
  await workspace.undo();
  await workspace.undo();
  expect(workspace.pipeline.name).toBe(before.name);
  for (const id of ['c', 'd', 'a', 'e', 'f']) manager.apply(preset(id), 'append', []);
  expect(manager.recent.map(({ id }) => id)).toEqual(['f', 'e', 'a', 'd', 'c']);
  expect(managerOf(texts.get('recent-presets')).manager.recent).toEqual(manager.recent);
});

it('says why a preset cannot be applied, and changes nothing', async () => {
  const { manager, workspace, state } = managerOf();
  await manager.load();
  state.fails = true;
  const before = workspace.pipeline;
  expect(manager.apply(preset('a'), 'replace', [])).toBe(trouble);
  expect(workspace.pipeline).toBe(before);
  expect(manager.recent).toEqual([]);
});

it.each(['{', '7', '[7, {"id": "a"}, {"name": "b"}]'])('takes nothing over from %s', (stored) => {
  expect(managerOf(stored).manager.recent).toEqual([]);
});
