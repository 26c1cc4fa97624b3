import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../../workers/protocol';
import { appError, type AppError } from '../../core/base/errors';
import { jobCells } from '../../core/engine/job-cells';
import { limits } from '../../core/base/limits';
import { fail, ok, type Result } from '../../core/base/result';
import { never } from '../testing/index';
import { answer, connectWith, made, newest, silent, started } from '../testing/host';
import { type Task, WorkerHost } from './worker-host';

beforeEach(() => {
  vi.useFakeTimers();
  made.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

/** Returns what a job failed for. */
function errorOf(result: Result<unknown>): AppError {
  if (result.ok) throw new Error('the job did not fail');
  return result.error;
}

describe('WorkerHost', () => {
  it('starts one worker for many jobs', async () => {
    const host = new WorkerHost(connectWith(started));
    const quick: Task<string> = () => Promise.resolve(answer(ok('done')));
    expect(await host.run(quick)).toEqual(ok('done'));
    expect(await host.run(quick)).toEqual(ok('done'));
    expect([made.length, host.jobs]).toEqual([1, 2]);
    await host.run(quick, { isPart: true });
    expect(host.jobs, 'parts are not counted').toBe(2);
  });

  it('starts one worker for all who ask at the same time', async () => {
    const refresh = vi.fn(() => Promise.resolve(ok(null)));
    const host = new WorkerHost(connectWith(started), { refresh });
    await Promise.all([host.start(), host.start(), host.start()]);
    await host.start();
    expect([made.length, refresh.mock.calls.length]).toEqual([1, 1]);
  });

  it('tries a job again when its worker was ended from outside, then settles', async () => {
    const fault = vi.fn();
    const host = new WorkerHost(connectWith(started), { fault });
    const result = host.run(silent);
    await vi.advanceTimersByTimeAsync(0);
    newest().die('first');
    await vi.advanceTimersByTimeAsync(0);
    expect(made).toHaveLength(2);
    newest().die('second');
    expect(await result).toMatchObject({ ok: false, error: { code: 'ENG-DIED' } });
    expect(fault).toHaveBeenCalledTimes(2);
  });

  it('tells a new worker what it has to know before the job is done', async () => {
    const order: string[] = [];
    const host = new WorkerHost(connectWith(started), {
      refresh: (run) => {
        order.push('refresh');
        return run(() => Promise.resolve(answer(ok(null))));
      },
    });
    const job = (): Promise<Answer<string>> => {
      order.push('job');
      return Promise.resolve(answer(ok('')));
    };
    await host.run(job);
    await host.run(job);
    host.end();
    await host.run(job);
    expect(order).toEqual(['refresh', 'job', 'job', 'refresh', 'job']);
  });

  it('ends a job that is silent for too long and does not try it again', async () => {
    const fault = vi.fn();
    const host = new WorkerHost(connectWith(started), { fault });
    const result = host.run(silent);
    await vi.advanceTimersByTimeAsync(limits.jobSilence - 1_000);
    expect(fault).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_200);
    expect(await result).toMatchObject({ ok: false, error: { code: 'ENG-DIED' } });
    expect([made.length, fault.mock.calls.length]).toEqual([1, 1]);
  });

  it('lets a job run on while it shows life, but not for ever', async () => {
    const fault = vi.fn();
    const host = new WorkerHost(connectWith(started), { fault });
    const seen: number[] = [];
    const result = host.run(silent, { progress: (share) => seen.push(share) });
    await vi.advanceTimersByTimeAsync(0);
    const { cells, end } = newest();
    const life = setInterval(() => Atomics.add(cells, jobCells.heartbeat, 1), 10_000);
    Atomics.store(cells, jobCells.progress, 250);
    await vi.advanceTimersByTimeAsync(limits.jobTotal - 1_000);
    expect(end).not.toHaveBeenCalled();
    expect(seen.at(-1)).toBe(0.25);
    await vi.advanceTimersByTimeAsync(2_000);
    clearInterval(life);
    const { code, message, advice } = errorOf(await result);
    expect([code, message, advice]).toEqual([
      'JOB-SLOW',
      'This took too long and was stopped.',
      'Choose a lower effort or a smaller size.',
    ]);
    expect(fault, 'the job itself tells of it').not.toHaveBeenCalled();
  });

  it('notices that a worker does not even begin', async () => {
    const host = new WorkerHost(connectWith(started));
    const result = host.run(never);
    await vi.advanceTimersByTimeAsync(5_200);
    // Tried once more in a new worker, which does not begin either.
    await vi.advanceTimersByTimeAsync(5_200);
    expect(await result).toMatchObject({ error: { detail: 'the worker does not begin' } });
    expect(made).toHaveLength(2);
  });

  it('asks a job to stop, and ends the worker when it does not', async () => {
    const fault = vi.fn();
    const host = new WorkerHost(connectWith(started), { fault });
    const stop = new AbortController();
    const result = host.run(silent, { signal: stop.signal });
    await vi.advanceTimersByTimeAsync(0);
    const { cells, end } = newest();
    stop.abort();
    expect(Atomics.load(cells, jobCells.cancelled)).toBe(Atomics.load(cells, jobCells.begun));
    await vi.advanceTimersByTimeAsync(limits.cancelGrace);
    expect(end).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    expect(await result).toMatchObject({ error: { code: 'JOB-CANCELLED' } });
    expect(end).toHaveBeenCalled();
    expect(fault).not.toHaveBeenCalled();
  });

  it('does not stop what a new worker has to know along with the job that waits', async () => {
    let opened: (answer: Answer<null>) => void = () => undefined;
    const host = new WorkerHost(connectWith(started), {
      refresh: (run) =>
        run(
          () =>
            new Promise((resolve) => {
              opened = resolve;
            }),
        ),
    });
    const result = host.run(() => Promise.resolve(answer(ok('after'))));
    await vi.advanceTimersByTimeAsync(0);
    host.cancel();
    await vi.advanceTimersByTimeAsync(2 * limits.cancelGrace);
    expect(newest().end).not.toHaveBeenCalled();
    opened(answer(ok(null)));
    expect(await result).toEqual(ok('after'));
  });

  it('settles a job whose worker is ended by us', async () => {
    const host = new WorkerHost(connectWith(started));
    const result = host.run(silent);
    await vi.advanceTimersByTimeAsync(0);
    host.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(made).toHaveLength(2);
    host.end();
    expect(await result).toMatchObject({ ok: false, error: { code: 'ENG-DIED' } });
  });

  it('replaces a worker that says that it is broken, and tries the job once more', async () => {
    const [fault, broken] = [vi.fn(), vi.fn()];
    const host = new WorkerHost(connectWith(started), { fault, broken });
    const trapped = answer<string>(fail(appError('ENG-DIED', 'Trapped.')), { replace: 'broken' });
    const results = [answer(ok('first')), trapped, answer(ok('second'))];
    const task = (): Promise<Answer<string>> =>
      Promise.resolve(results.shift() ?? answer(ok('too often')));
    expect(await host.run(task)).toEqual(ok('first'));
    expect(await host.run(task)).toEqual(ok('second'));
    expect([made.length, broken.mock.calls.length]).toEqual([2, 1]);
    expect(fault, 'the job itself tells of it').not.toHaveBeenCalled();
  });

  it('does not try a job again that broke a worker of its own', async () => {
    const host = new WorkerHost(connectWith(started), {
      refresh: (run) => run(() => Promise.resolve(answer(ok(null)))),
    });
    const trapped = answer<string>(fail(appError('ENG-DIED', 'Trapped.')), { replace: 'broken' });
    const task = vi.fn(() => Promise.resolve(trapped));
    expect(await host.run(task)).toMatchObject({ error: { code: 'ENG-DIED' } });
    expect([made.length, task.mock.calls.length]).toEqual([1, 1]);
  });

  it('tries a job once more that lacked memory where others had been done, and no other', async () => {
    const host = new WorkerHost(connectWith(started));
    const full = answer<string>(fail(appError('JOB-MEMORY', 'Full.')), { replace: 'memory' });
    const results = [answer(ok('first')), full, answer(ok('second')), full, full];
    const task = (): Promise<Answer<string>> =>
      Promise.resolve(results.shift() ?? answer(ok('too often')));
    expect(await host.run(task)).toEqual(ok('first'));
    expect(await host.run(task)).toEqual(ok('second'));
    expect(await host.run(task)).toMatchObject({ error: { code: 'JOB-MEMORY' } });
    expect([made.length, results.length]).toEqual([3, 0]);
  });

  it('starts anew without a word when memory ran out', async () => {
    const fault = vi.fn();
    const host = new WorkerHost(connectWith(started), { fault });
    const full = answer<string>(fail(appError('JOB-MEMORY', 'Full.')), { replace: 'memory' });
    expect(await host.run(() => Promise.resolve(full))).toMatchObject({
      error: { code: 'JOB-MEMORY' },
    });
    const quick: Task<string> = () => Promise.resolve(answer(ok('')));
    await host.run(quick);
    expect(made).toHaveLength(2);
    expect(fault).not.toHaveBeenCalled();
  });

  it('does a job again in a worker with the library that it turns out to need, and no other', async () => {
    const fault = vi.fn();
    const loaded: (readonly string[])[] = [];
    const host = new WorkerHost(
      connectWith(({ libraries }) => {
        loaded.push(libraries);
        return started();
      }),
      { fault },
    );
    const lacks = fail(appError('JOB-FAILED', 'It lacks a library.'));
    const reading = (): Promise<Answer<string>> =>
      Promise.resolve(
        loaded.at(-1)?.includes('heif') === true
          ? answer(ok('read'))
          : answer<string>(lacks, { needs: ['heif'] }),
      );
    expect(await host.run(reading)).toEqual(ok('read'));
    expect(await host.run(reading)).toEqual(ok('read'));
    expect(loaded).toEqual([[], ['heif']]);
    // One that still needs what is loaded would need it for ever.
    const never = (): Promise<Answer<string>> =>
      Promise.resolve(answer<string>(lacks, { needs: ['heif'] }));
    expect(await host.run(never)).toEqual(lacks);
    expect([loaded.length, fault.mock.calls.length]).toEqual([2, 0]);
  });
});
