import { expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import type { Version } from '../../core/pipeline/version';
import { fail, ok } from '../../core/base/result';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { until, workspaceWith } from '../testing';
import { Versions } from './versions.svelte';

const version: Version = { id: 'v', at: 1, reason: 'asked', pipeline: emptyPipeline };
const full = appError('STO-QUOTA', 'Not saved: this browser is out of space.');

it('says that a version was not forgotten, and that one did not come back', async () => {
  let isFull = true;
  const write = () => Promise.resolve(isFull ? fail(full) : ok(null));
  const store = { list: () => Promise.resolve(ok([version])), keep: write, remove: write };
  const versions = new Versions(store, workspaceWith(openedPicture()).workspace);
  expect(await versions.remove(version)).toBeNull();
  expect(versions.failure).toBe(full);
  expect(versions.list).toEqual([]);

  isFull = false;
  const bringBack = await versions.remove(version);
  expect(versions.failure).toBeNull();
  isFull = true;
  await bringBack?.();
  expect(versions.failure).toBe(full);
});

it('keeps a pipeline once, however often and fast it is left, and again when asked to', async () => {
  const stored: Version[] = [];
  const store = {
    list: () => Promise.resolve(ok(stored.toReversed())),
    keep: (one: Version) => {
      stored.push(one);
      return Promise.resolve(ok(null));
    },
    remove: () => Promise.resolve(ok(null)),
  };
  const { workspace } = workspaceWith(openedPicture());
  let ids = 0;
  const versions = new Versions(store, workspace, { now: () => 7, newId: () => `v${++ids}` });
  await versions.keep('exported');
  expect(stored, 'nothing is there to be kept').toEqual([]);
  workspace.addStep('invert');
  const { pipeline } = workspace;
  await Promise.all([versions.keep('exported'), versions.keep('exported')]);
  expect(stored).toEqual([{ id: 'v1', at: 7, reason: 'exported', pipeline }]);
  await versions.keep('asked');
  expect(versions.list.map(({ reason }) => reason)).toEqual(['asked', 'exported']);
});

it('keeps by itself what is replaced, and puts it back as one change', async () => {
  const stored: Version[] = [];
  const store = {
    list: () => Promise.resolve(ok(stored)),
    keep: (one: Version) => {
      stored.push(one);
      return Promise.resolve(ok(null));
    },
    remove: () => Promise.resolve(ok(null)),
  };
  const { workspace } = workspaceWith(openedPicture());
  const versions = new Versions(store, workspace);
  workspace.addStep('invert');
  const { pipeline } = workspace;
  workspace.replacePipeline('Clear', emptyPipeline);
  await until(() => versions.list.length === 1);
  const [kept] = versions.list;
  expect(kept).toMatchObject({ reason: 'replaced', pipeline });
  if (kept) versions.restore(kept);
  expect(workspace.pipeline).toBe(pipeline);
  await workspace.undo();
  expect(workspace.pipeline.steps).toEqual([]);
});
