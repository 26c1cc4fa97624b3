// Longer than a file should be, as the engine that it looks at: all of it shares workers made for the test.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jobCells } from '../../core/engine/job-cells';
import type { Engine, ExportRequest, Source } from '../../core/engine/contract';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { ok, type Result } from '../../core/base/result';
import { initialExportSettings } from '../../core/formats/settings';
import { limits } from '../../core/base/limits';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { renderAnswer } from '../../core/testing/answers/render-answer';
import { reportContent } from '../../core/testing/answers/report-content';
import type { Connection, WorkerCalls } from '../worker/connection';
import { createEngine } from './create-engine';
import { never, silentCalls, startsAtOnce } from '../testing/index';

const { pictures } = reportContent();
if (!pictures) throw new TypeError('the report has pictures');

beforeEach(() => {
  vi.stubGlobal('navigator', {
    hardwareConcurrency: 2,
    userAgent: '',
    vendor: '',
    maxTouchPoints: 0,
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const bitmap: ImageBitmap = { width: 1, height: 1, close: () => undefined };

const frame = renderAnswer(bitmap);

const openCalls: Pick<WorkerCalls, 'open' | 'close'> = {
  open: (_job, { name }) => {
    const { info } = openedPicture(name);
    return Promise.resolve({ result: ok(info), engineBytes: 1 });
  },
  close: () => Promise.resolve({ result: ok(null), engineBytes: 1 }),
};

/** Returns how workers are started that answer these calls, open pictures, and can be killed. */
function workers(answered: Partial<WorkerCalls>) {
  const kill: ((why: string) => void)[] = [];
  let ended = 0;
  const connect = (more: Partial<Connection> = {}): Result<Connection> =>
    ok({
      ...startsAtOnce,
      cells: new Int32Array(new SharedArrayBuffer(4 * jobCells.count)),
      calls: silentCalls({ ...openCalls, ...answered }),
      watchLife: (died) => void kill.push(died),
      end: () => (ended += 1),
      ...more,
    });
  return { connect, kill, ended: () => ended };
}

const { connect } = workers({
  renderSmall: () => Promise.resolve({ result: ok(bitmap), engineBytes: 1 }),
  reportPictures: () => Promise.resolve({ result: ok(pictures), engineBytes: 1 }),
});

/** Returns a picture once it is open in the engine. */
async function open(engine: Engine, name: string): Promise<Source> {
  const picture = openedPicture(name);
  expect((await engine.open(picture.file, name, true)).ok).toBe(true);
  return picture;
}

describe('the engine', () => {
  it('makes every sketch that is asked for, those that were stopped left out', async () => {
    const engine = createEngine({ connect });
    const stop = new AbortController();
    const asked = [undefined, undefined, stop.signal, undefined].map((signal) =>
      engine.renderSmall(null, emptyPipeline, 100, signal),
    );
    stop.abort();
    const made = (await Promise.all(asked)).map((one) => (one.ok ? 'made' : one.error.code));
    expect(made).toEqual(['made', 'made', 'JOB-CANCELLED', 'made']);
  });

  it('lets pictures that nobody wants any more take the place of no others', async () => {
    const engine = createEngine({ connect });
    const picture = await open(engine, 'a.jpg');
    const request = {
      pipeline: emptyPipeline,
      budget: 1000,
      uses: { large: 0, small: 100, crop: 0 },
      crops: false,
      draft: false,
    };
    const ask = (signal: AbortSignal) =>
      engine.reportPictures(picture, request, { progress: () => undefined, signal });
    // The first one begins at once; the next one waits for it.
    void ask(new AbortController().signal);
    const next = ask(new AbortController().signal);
    const late = ask(AbortSignal.abort());
    expect(await late).toMatchObject({ ok: false, error: { code: 'JOB-CANCELLED' } });
    expect((await next).ok).toBe(true);
  });

  it('stops opening a picture at once, and goes on with the one that was open', async () => {
    vi.useFakeTimers();
    const { connect, ended } = workers({
      // A drawing cannot be interrupted: its worker answers nothing more.
      open: (job, request, ...rest) =>
        request.name === 'b.svg' ? never() : openCalls.open(job, request, ...rest),
      render: () => Promise.resolve({ result: ok(frame), engineBytes: 1 }),
    });
    const engine = createEngine({ connect });
    const first = await open(engine, 'a.jpg');
    const second = openedPicture('b.svg');
    const stop = new AbortController();
    const opening = engine.open(second.file, second.name, true, null, stop.signal);
    await vi.advanceTimersByTimeAsync(100);
    stop.abort();
    expect(await opening).toMatchObject({ ok: false, error: { code: 'JOB-CANCELLED' } });
    const rendered = engine.render(first, { pipeline: emptyPipeline, until: null });
    await vi.advanceTimersByTimeAsync(limits.cancelGrace + 100);
    expect(ended()).toBe(1);
    expect((await rendered).ok).toBe(true);
  });

  it('keeps the picture that was open when another is ready just as it is stopped', async () => {
    const stop = new AbortController();
    const opened: string[] = [];
    const { connect } = workers({
      open: (job, request, ...rest) => {
        opened.push(request.name);
        if (request.name === 'b.svg') stop.abort();
        return openCalls.open(job, request, ...rest);
      },
      render: () => Promise.resolve({ result: ok(frame), engineBytes: 1 }),
    });
    const engine = createEngine({ connect });
    const first = await open(engine, 'a.jpg');
    const second = openedPicture('b.svg');
    const outcome = await engine.open(second.file, second.name, true, null, stop.signal);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'JOB-CANCELLED' } });
    const rendered = await engine.render(first, { pipeline: emptyPipeline, until: null });
    expect([rendered.ok, opened]).toEqual([true, ['a.jpg', 'b.svg', 'a.jpg']]);
  });

  it('stops opening while the engine is still starting', async () => {
    const engine = createEngine({ connect: () => connect({ start: never }) });
    const stop = new AbortController();
    const { file, name } = openedPicture('a.jpg');
    const opening = engine.open(file, name, true, null, stop.signal);
    stop.abort();
    expect(await opening).toMatchObject({ ok: false, error: { code: 'JOB-CANCELLED' } });
  });

  it('answers for no picture with another that was opened meanwhile', async () => {
    const rendered = vi.fn(() => Promise.resolve({ result: ok(frame), engineBytes: 1 }));
    const engine = createEngine({ connect: workers({ render: rendered }).connect });
    const first = await open(engine, 'a.jpg');
    const opening = open(engine, 'b.jpg');
    const late = engine.render(first, { pipeline: emptyPipeline, until: null });
    const second = await opening;
    expect(await late).toMatchObject({ ok: false, error: { code: 'JOB-CANCELLED' } });
    expect(rendered).not.toHaveBeenCalled();
    expect((await engine.render(second, { pipeline: emptyPipeline, until: null })).ok).toBe(true);
  });

  it('exports the picture that is meant, whatever is open, by one id for each file', async () => {
    const asked: { name: string; id: string; file: Blob }[] = [];
    const calls: Partial<WorkerCalls> = {
      export: (_job, { name, id, file }) => {
        asked.push({ name, id, file });
        return Promise.resolve({
          result: ok(exportAnswer),
          engineBytes: 1,
        });
      },
    };
    const engine = createEngine({ connect: workers(calls).connect });
    const first = await open(engine, 'same.jpg');
    const second = await open(engine, 'same.jpg');
    const request: ExportRequest = { pipeline: emptyPipeline, settings: initialExportSettings() };
    for (const source of [first, second, first, { ...first, rasterLongEdge: 100 }]) {
      const { signal } = new AbortController();
      await engine.export(source, request, { progress: () => undefined, signal });
    }
    expect(asked.map(({ file }) => file)).toEqual(
      [first, second, first, first].map(({ file }) => file),
    );
    const [a, b, again, drawn] = asked.map(({ id }) => id);
    expect([again, new Set([a, b, drawn]).size]).toEqual([a, 3]);
  });

  it('draws real pixels after a file that somebody waits for, and beside one made ahead', async () => {
    const events: string[] = [];
    let done = (): void => undefined;
    const { connect } = workers({
      export: async () => {
        events.push('file begins');
        await new Promise<void>((resolve) => (done = resolve));
        events.push('file is there');
        return { result: ok(exportAnswer), engineBytes: 1 };
      },
      region: () => {
        events.push('pixels');
        const answer = { bitmap, left: 0, top: 0, width: 1, height: 1, milliseconds: 1 };
        return Promise.resolve({ result: ok(answer), engineBytes: 1 });
      },
    });
    const engine = createEngine({ connect });
    const picture = await open(engine, 'a.jpg');
    const area = { pipeline: emptyPipeline, until: null, left: 0, top: 0, width: 1, height: 1 };
    const both = async (purpose: Pick<ExportRequest, 'purpose'>): Promise<readonly string[]> => {
      events.length = 0;
      const { signal } = new AbortController();
      const request = { pipeline: emptyPipeline, settings: initialExportSettings(), ...purpose };
      const file = engine.export(picture, request, { progress: () => undefined, signal });
      const pixels = engine.region(picture, area);
      await vi.waitFor(() => expect(events).toContain('file begins'));
      if (purpose.purpose === 'measure') await pixels;
      done();
      await Promise.all([file, pixels]);
      return [...events];
    };
    expect(await both({})).toEqual(['file begins', 'file is there', 'pixels']);
    expect((await both({ purpose: 'measure' })).at(-1)).toBe('file is there');
  });

  it('draws real pixels beside what is only measured', async () => {
    const { connect } = workers({
      profile: never,
      region: () => {
        const answer = { bitmap, left: 0, top: 0, width: 1, height: 1, milliseconds: 1 };
        return Promise.resolve({ result: ok(answer), engineBytes: 1 });
      },
    });
    const engine = createEngine({ connect });
    const picture = await open(engine, 'a.jpg');
    const { signal } = new AbortController();
    const request = { pipeline: emptyPipeline, settings: initialExportSettings(), runs: 1 };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const profile = engine.profile(picture, request, { progress: () => undefined, signal });
    const area = { pipeline: emptyPipeline, until: null, left: 0, top: 0, width: 1, height: 1 };
    const pixels = engine.region(picture, area);
    const first = await Promise.race([profile.then(() => 'profile'), pixels.then(() => 'pixels')]);
    expect(first).toBe('pixels');
  });

  it('starts what files are made in as soon as one is expected, and only once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let starts = 0;
    const { connect, ended } = workers({
      export: () => Promise.resolve({ result: ok(exportAnswer), engineBytes: 1 }),
    });
    const engine = createEngine({
      connect: () => {
        starts += 1;
        return connect();
      },
    });
    const picture = await open(engine, 'a.jpg');
    expect(starts).toBe(1);
    engine.expectFile();
    await vi.waitFor(() => expect(starts).toBe(2));
    const { signal } = new AbortController();
    const request: ExportRequest = { pipeline: emptyPipeline, settings: initialExportSettings() };
    engine.expectFile();
    await engine.export(picture, request, { progress: () => undefined, signal });
    expect(starts).toBe(2);
    engine.expectFile();
    await vi.advanceTimersByTimeAsync(limits.recycleIdle + 1);
    expect(ended(), 'nothing came').toBe(1);
  });

  it('lets a picture go with which two workers in a row have died, and not one', async () => {
    let deaths = 0;
    const opens: string[] = [];
    const { connect, kill } = workers({
      open: (job, request, ...rest) => {
        opens.push(request.name);
        if (opens.length === 1 || deaths === 0) return openCalls.open(job, request, ...rest);
        deaths -= 1;
        return Promise.reject(new Error('The worker died.'));
      },
      render: () => Promise.resolve({ result: ok(frame), engineBytes: 1 }),
    });
    const engine = createEngine({ connect });
    const picture = await open(engine, 'a.jpg');
    const rendered = () => engine.render(picture, { pipeline: emptyPipeline, until: null });
    deaths = 1;
    kill.at(-1)?.('It died.');
    expect((await rendered()).ok, 'after one death').toBe(true);
    deaths = 9;
    kill.at(-1)?.('It died.');
    // The first one waits for the worker that comes next.
    await rendered();
    expect(await rendered()).toMatchObject({ error: { message: 'No picture is open.' } });
    expect(deaths, 'after two deaths it is not tried again').toBe(7);
  });

  it('replaces a worker whose memory has grown once nothing is asked of it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const large = 800 * 1024 * 1024;
    const place = { left: 0, top: 0, width: 1, height: 1 };
    const tile = { bitmap, ...place, milliseconds: 1 };
    const { connect, ended } = workers({
      render: () => Promise.resolve({ result: ok(frame), engineBytes: large }),
      region: () => Promise.resolve({ result: ok(tile), engineBytes: large }),
    });
    const engine = createEngine({ connect });
    const picture = await open(engine, 'a.jpg');
    for (let job = 0; job < limits.recycleJobs; job += 1) {
      await engine.region(picture, { pipeline: emptyPipeline, until: null, ...place });
    }
    await vi.advanceTimersByTimeAsync(limits.recycleIdle + 1);
    expect(ended(), 'tiles do not wear it').toBe(0);
    for (let job = 0; job < limits.recycleJobs; job += 1) {
      await engine.render(picture, { pipeline: emptyPipeline, until: null });
    }
    await vi.advanceTimersByTimeAsync(limits.recycleIdle - 1);
    expect(ended(), 'while it may be wanted again soon').toBe(0);
    await vi.advanceTimersByTimeAsync(2);
    expect(ended()).toBe(1);
    expect((await engine.render(picture, { pipeline: emptyPipeline, until: null })).ok).toBe(true);
  });
});
