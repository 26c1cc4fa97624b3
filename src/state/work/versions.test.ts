import { expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import type { Version } from '../../core/pipeline/version';
import { fail, ok } from '../../core/base/result';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { workspaceWith } from '../testing';
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
