import { recordOf } from '../../core/base/record';
import { ok } from '../../core/base/result';
import { type JobName, jobNames } from '../../core/engine/contract';
import type { Connection, WorkerCalls } from '../worker/connection';

// Help for tests only: what a worker is to the engine.

export const never = (): Promise<never> => new Promise<never>(() => undefined);

/** Returns the calls of a worker that starts and leaves all else unanswered, but for those given. */
export const silentCalls = (answered: Partial<WorkerCalls> = {}): WorkerCalls => ({
  start: () => Promise.resolve(ok({ version: '1', threads: 1 })),
  ...recordOf<JobName, Record<JobName, typeof never>>(jobNames, () => never),
  ...answered,
});

/** What is the same of every worker that only exists in tests: it has no threads and never fails. */
export const withoutThreads: Pick<
  Connection,
  'lifeLock' | 'threads' | 'ports' | 'assets' | 'drawer' | 'failure'
> = { lifeLock: 'lock', threads: 2, ports: [], assets: never, drawer: never, failure: never() };
