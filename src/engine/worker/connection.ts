import type { Answer, JobCalls, StartAnswer } from '../../../workers/protocol';
import type { Answered, Asked, JobsOf } from '../../core/engine/contract';
import type { Way } from '../../core/engine/job';
import type { AppError } from '../../core/base/errors';
import type { Result } from '../../core/base/result';
import type { Library } from '../../core/engine/requests';

/** The worker's jobs as the page calls them. */
export type WorkerCalls = JobCalls;

/** What the worker hears for the jobs that go a way, all of them alike. */
export type Hears<Goes extends Way, Before extends unknown[] = []> = {
  readonly [Name in JobsOf<Goes>]: (
    job: number,
    ...given: [...Before, ...Asked[Name]]
  ) => Promise<Answer<Answered[Name]>>;
};

/** The same for the jobs that are watched, which have one request. */
export type WatchedHears = {
  readonly [Name in JobsOf<'watched'>]: (
    job: number,
    request: Asked[Name][0],
  ) => Promise<Answer<Answered[Name]>>;
};

/** A running worker and those of its threads, seen from the page. */
export interface Connection {
  readonly calls: WorkerCalls;
  /** Memory that both sides see, laid out as jobCells says. */
  readonly cells: Int32Array<SharedArrayBuffer>;
  /** Has libvips and these libraries started in the worker; called once, before any job. */
  start(libraries: readonly Library[]): Promise<Result<StartAnswer>>;
  /** Kept when the worker or one of its threads could not be loaded, or threw; mostly never. */
  readonly failure: Promise<AppError>;
  /**
   * Calls `ended` when the worker has ended by itself, as far as that can be heard. May be called
   * once the worker holds its lock, as `jobCells.held` tells. It is not called after `end`.
   */
  watchLife(ended: (why: string) => void): void;
  /** Ends the worker and its threads at once. Its pending calls stay unanswered for ever. */
  end(): void;
}

/** Starts a worker, or tells what could not be had for that. */
export type Connect = () => Result<Connection> | Promise<Result<Connection>>;
