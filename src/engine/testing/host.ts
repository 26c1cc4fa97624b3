import { vi } from 'vitest';
import type { Answer, StartAnswer, StartRequest } from '../../../workers/protocol';
import type { AppError } from '../../core/base/errors';
import { jobCells } from '../../core/engine/job-cells';
import { ok, type Result } from '../../core/base/result';
import type { Library } from '../../core/engine/requests';
import type { Connection } from '../worker/connection';
import { hasStarted, never, silentCalls } from './index';
import type { Task } from '../worker/worker-host';

// Help for tests only: workers of which a test decides when they live and die.

/** What a worker does when it is started. */
type StartAs = (request: Pick<StartRequest, 'cells' | 'libraries'>) => Promise<Result<StartAnswer>>;

/** A worker of which every call stays unanswered, as those of a dead one do. */
class FakeConnection implements Connection {
  readonly cells = new Int32Array(new SharedArrayBuffer(4 * jobCells.count));
  /** Fails as a script does that cannot be loaded, or that throws. */
  fail: (error: AppError) => void = () => undefined;
  readonly failure = new Promise<AppError>((resolve) => (this.fail = resolve));
  readonly end = vi.fn();
  die: (why: string) => void = () => undefined;
  readonly calls = silentCalls();

  constructor(private readonly startAs: StartAs) {}

  start(libraries: readonly Library[]): Promise<Result<StartAnswer>> {
    return this.startAs({ cells: this.cells, libraries });
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
export const connectWith = (start: StartAs) => (): Result<Connection> => {
  made.push(new FakeConnection(start));
  return ok(newest());
};

/** The answer of a worker that has started. */
export const started = (): Promise<Result<StartAnswer>> => Promise.resolve(hasStarted());

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
