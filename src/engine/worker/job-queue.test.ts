import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appError } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import type { JobName } from '../../core/engine/contract';
import { JobQueue } from './job-queue';

/** A worker that does one thing at a time and stops when told. */
class FakeWorker {
  readonly begun: string[] = [];
  private finish: ((result: Result<string>) => void) | null = null;

  readonly cancel = vi.fn(() => {
    void this.end(fail(appError('JOB-CANCELLED', 'Stopped.')));
  });

  work(name: string): () => Promise<Result<string>> {
    return () =>
      new Promise((resolve) => {
        this.begun.push(name);
        this.finish = resolve;
      });
  }

  done(value: string): Promise<void> {
    return this.end(ok(value));
  }

  private async end(result: Result<string>): Promise<void> {
    this.finish?.(result);
    this.finish = null;
    await vi.advanceTimersByTimeAsync(0);
  }
}

let worker: FakeWorker;
let jobQueue: JobQueue;
beforeEach(() => {
  vi.useFakeTimers();
  worker = new FakeWorker();
  jobQueue = new JobQueue(worker.cancel);
});
afterEach(() => {
  vi.useRealTimers();
});

const ask = (job: JobName, name: string): { outcome: () => string; promise: Promise<unknown> } => {
  let outcome = 'pending';
  const promise = jobQueue.request(job, worker.work(name)).then((result) => {
    outcome = result.ok ? result.value : result.error.code;
  });
  return { outcome: () => outcome, promise };
};

describe('Lanes', () => {
  it('keeps only the newest waiting job of a lane', async () => {
    const [a, b, c] = [ask('render', 'a'), ask('render', 'b'), ask('render', 'c')];
    await worker.done('A');
    await worker.done('C');
    expect(worker.begun).toEqual(['a', 'c']);
    expect([a.outcome(), b.outcome(), c.outcome()]).toEqual(['A', 'JOB-CANCELLED', 'C']);
    expect(jobQueue.isIdle).toBe(true);
  });

  it('lets a young job finish, so that dragging shows frames', async () => {
    ask('render', 'a');
    await vi.advanceTimersByTimeAsync(100);
    ask('render', 'b');
    expect(worker.cancel).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(49);
    expect(worker.cancel).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(worker.cancel).toHaveBeenCalledTimes(1);
    expect(worker.begun).toEqual(['a', 'b']);
  });

  it('stops an old job at once, but the next one only after more patience', async () => {
    ask('render', 'a');
    await vi.advanceTimersByTimeAsync(200);
    ask('render', 'b');
    expect(worker.cancel).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(300);
    ask('render', 'c');
    expect(worker.cancel).toHaveBeenCalledTimes(1);
    await worker.done('B');
    expect(worker.begun).toEqual(['a', 'b', 'c']);
  });

  it('takes the most urgent lane first', async () => {
    ask('thumbnails', 'first');
    ask('thumbnails', 'thumbnails');
    ask('region', 'region');
    ask('renderBaseline', 'baseline');
    ask('render', 'render');
    for (const name of ['1', '2', '3', '4', '5']) await worker.done(name);
    expect(worker.begun).toEqual(['first', 'render', 'baseline', 'region', 'thumbnails']);
  });

  it('does a job again that was stopped for a more urgent one', async () => {
    const region = ask('region', 'region');
    await vi.advanceTimersByTimeAsync(400);
    ask('render', 'render');
    await vi.advanceTimersByTimeAsync(0);
    expect(region.outcome()).toBe('pending');
    await worker.done('frame');
    await worker.done('pixels');
    expect(worker.begun).toEqual(['region', 'render', 'region']);
    expect(region.outcome()).toBe('pixels');
  });

  it('does not stop a job for a less urgent one', async () => {
    ask('render', 'render');
    await vi.advanceTimersByTimeAsync(5_000);
    ask('thumbnails', 'thumbnails');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(worker.cancel).not.toHaveBeenCalled();
  });

  it('settles everything when cleared', async () => {
    const all = [ask('render', 'a'), ask('render', 'b'), ask('region', 'c')];
    jobQueue.clear();
    await Promise.all(all.map(({ promise }) => promise));
    expect(all.map(({ outcome }) => outcome())).toEqual(Array(3).fill('JOB-CANCELLED'));
    expect(jobQueue.isIdle).toBe(true);
  });
});

