import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, StartAnswer } from '../../workers/protocol';
import { appError } from '../core/errors';
import { jobCells } from '../core/job-cells';
import { limits } from '../core/limits';
import { fail, ok, type Result } from '../core/result';
import type { Connection, WorkerCalls } from './connection';
import { never, silentCalls } from './testing';
import { type Task, WorkerHost } from './worker-host';

const started = (): Promise<Result<StartAnswer>> =>
  Promise.resolve(ok({ version: '1', threads: 2 }));

/** A worker of which every call stays unanswered, as those of a dead one do. */
class FakeConnection implements Connection {
  readonly cells = new Int32Array(new SharedArrayBuffer(16));
  readonly lifeLock = 'lock';
  readonly assets = never;
  readonly end = vi.fn();
  die: (why: string) => void = () => undefined;
  readonly calls: WorkerCalls;

  constructor(start: WorkerCalls['start']) {
    this.calls = silentCalls({ start });
  }

  watchLife(ended: (why: string) => void): void {
    this.die = ended;
  }
}

const made: FakeConnection[] = [];
const newest = (): FakeConnection => {
  const connection = made.at(-1);
  if (connection === undefined) throw new Error('no worker was started');
  return connection;
};
const connectWith = (start: WorkerCalls['start']) => (): Connection => {
  made.push(new FakeConnection(start));
  return newest();
};

beforeEach(() => {
  vi.useFakeTimers();
  made.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

const answer = <Value>(result: Result<Value>, more: Partial<Answer<Value>> = {}) => ({
  result,
  engineBytes: 1,
  ...more,
});

/** A job that begins and says nothing more, until it is told to. */
const silent: Task<string> = (_calls, job) => {
  Atomics.store(newest().cells, jobCells.begun, job);
  return never();
};

describe('WorkerHost', () => {
  it('starts one worker for many jobs', async () => {
    const host = new WorkerHost(connectWith(started));
    const quick: Task<string> = () => Promise.resolve(answer(ok('done')));
    expect(await host.run(quick)).toEqual(ok('done'));
    expect(await host.run(quick)).toEqual(ok('done'));
    expect([made.length, host.jobs]).toEqual([1, 2]);
  });

  it('starts one worker for all who ask at the same time', async () => {
    const refresh = vi.fn(() => Promise.resolve(ok(null)));
    const host = new WorkerHost(connectWith(started), { refresh });
    await Promise.all([host.start(), host.start(), host.start()]);
    await host.start();
    expect([made.length, refresh.mock.calls.length]).toEqual([1, 1]);
  });

  it('gives up on a worker that does not start', async () => {
    const host = new WorkerHost(connectWith(never));
    const result = host.run(silent);
    await vi.advanceTimersByTimeAsync(limits.engineStart);
    expect(await result).toMatchObject({ ok: false, error: { code: 'ENG-START' } });
    expect(newest().end).toHaveBeenCalled();
  });

  it('waits for a worker that is slow to start but alive, up to a limit', async () => {
    const host = new WorkerHost(
      connectWith(({ cells }) => {
        setInterval(() => Atomics.add(cells, jobCells.heartbeat, 1), 100);
        return never();
      }),
    );
    const result = host.run(silent);
    await vi.advanceTimersByTimeAsync(limits.engineStartMost - 1000);
    expect([made.length, newest().end.mock.calls.length]).toEqual([1, 0]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await result).toMatchObject({ ok: false, error: { code: 'ENG-START' } });
    expect(newest().end).toHaveBeenCalled();
  });

  it('replaces a worker that falls silent while it starts', async () => {
    let starts = 0;
    const host = new WorkerHost(
      connectWith(({ cells }) => {
        starts += 1;
        Atomics.add(cells, jobCells.heartbeat, 1);
        return starts === 1 ? never() : started();
      }),
    );
    const quick: Task<string> = () => Promise.resolve(answer(ok('done')));
    const result = host.run(quick);
    await vi.advanceTimersByTimeAsync(limits.engineSilence - 100);
    expect(made).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(300);
    expect(made).toHaveLength(2);
    expect(made[0]?.end).toHaveBeenCalled();
    expect(await result).toEqual(ok('done'));
  });

  it('stops replacing workers that fall silent after the fifth', async () => {
    const host = new WorkerHost(
      connectWith(({ cells }) => {
        Atomics.add(cells, jobCells.heartbeat, 1);
        return never();
      }),
    );
    const result = host.run(silent);
    await vi.advanceTimersByTimeAsync(4 * (limits.engineSilence + 200) + limits.engineStartMost);
    expect(await result).toMatchObject({ ok: false, error: { code: 'ENG-START' } });
    expect(made).toHaveLength(5);
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
    starts[1]?.(ok({ version: '1', threads: 2 }));
    expect(await result).toEqual(ok('done'));
    // Nobody is told of the one that was ended, not even when it answers late.
    starts[0]?.(ok({ version: '1', threads: 2 }));
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
    finish(ok({ version: '1', threads: 2 }));
    await vi.advanceTimersByTimeAsync(0);
    expect([made.length, newest().end.mock.calls.length]).toEqual([1, 1]);
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
    const host = new WorkerHost(connectWith(started));
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
    expect(await result).toMatchObject({ ok: false, error: { code: 'ENG-DIED' } });
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
    const fault = vi.fn();
    const host = new WorkerHost(connectWith(started), { fault });
    const results = [
      answer<string>(fail(appError('ENG-DIED', 'Trapped.')), { replace: 'broken' }),
      answer(ok('fine')),
    ];
    const task = (): Promise<Answer<string>> =>
      Promise.resolve(results.shift() ?? answer(ok('too often')));
    expect(await host.run(task)).toEqual(ok('fine'));
    expect([made.length, fault.mock.calls.length]).toEqual([2, 1]);
  });

  it('starts anew without a word when memory ran out or a library is missing', async () => {
    const fault = vi.fn();
    const host = new WorkerHost(connectWith(started), { fault });
    const full = answer<string>(fail(appError('JOB-MEMORY', 'Full.')), { replace: 'memory' });
    expect(await host.run(() => Promise.resolve(full))).toMatchObject({
      error: { code: 'JOB-MEMORY' },
    });
    const quick: Task<string> = () => Promise.resolve(answer(ok('')));
    await host.run(quick);
    host.require(['heif']);
    await host.run(quick);
    host.require(['heif']);
    await host.run(quick);
    expect(made).toHaveLength(3);
    expect(fault).not.toHaveBeenCalled();
  });
});
