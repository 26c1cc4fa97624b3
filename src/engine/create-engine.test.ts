import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyPipeline } from '../core/pipeline/pipeline';
import { ok } from '../core/result';
import { reportContent } from '../core/testing/report-content';
import type { Connection } from './connection';
import { createEngine } from './create-engine';
import { never, silentCalls } from './testing';

const { pictures } = reportContent();
if (!pictures) throw new TypeError('the report has pictures');

beforeEach(() => {
  vi.stubGlobal('navigator', { hardwareConcurrency: 2, userAgent: '', maxTouchPoints: 0 });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const connect = (): Connection => ({
  cells: new Int32Array(new SharedArrayBuffer(16)),
  lifeLock: 'lock',
  assets: never,
  calls: silentCalls({
    reportPictures: () => Promise.resolve({ result: ok(pictures), engineBytes: 1 }),
  }),
  watchLife: () => undefined,
  end: () => undefined,
});

describe('the engine', () => {
  it('lets pictures that nobody wants any more take the place of no others', async () => {
    const engine = createEngine({ connect });
    const request = {
      pipeline: emptyPipeline,
      budget: 1000,
      uses: { large: 0, small: 100, crop: 0 },
      crops: false,
      draft: false,
    };
    const ask = (signal: AbortSignal) =>
      engine.reportPictures(request, { progress: () => undefined, signal });
    // The first one begins at once; the next one waits for it.
    void ask(new AbortController().signal);
    const next = ask(new AbortController().signal);
    const late = ask(AbortSignal.abort());
    expect(await late).toMatchObject({ ok: false, error: { code: 'JOB-CANCELLED' } });
    expect((await next).ok).toBe(true);
  });
});
