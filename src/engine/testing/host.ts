import { vi } from 'vitest';
import type { Answer, StartAnswer } from '../../../workers/protocol';
import type { AppError } from '../../core/base/errors';
import { jobCells } from '../../core/engine/job-cells';
import { ok, type Result } from '../../core/base/result';
import type { Connection, WorkerCalls } from '../worker/connection';
import { never, silentCalls, withoutThreads } from './index';
import type { Task } from '../worker/worker-host';

// Help for tests only: workers of which a test decides when they live and die.

/** A worker of which every call stays unanswered, as those of a dead one do. */
class FakeConnection implements Connection {
  readonly cells = new Int32Array(new SharedArrayBuffer(4 * jobCells.count));
  readonly lifeLock = withoutThreads.lifeLock;
  readonly threads = withoutThreads.threads;
  readonly ports = withoutThreads.ports;
  readonly assets = withoutThreads.assets;
  readonly drawer = withoutThreads.drawer;
  /** Fails as a script does that cannot be loaded, or that throws. */
  fail: (error: AppError) => void = () => undefined;
  readonly failure = new Promise<AppError>((resolve) => (this.fail = resolve));
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

/** Every worker that was started since a test emptied the list. */
export const made: FakeConnection[] = [];

/** Returns the worker that was started last. */
export function newest(): FakeConnection {
  const connection = made.at(-1);
  if (connection === undefined) throw new Error('no worker was started');
  return connection;
}

/** Returns what starts workers that answer to `start` as is said. */
export const connectWith = (start: WorkerCalls['start']) => (): Connection => {
  made.push(new FakeConnection(start));
  return newest();
};

/** The answer of a worker that has started. */
export const started = (): Promise<Result<StartAnswer>> =>
  Promise.resolve(ok({ version: '1', threads: 2 }));

/** Returns what a worker answers. */
export const answer = <Value>(result: Result<Value>, more: Partial<Answer<Value>> = {}) => ({
  result,
  engineBytes: 1,
  ...more,
});

/** A job that begins and says nothing more, until it is told to. */
export const silent: Task<string> = (_calls, job) => {
  Atomics.store(newest().cells, jobCells.begun, job);
  return never();
};
