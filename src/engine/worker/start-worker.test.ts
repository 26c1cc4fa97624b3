import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StartAnswer } from '../../../workers/protocol';
import { engineNotLoaded } from '../../core/engine/engine-errors';
import { jobCells } from '../../core/engine/job-cells';
import { limits } from '../../core/base/limits';
import { fail, ok, type Result } from '../../core/base/result';
import { hasStarted, never } from '../testing/index';
import { answer, connectWith, made, newest, silent } from '../testing/host';
import { type Task, WorkerHost } from './worker-host';

beforeEach(() => {
  vi.useFakeTimers();
  made.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

describe('starting a worker', () => {
  it('waits for a worker that is alive for as long as it takes', async () => {
    let finish: (answer: Result<StartAnswer>) => void = () => undefined;
    const host = new WorkerHost(
      connectWith(({ cells }) => {
        const beat = () => Atomics.add(cells, jobCells.heartbeat, 1);
        setInterval(beat, limits.engineStart - 1_000);
        return new Promise((resolve) => (finish = resolve));
      }),
    );
    const quick: Task<string> = () => Promise.resolve(answer(ok('done')));
    const result = host.run(quick);
    await vi.advanceTimersByTimeAsync(20 * limits.engineStart);
    expect([made.length, newest().end.mock.calls.length]).toEqual([1, 0]);
    finish(hasStarted());
    expect(await result).toEqual(ok('done'));
  });

  it('tries another when one shows no life, each time with twice the patience, then says so', async () => {
    const host = new WorkerHost(connectWith(never));
    const result = host.run(silent);
    const seen: number[] = [];
    for (const patience of [1, 2, 4]) {
      await vi.advanceTimersByTimeAsync(patience * limits.engineStart - 1_000);
      seen.push(made.length, newest().end.mock.calls.length);
      await vi.advanceTimersByTimeAsync(1_100);
    }
    expect(seen).toEqual([1, 0, 2, 0, 3, 0]);
    expect(await result).toMatchObject({ ok: false, error: { code: 'ENG-START' } });
    expect(made.map(({ end }) => end.mock.calls.length)).toEqual([1, 1, 1]);
  });

  it('is over as soon as a script of the worker or of a thread fails, and tells why', async () => {
    const heard = vi.fn();
    const host = new WorkerHost(connectWith(never), { started: heard });
    const result = host.run(silent);
    await vi.advanceTimersByTimeAsync(0);
    const why = engineNotLoaded('thread.worker.js was answered with 200, text/html');
    newest().fail(why);
    expect(await result).toEqual(fail(why));
    expect([made.length, newest().end.mock.calls.length]).toEqual([1, 1]);
    expect(heard.mock.calls).toEqual([[fail(why)]]);
  });

  it('is over as soon as the worker ends by itself, and tells why', async () => {
    const host = new WorkerHost(
      connectWith(({ cells }) => {
        Atomics.store(cells, jobCells.held, 1);
        return never();
      }),
    );
    const result = host.run(silent);
    await vi.advanceTimersByTimeAsync(1_000);
    newest().die('the worker released its lock');
    await vi.advanceTimersByTimeAsync(0);
    expect(newest().end).toHaveBeenCalledOnce();
    expect(await result).toMatchObject({
      ok: false,
      error: { code: 'ENG-START', detail: 'the worker released its lock' },
    });
    expect(made).toHaveLength(1);
  });

  it('ends a worker that is still starting, and starts another for who waits', async () => {
    const starts: ((answer: Result<StartAnswer>) => void)[] = [];
    const heard = vi.fn();
    const host = new WorkerHost(
      connectWith(() => new Promise((resolve) => starts.push(resolve))),
      { started: heard },
    );
    const quick: Task<string> = () => Promise.resolve(answer(ok('done')));
    const result = host.run(quick);
    host.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(made[0]?.end).toHaveBeenCalledOnce();
    expect(made).toHaveLength(2);
    starts[1]?.(hasStarted());
    expect(await result).toEqual(ok('done'));
    // Nobody is told of the one that was ended, not even when it answers late.
    starts[0]?.(hasStarted());
    await vi.advanceTimersByTimeAsync(0);
    expect([heard.mock.calls.length, newest().end.mock.calls.length]).toEqual([1, 0]);
  });

  it('leaves no worker behind when a job is stopped while its worker starts', async () => {
    let finish: (answer: Result<StartAnswer>) => void = () => undefined;
    const host = new WorkerHost(connectWith(() => new Promise((resolve) => (finish = resolve))));
    const stop = new AbortController();
    const result = host.run(silent, { signal: stop.signal });
    await vi.advanceTimersByTimeAsync(0);
    stop.abort();
    expect(await result).toMatchObject({ ok: false, error: { code: 'JOB-CANCELLED' } });
    host.end();
    finish(hasStarted());
    await vi.advanceTimersByTimeAsync(0);
    expect([made.length, newest().end.mock.calls.length]).toEqual([1, 1]);
  });
});
