import { recordOf } from '../../core/base/record';
import { ok, type Result } from '../../core/base/result';
import { type JobName, jobNames } from '../../core/engine/contract';
import type { StartAnswer } from '../../../workers/protocol';
import type { Connection, WorkerCalls } from '../worker/connection';

// Help for tests only: what a worker is to the engine.

export const never = (): Promise<never> => new Promise<never>(() => undefined);

/** Returns the calls of a worker that leaves all unanswered but those given. */
export const silentCalls = (answered: Partial<WorkerCalls> = {}): WorkerCalls => ({
  ...recordOf<JobName, Record<JobName, typeof never>>(jobNames, () => never),
  ...answered,
});

/** What a worker answers that has started. */
export const hasStarted = (): Result<StartAnswer> =>
  ok({ version: '1', threads: 2, program: new MessageChannel().port2 });

/** What is the same of every worker that only exists in tests: it starts at once and never fails. */
export const startsAtOnce: Pick<Connection, 'start' | 'failure'> = {
  start: () => Promise.resolve(hasStarted()),
  failure: never(),
};
