import { expect, it, vi } from 'vitest';
import { ok } from '../../core/base/result';
import { operationsById } from '../../core/operations/index';
import type { Change } from '../../core/pipeline/versions/changes';
import type { Version, VersionHead } from '../../core/pipeline/versions/version';
import { newStep } from '../../core/pipeline/edit';
import { workspaceWith } from '../testing';
import type { VersionStore, VersionTools } from './ports';
import { Versions } from './versions.svelte';

/** A store that keeps everything for as long as the test lasts. */
function setUp() {
  const kept = new Map<string, Version>();
  const change = (id: string, to: (head: VersionHead) => VersionHead) => {
    const found = kept.get(id);
    if (!found) return Promise.resolve(ok(null));
    const next = { ...found, ...to(found) };
    kept.set(id, next);
    return Promise.resolve(ok(next));
  };
  const store: VersionStore = {
    list: () => Promise.resolve(ok({ heads: [...kept.values()], traces: [] })),
    contents: ({ id }) => Promise.resolve(ok(kept.get(id) ?? null)),
    picture: () => Promise.resolve(ok(null)),
    keep: ({ versions }) => {
      for (const version of versions) kept.set(version.id, version);
      return Promise.resolve(ok(null));
    },
    amend: change,
    depict: (id) => change(id, (head) => head),
    remove: (id) => {
      kept.delete(id);
      return Promise.resolve(ok(null));
    },
    watch: () => () => undefined,
  };
  let time = 1_000;
  const tools: VersionTools = {
    now: () => (time += 1_000),
    newLineage: () => '0123456789abcdef',
    after: () => () => undefined,
    addresses: { make: () => 'blob:x', free: () => undefined },
    draw: () => Promise.resolve(null),
  };
  const { workspace } = workspaceWith();
  const versions = new Versions(store, workspace, tools);
  const names = () => workspace.pipeline.steps.map(({ operation }) => operation);
  /** Keeps a pipeline of one step, and goes on to another. */
  const begin = async () => {
    workspace.addStep('sepia');
    const head = await versions.keep('asked', { label: { name: 'First' } });
    if (!head) throw new Error('It is kept.');
    workspace.addStep('invert');
    return head;
  };
  return { workspace, versions, names, begin, kept };
}

it('shows a version without touching the pipeline of now', async () => {
  const { workspace, versions, names, begin } = setUp();
  const head = await begin();
  const { work } = workspace;
  expect(await versions.view(head.id)).toBe(true);
  expect([names(), versions.viewing?.id]).toEqual([['sepia'], head.id]);
  // Nothing that edits steps does so, nor undo.
  const [step] = workspace.pipeline.steps;
  workspace.removeStep(step?.id ?? '');
  workspace.addStep('contrast');
  workspace.renamePipeline('Another');
  expect(workspace.undoLabel).toBeNull();
  await workspace.undo();
  expect(workspace.work).toBe(work);
  versions.leave();
  expect([names(), versions.viewing]).toEqual([['sepia', 'invert'], null]);
});

it('ends when something takes the place of the pipeline', async () => {
  const { versions, names, begin, workspace } = setUp();
  const head = await begin();
  await versions.view(head.id);
  expect(await versions.restore(head.id)).toBe(true);
  expect([names(), versions.viewing]).toEqual([['sepia'], null]);
  await workspace.undo();
  expect(names()).toEqual(['sepia', 'invert']);
});

it('says of the version that is shown what went out with it', async () => {
  const { versions, begin, workspace, kept } = setUp();
  const head = await begin();
  await versions.view(head.id);
  const count = kept.size;
  versions.sent('export', 'a.jpg', workspace.pipeline);
  await vi.waitFor(() => expect(kept.get(head.id)?.carriedBy).toHaveLength(1));
  expect(kept.size).toBe(count);
  expect(kept.get(head.id)?.carriedBy).toMatchObject([{ kind: 'export', name: 'a.jpg' }]);
  expect((await versions.ahead())?.id).toBe(head.id);
});

it('is what went out also when it is left before that is told', async () => {
  const { versions, begin, workspace, kept } = setUp();
  const head = await begin();
  await versions.keep('asked');
  await versions.view(head.id);
  const { pipeline } = workspace;
  versions.leave();
  const count = kept.size;
  expect((await versions.ahead(pipeline))?.id).toBe(head.id);
  await versions.send('export', 'late.jpg', pipeline);
  expect(kept.get(head.id)?.carriedBy).toMatchObject([{ kind: 'export', name: 'late.jpg' }]);
  expect(kept.size).toBe(count);
  // Once restored it is a version of its own.
  await versions.restore(head.id);
  await versions.send('export', 'restored.jpg');
  expect(kept.get(head.id)?.carriedBy).toHaveLength(1);
  expect(kept.get(versions.head ?? '')?.carriedBy).toMatchObject([{ name: 'restored.jpg' }]);
});

it('is told of a link to it, whatever is here now', async () => {
  const { versions, begin, kept } = setUp();
  const head = await begin();
  expect(versions.carried(head.id)).toEqual({ id: head.id, parents: [] });
  await versions.mark(head.id, 'link');
  expect(kept.get(head.id)?.carriedBy).toMatchObject([{ kind: 'link' }]);
  await versions.mark('0'.repeat(16), 'link');
  expect(kept.size).toBe(1);
});

it('keeps with a pipeline the settings that it went out with', async () => {
  const { versions, workspace, kept } = setUp();
  workspace.addStep('sepia');
  const { pipeline, settings } = workspace;
  const ahead = await versions.ahead(pipeline);
  workspace.changeSettings({ format: 'webp' });
  const sent = await versions.send('export', 'a.jpg', pipeline, settings);
  expect(sent?.id).toBe(ahead?.id);
  expect(kept.get(sent?.id ?? '')?.settings?.format).toBe(settings.format);
});

it('takes all changes of a step as one edit, into the pipeline of now', async () => {
  const { versions, begin, workspace, names } = setUp();
  const head = await begin();
  await versions.view(head.id);
  const operation = operationsById.get('grain');
  if (!operation) throw new Error('There is such an operation.');
  const step = newStep(operation);
  const changes: readonly Change[] = [
    { kind: 'added', step, place: 0, after: [] },
    { kind: 'renamed', step, from: undefined, to: 'Film' },
  ];
  expect(versions.take(...changes).ok).toBe(true);
  expect(names()).toEqual(['grain', 'sepia', 'invert']);
  expect(workspace.pipeline.steps[0]?.name).toBe('Film');
  const again = versions.take(...changes.slice(1));
  expect(again.ok).toBe(false);
  await workspace.undo();
  expect(names()).toEqual(['sepia', 'invert']);
});

it('takes nothing when one of the changes does not apply', async () => {
  const { versions, begin, names } = setUp();
  await begin();
  const operation = operationsById.get('grain');
  if (!operation) throw new Error('There is such an operation.');
  const [one, other] = [newStep(operation), newStep(operation)];
  const taken = versions.take(
    { kind: 'added', step: one, place: 0, after: [] },
    { kind: 'renamed', step: other, from: undefined, to: 'Film' },
  );
  expect(taken.ok).toBe(false);
  expect(names()).toEqual(['sepia', 'invert']);
});
