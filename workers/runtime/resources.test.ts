import { afterEach, describe, expect, it, vi } from 'vitest';
import { MissingResource } from '../../src/core/graph/resources';
import { toAppError } from './errors';
import { KeptPictures, WorkerResources } from './resources';
import { pipelineOf, startForTest, stepForTest } from '../testing/index';

const [here, gone] = ['a1'.repeat(32), 'b2'.repeat(32)];
const asset = (hash: string) => ({ kind: 'asset', hash }) as const;
const marked = (...hashes: readonly string[]) =>
  pipelineOf(...hashes.map((picture) => stepForTest('image-watermark', { picture }, picture)));

/** Resources over a page that has one picture, and what the page was asked for. */
function resourcesOver(bytes: number) {
  const asked: string[] = [];
  const resources = new WorkerResources();
  resources.askBy((hash) => {
    asked.push(hash);
    return Promise.resolve(hash === gone ? null : new Blob([new Uint8Array(bytes)]));
  });
  return { resources, asked };
}

describe('pictures that steps bring along', () => {
  it('are asked for when a pipeline first needs them', async () => {
    const { resources, asked } = resourcesOver(3);
    await resources.ready(pipelineOf(stepForTest('exposure')));
    expect(asked).toEqual([]);
    for (let round = 0; round < 2; round += 1) await resources.ready(marked(here));
    expect(asked).toEqual([here]);
    expect(resources.png(asset(here))).toHaveLength(3);
  });

  it('are asked for again when they were missing, and the step that lacks one says so', async () => {
    const { resources, asked } = resourcesOver(3);
    for (let round = 0; round < 2; round += 1) await resources.ready(marked(here, gone));
    expect(asked).toEqual([here, gone, gone]);
    let thrown: unknown;
    try {
      resources.png(asset(gone));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(MissingResource);
    expect(toAppError(thrown, { id: 's1', label: 'Logo' })).toMatchObject({
      code: 'RES-MISSING',
      step: 's1',
      message: 'The picture that “Logo” needs is not on this device.',
    });
  });

  it('are let go when they are large and not needed any more', async () => {
    const { resources, asked } = resourcesOver(9 * 1024 * 1024);
    const other = 'c3'.repeat(32);
    await resources.ready(marked(here));
    await resources.ready(marked(other));
    expect(() => resources.png(asset(here))).toThrow(MissingResource);
    expect(resources.png(asset(other))).toHaveLength(9 * 1024 * 1024);
    await resources.ready(marked(here));
    expect(asked).toEqual([here, other, here]);
  });
});

it('keeps pictures by what their names take as well, which may be more than their pixels', async () => {
  const vips = await startForTest();
  const kept = new KeptPictures();
  const nameOf = (index: number): string => String(index).repeat(2 ** 20);
  for (let index = 0; index < 10; index += 1) {
    for (let turn = 0; turn < 2; turn += 1) {
      kept.set(nameOf(index) + String(turn), vips.Image.black(1, 1), 1);
    }
  }
  // 20 names of two megabytes: more than is kept. The newest are there.
  expect(kept.get(`${nameOf(0)}0`)).toBeNull();
  const newest = kept.get(`${nameOf(9)}1`);
  expect(newest?.width).toBe(1);
  newest?.delete();
  vips.shutdown();
});

describe('the font of texts', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each([
    ['nothing', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['an error', () => Promise.resolve(new Response('', { status: 404 }))],
    ['a page', () => Promise.resolve(new Response('<!doctype html>'))],
  ])('is a file that could not be loaded when %s comes, and no mistake', async (_, fetch) => {
    vi.stubGlobal('fetch', fetch);
    const resources = new WorkerResources();
    const thrown: unknown = await resources
      .ready(pipelineOf(stepForTest('text-watermark')))
      .catch((error: unknown) => error);
    expect(toAppError(thrown).code).toBe('ENG-LOAD');
  });
});
