import type { AssetSource } from '../src/core/assets/asset';
import type { Answered, Given, JobName } from '../src/core/engine/contract';
import type { Library } from '../src/core/engine/requests';
import type { Result } from '../src/core/base/result';

export interface StartRequest {
  /** Shared memory, laid out as jobCells says, because a busy worker hears no messages. */
  readonly cells: Int32Array<SharedArrayBuffer>;
  readonly libraries: readonly Library[];
  /** Name of a lock that the worker holds for as long as it lives. */
  readonly lifeLock: string;
  /** Threads that one job may use. */
  readonly threads: number;
  /** Where the threads are that the page lends this worker, as many as `poolFor(threads)` says. */
  readonly ports: readonly MessagePort[];
  /** What an engine that started before answered; null where none did, or another one was given it. */
  readonly program: MessagePort | null;
}

/** The first message to a thread. */
export interface ThreadStart {
  /** Where the engine's worker is heard and spoken to. */
  readonly port: MessagePort;
  /** The shared memory of that worker, where this thread shows that it has come up. */
  readonly cells: Int32Array<SharedArrayBuffer>;
}

export interface StartAnswer {
  /** Such as "8.18.7". */
  readonly version: string;
  /** Threads that one job may use. */
  readonly threads: number;
  /**
   * Holds the engine's memory, a WebAssembly.Memory, as its one message: in it can be seen whether
   * a worker lives that is too busy to say so. Absent where the memory cannot be had.
   */
  readonly memory?: MessagePort;
  /** Holds the engine's compiled program, a WebAssembly.Module, as its one message, for the next engine. */
  readonly program: MessagePort;
}

/** Draws an SVG as a PNG of so many pixels across and down; null when it cannot. */
export type VectorDrawer = (svg: string, width: number, height: number) => Promise<Blob | null>;

/** What every job comes back with. */
export interface Answer<Value> {
  readonly result: Result<Value>;
  /** Bytes that the engine's memory takes now; it never shrinks while the worker lives. */
  readonly engineBytes: number;
  /** Why this worker must be replaced before the next job; absent when it is well. */
  readonly replace?: 'broken' | 'memory';
  /** Libraries that have to be loaded before it is asked again; absent when none lacks. */
  readonly needs?: readonly Library[];
}

/** A worker's calls for some jobs. Their numbers count up; one job runs at a time. */
export type JobCalls<Names extends JobName = JobName> = {
  readonly [Name in Names]: (job: number, ...given: Given[Name]) => Promise<Answer<Answered[Name]>>;
};

/** What a worker does. Nothing rejects: failures come back as results. */
export interface WorkerApi extends JobCalls {
  /**
   * @param assets asks the page for pictures that steps bring along
   * @param drawer asks the page for drawings with letters, for which it has fonts
   */
  start(
    request: StartRequest,
    assets: AssetSource,
    drawer: VectorDrawer,
  ): Promise<Result<StartAnswer>>;
}