describe('a draft', () => {
  it('stops the picture that is made at rest at once', () => {
    const exact = ask('render', 'exact');
    ask('draft', 'draft');
    expect(worker.cancel).toHaveBeenCalledTimes(1);
    return exact.promise.then(() => {
      expect(exact.outcome()).toBe('JOB-CANCELLED');
      expect(worker.begun).toEqual(['exact', 'draft']);
    });
  });

  it('lets the one before it finish, so that a long movement shows pictures', async () => {
    ask('draft', 'a');
    await vi.advanceTimersByTimeAsync(100);
    ask('draft', 'b');
    ask('draft', 'c');
    expect(worker.cancel).not.toHaveBeenCalled();
    await worker.done('A');
    await worker.done('C');
    expect(worker.begun).toEqual(['a', 'c']);
  });

  it('drops for good what is asked for again at rest, and nothing else', async () => {
    const rest = (['renderBaseline', 'region', 'thumbnails'] as const).map((job) => ask(job, job));
    const other = ask('checksum', 'checksum');
    ask('draft', 'draft');
    await vi.advanceTimersByTimeAsync(0);
    expect(rest.map(({ outcome }) => outcome())).toEqual(Array(3).fill('JOB-CANCELLED'));
    await worker.done('drawn');
    await worker.done('counted');
    expect(other.outcome()).toBe('counted');
    expect(worker.begun).toEqual(['renderBaseline', 'draft', 'checksum']);
  });

  it('takes its turn before other work, which is done again', async () => {
    const small = ask('checksum', 'checksum');
    ask('draft', 'draft');
    expect(worker.cancel).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(0);
    await worker.done('drawn');
    await worker.done('counted');
    expect(small.outcome()).toBe('counted');
  });
});

describe('A file that somebody waits for', () => {
  it('has real pixels and small pictures wait, and nothing else', async () => {
    const end = jobQueue.yieldToFile();
    const region = ask('region', 'region');
    const small = ask('thumbnails', 'small');
    const render = ask('render', 'render');
    expect(worker.begun).toEqual(['render']);
    await worker.done('R');
    expect(render.outcome()).toBe('R');
    expect(worker.begun, 'they wait').toEqual(['render']);
    expect(jobQueue.isIdle).toBe(false);
    end();
    expect(worker.begun).toEqual(['render', 'region']);
    await worker.done('P');
    await worker.done('S');
    expect([region.outcome(), small.outcome()]).toEqual(['P', 'S']);
  });

  it('stops nothing that runs: a decoder that hears nothing would cost the worker', async () => {
    const region = ask('region', 'region');
    jobQueue.yieldToFile();
    await vi.advanceTimersByTimeAsync(1400);
    expect(worker.cancel).not.toHaveBeenCalled();
    await worker.done('P');
    expect(region.outcome()).toBe('P');
  });

  it('has them wait for a moment only, and until the last of several files is there', async () => {
    jobQueue.yieldToFile();
    const end = jobQueue.yieldToFile();
    ask('region', 'region');
    end();
    end();
    await vi.advanceTimersByTimeAsync(1499);
    expect(worker.begun).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(worker.begun).toEqual(['region']);
  });

  it('has them wait no longer for many files than for one, until one of them is done', async () => {
    let end = jobQueue.yieldToFile();
    const next = (): void => {
      const before = end;
      end = jobQueue.yieldToFile();
      before();
    };
    ask('region', 'a');
    await vi.advanceTimersByTimeAsync(800);
    next();
    await vi.advanceTimersByTimeAsync(699);
    expect(worker.begun).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(worker.begun).toEqual(['a']);
    ask('thumbnails', 'small');
    ask('render', 'render');
    await vi.advanceTimersByTimeAsync(150);
    next();
    await worker.done('R');
    expect(worker.begun, 'it was stopped, and is done again').toEqual(['a', 'render', 'a']);
    await worker.done('P');
    expect(worker.begun, 'this file came before one was done').toContain('small');
    next();
    ask('region', 'b');
    await worker.done('S');
    expect(worker.begun).not.toContain('b');
    await vi.advanceTimersByTimeAsync(1500);
    expect(worker.begun.at(-1)).toBe('b');
  });

  it('counts anew when nothing has waited for the files before', async () => {
    jobQueue.yieldToFile();
    await vi.advanceTimersByTimeAsync(5000);
    jobQueue.yieldToFile();
    ask('region', 'region');
    await vi.advanceTimersByTimeAsync(1499);
    expect(worker.begun).toEqual([]);
  });

  it('stops no other job for one that has to wait, until it has to wait no longer', async () => {
    ask('reportPictures', 'report');
    await vi.advanceTimersByTimeAsync(200);
    const end = jobQueue.yieldToFile();
    ask('region', 'region');
    await vi.advanceTimersByTimeAsync(200);
    expect(worker.cancel).not.toHaveBeenCalled();
    end();
    expect(worker.cancel).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(0);
    await worker.done('P');
    expect(worker.begun).toEqual(['report', 'region', 'report']);
  });

  it('brings nothing back that is out of date', async () => {
    const end = jobQueue.yieldToFile();
    ask('region', 'region');
    jobQueue.drop('region');
    end();
    await vi.advanceTimersByTimeAsync(0);
    expect(worker.begun).toEqual([]);
    expect(jobQueue.isIdle).toBe(true);
  });
});
