import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { limits } from '../../core/base/limits';
import { fail, ok } from '../../core/base/result';
import { cancelled } from '../../core/base/errors';
import { Recycling, ScreenRecycling } from './recycling';

const large = 800 * 1024 * 1024;
const host = (jobs: number, engineBytes = large) => ({ jobs, engineBytes, end: vi.fn() });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a worker that is wanted now and then', () => {
  it('is renewed for a job once it has done enough of them, or when the job wants a fresh one', () => {
    const recycling = new Recycling(() => undefined);
    const ended = (jobs: number, fresh?: boolean): boolean => {
      const worker = host(jobs);
      recycling.renew(worker, fresh);
      return worker.end.mock.calls.length === 1;
    };
    expect([ended(limits.recycleJobs - 1), ended(limits.recycleJobs)]).toEqual([false, true]);
    expect([ended(0, false), ended(0, true)]).toEqual([false, true]);
  });

  it('rests once nobody has wanted it for a while, and at once after its last job', () => {
    const rested = vi.fn();
    const recycling = new Recycling(rested);
    recycling.idle();
    vi.advanceTimersByTime(limits.recycleIdle - 1);
    recycling.wanted();
    vi.advanceTimersByTime(limits.recycleIdle);
    expect(rested).not.toHaveBeenCalled();
    recycling.idle();
    vi.advanceTimersByTime(limits.recycleIdle);
    expect(rested).toHaveBeenCalledTimes(1);
    recycling.idle(true);
    vi.advanceTimersByTime(0);
    expect(rested).toHaveBeenCalledTimes(2);
  });
});

describe('the worker of the screen', () => {
  const isReplaced = (worker: ReturnType<typeof host>): boolean => {
    const replace = vi.fn(() => true);
    new ScreenRecycling(worker, replace).idle();
    vi.advanceTimersByTime(limits.recycleIdle);
    return replace.mock.calls.length === 1;
  };

  it('is replaced when it is worn, unless that gives little memory back', () => {
    const worn = limits.recycleJobs;
    expect(isReplaced(host(worn))).toBe(true);
    expect(isReplaced(host(worn - 1))).toBe(false);
    expect(isReplaced(host(worn, 1000))).toBe(false);
  });

  it('is replaced once when it grew for a picture that is not open any more', async () => {
    let isBusy = false;
    const replace = vi.fn(() => !isBusy);
    const screen = new ScreenRecycling(host(1), replace);
    const rest = (): void => {
      screen.idle();
      vi.advanceTimersByTime(limits.recycleIdle);
    };
    await screen.opening(() => Promise.resolve(fail(cancelled())));
    rest();
    expect(replace, 'the other picture was not opened').not.toHaveBeenCalled();
    await screen.opening(() => Promise.resolve(ok(null)));
    isBusy = true;
    rest();
    isBusy = false;
    rest();
    rest();
    expect(replace, 'once it had something to do, then it was replaced').toHaveBeenCalledTimes(2);
  });
});
