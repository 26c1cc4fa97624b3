import type { WorkerApi } from '../../workers/protocol';
import type { AssetSource } from '../core/assets';

/** The worker's methods as the page calls them. */
export type WorkerCalls = WorkerApi;

/** A running worker, seen from the page. */
export interface Connection {
  readonly calls: WorkerCalls;
  /** Memory that both sides see, laid out as jobCells says. */
  readonly cells: Int32Array<SharedArrayBuffer>;
  /** Name of the lock that the worker is to hold while it lives. */
  readonly lifeLock: string;
  /** Answers the worker's questions for pictures that steps bring along. */
  readonly assets: AssetSource;
  /**
   * Calls `ended` when the worker has ended by itself, as far as that can be heard. May be called
   * once the worker has started. It is not called after `end`.
   */
  watchLife(ended: (why: string) => void): void;
  /** Ends the worker at once. Its pending calls stay unanswered for ever. */
  end(): void;
}

/** Starts a worker. */
export type Connect = () => Connection;
