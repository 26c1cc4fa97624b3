import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StartAnswer } from '../../workers/protocol';
import { jobCells } from '../core/job-cells';
import { limits } from '../core/limits';
import { ok, type Result } from '../core/result';
import { never } from './testing';
import { answer, connectWith, made, newest, silent, started } from './testing-host';
import { type Task, WorkerHost } from './worker-host';

beforeEach(() => {
  vi.useFakeTimers();
  made.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

describe('starting a worker', () => {
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
});
