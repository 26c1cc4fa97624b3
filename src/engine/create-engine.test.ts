import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyPipeline } from '../core/pipeline/pipeline';
import { ok } from '../core/result';
import { reportContent } from '../core/testing/report-content';
import type { Connection } from './connection';
import { createEngine } from './create-engine';
import { silentCalls, withoutThreads } from './testing';

const { pictures } = reportContent();
if (!pictures) throw new TypeError('the report has pictures');

beforeEach(() => {
  vi.stubGlobal('navigator', { hardwareConcurrency: 2, userAgent: '', maxTouchPoints: 0 });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const bitmap: ImageBitmap = { width: 1, height: 1, close: () => undefined };

const connect = (): Connection => ({
  ...withoutThreads,
  cells: new Int32Array(new SharedArrayBuffer(16)),
  calls: silentCalls({
    sketch: () => Promise.resolve({ result: ok(bitmap), engineBytes: 1 }),
    reportPictures: () => Promise.resolve({ result: ok(pictures), engineBytes: 1 }),
  }),
  watchLife: () => undefined,
  end: () => undefined,
});

describe('the engine', () => {
  it('makes every sketch that is asked for, those that were stopped left out', async () => {
    const engine = createEngine({ connect });
    const stop = new AbortController();
    const asked = [undefined, undefined, stop.signal, undefined].map((signal) =>
      engine.sketch(emptyPipeline, 100, signal),
    );
    stop.abort();
    const made = (await Promise.all(asked)).map((one) => (one.ok ? 'made' : one.error.code));
    expect(made).toEqual(['made', 'made', 'JOB-CANCELLED', 'made']);
  });

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
