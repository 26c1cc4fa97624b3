import { type AppError, cancelled } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import type { Library } from '../../core/engine/requests';
import type { Answer, StartAnswer } from '../../../workers/protocol';
import type { Connect, Connection, WorkerCalls } from './connection';
import { JobWatch, pulseAsked, type Verdict } from './job-watch';
import type { Pulse } from './pulse';
import {
  died,
  type Started,
  startWorker,
  tookTooLong,
  unlessStopped,
  wasEnded,
} from './start-worker';

export interface HostEvents {
  /** The worker started, or could not. */
  started?(answer: Result<StartAnswer>): void;
  /** The worker stopped by itself, or was stopped because it hung. */
  fault?(error: AppError): void;
  /** The worker was ended for what a job did to it, of which the job's own answer tells. */
  broken?(): void;
  /** A fresh worker has started; whatever it has to know is to be told through `calls`. */
  refresh?(run: RunTask): Promise<Result<unknown>>;
}

/** One call of the worker; `job` is the number by which it is watched and stopped. */
export type Task<Value> = (calls: WorkerCalls, job: number) => Promise<Answer<Value>>;

/** Runs a task in the worker that has just started. */
export type RunTask = <Value>(task: Task<Value>) => Promise<Result<Value>>;

export interface RunOptions {
  /** Hears the share that is done, 0 to 1. */
  readonly progress?: (share: number) => void;
  /** Aborting it stops the job, within about `limits.cancelGrace`. */
  readonly signal?: AbortSignal | undefined;
  /** How long the job may take, in milliseconds; `limits.jobTotal` when absent. */
  readonly max?: number;
  /** Whether it is one of many small ones, which hardly wear a worker. */
  readonly isPart?: boolean | undefined;
}

interface Starting {
  readonly done: Promise<Result<unknown>>;
  /** Ends the worker that is starting. */
  readonly stop: AbortController;
}

interface Live {
  readonly connection: Connection;
  /** Asks for what its life can be seen by when it says nothing. */
  readonly pulse: () => Promise<Pulse | null>;
  /** Called once when the worker has ended by itself. A set, so that settled jobs are let go. */
  readonly onEnd: Set<(error: AppError) => void>;
  refreshed: boolean;
  jobs: number;
  /** How many of them told it what it has to know, and how many hardly wore it. */
  refreshJobs: number;
  parts: number;
}

type Outcome<Value> =
  | { readonly kind: 'answer'; readonly answer: Answer<Value> }
  | { readonly kind: 'ended'; readonly error: AppError }
  | { readonly kind: 'judged'; readonly verdict: Verdict };

/**
 * Keeps one worker alive: starts it, watches it, replaces it when it dies, hangs or has grown, and
 * settles every call, because calls to a worker that has ended are never answered. Runs one job at
 * a time; whoever calls `run` sees to that.
 */
export class WorkerHost {
  private live: Live | null = null;
  private nextJob = 1;
  private libraries: readonly Library[] = [];
  private stopRunning: (() => void) | null = null;
  private starting: Starting | null = null;
  private bytes = 0;

  constructor(
    private readonly connect: Connect,
    private readonly events: HostEvents = {},
  ) {}

  /** Bytes that the engine's memory took after the last job; 0 without a worker. */
  get engineBytes(): number {
    return this.live === null ? 0 : this.bytes;
  }

  /** Jobs that the present worker has done, and that wear it. */
  get jobs(): number {
    return this.live ? this.live.jobs - this.live.parts : 0;
  }

  /** Makes sure that these libraries are loaded from the next job on; returns whether any was not. */
  private require(libraries: readonly Library[]): boolean {
    const missing = libraries.filter((library) => !this.libraries.includes(library));
    if (missing.length === 0) return false;
    this.libraries = [...this.libraries, ...missing];
    this.end();
    return true;
  }

  /** Asks the running job to stop; it is answered with JOB-CANCELLED. */
  cancel(): void {
    this.stopRunning?.();
  }

  /** Ends the worker, also one that is still starting; the next job starts another one. */
  end(): void {
    const { live, starting } = this;
    this.live = null;
    this.starting = null;
    starting?.stop.abort();
    if (live === null) return;
    live.connection.end();
    for (const listener of live.onEnd) listener(wasEnded());
  }

  /** Starts the worker if none runs, and tells it what it has to know. */
  start(): Promise<Result<unknown>> {
    if (this.live?.refreshed === true) return Promise.resolve(ok(null));
    // One start for all who wait for it.
    this.starting ??= this.beginStart();
    return this.starting.done;
  }

  private beginStart(): Starting {
    const stop = new AbortController();
    const done = this.startNow(stop.signal).finally(() => {
      if (this.starting === starting) this.starting = null;
    });
    const starting: Starting = { done, stop };
    return starting;
  }

  private async startNow(signal: AbortSignal): Promise<Result<unknown>> {
    const begun = await this.begin(signal);
    if (!begun.ok) return begun;
    const live = begun.value;
    const refreshed = await this.events.refresh?.((task) =>
      // What the worker has to know is not to be stopped along with the job that waits for it.
      this.perform(live, task, {}, false),
    );
    live.refreshed = true;
    live.refreshJobs = live.jobs;
    return refreshed ?? ok(null);
  }

  /**
   * Runs a job and settles: with its result, JOB-CANCELLED, or ENG-DIED when the worker ended.
   * A job whose worker was ended from outside, or failed for what others had left of its worker, is
   * tried once more in the next worker; one that needs a library first, in a worker that has it.
   */
  async run<Value>(task: Task<Value>, options: RunOptions = {}): Promise<Result<Value>> {
    let done = await this.attempt(task, options);
    const again = !done.ok && this.worthAnother && options.signal?.aborted !== true;
    if (again) done = await this.attempt(task, options);
    return this.lackedLibrary ? this.run(task, options) : done;
  }

  /** Whether the last job could not be done for want of a library that is loaded from now on. */
  private lackedLibrary = false;

  /**
   * Whether the last job may succeed in another worker: not if the watchdog ended it, for what hung
   * once would hang again, nor if it broke a worker that had done nothing else.
   */
  private worthAnother = false;

  private async attempt<Value>(task: Task<Value>, options: RunOptions): Promise<Result<Value>> {
    this.lackedLibrary = false;
    const started = await unlessStopped(this.start(), options.signal);
    // One that was ended while it started; whatever else kept it from starting would do so again.
    this.worthAnother = !started.ok && started.error.code === 'ENG-DIED';
    if (!started.ok) return started;
    if (options.signal?.aborted) return fail(cancelled());
    if (this.live !== null) return this.perform(this.live, task, options);
    this.worthAnother = true;
    return fail(died('the worker ended while it started'));
  }

  private async begin(signal: AbortSignal): Promise<Result<Live>> {
    if (this.live !== null) return ok(this.live);
    const begun = await startWorker(this.connect, this.libraries, signal);
    if (!begun.ok) {
      if (!signal.aborted) this.events.started?.(begun);
      return begun;
    }
    if (!signal.aborted) return ok(this.alive(begun.value));
    begun.value.connection.end();
    return fail(wasEnded());
  }

  private alive({ connection, answer }: Started): Live {
    const pulse = pulseAsked(answer.memory);
    const live: Live = {
      connection,
      pulse,
      onEnd: new Set(),
      refreshed: false,
      jobs: 0,
      parts: 0,
      refreshJobs: 0,
    };
    connection.watchLife((why) => {
      const error = died(why);
      for (const listener of live.onEnd) listener(error);
      if (this.live === live) this.lost(error);
    });
    this.live = live;
    this.events.started?.(ok(answer));
    return live;
  }

  private lost(error: AppError): void {
    this.end();
    this.events.fault?.(error);
  }

  private async perform<Value>(
    live: Live,
    task: Task<Value>,
    { progress, signal, max, isPart }: RunOptions,
    mayStop = true,
  ): Promise<Result<Value>> {
    const job = this.nextJob;
    this.nextJob += 1;
    const { cells, calls } = live.connection;
    const watch = new JobWatch(cells, job, { progress, pulse: live.pulse, max });
    const stop = (): void => watch.stop();
    if (mayStop) this.stopRunning = stop;
    signal?.addEventListener('abort', stop);
    const outcome = await new Promise<Outcome<Value>>((resolve) => {
      const ended = (error: AppError): void => resolve({ kind: 'ended', error });
      live.onEnd.add(ended);
      task(calls, job)
        .then(
          (answer) => resolve({ kind: 'answer', answer }),
          (thrown: unknown) => ended(died(String(thrown))),
        )
        .finally(() => live.onEnd.delete(ended));
      void watch.verdict.then((verdict) => resolve({ kind: 'judged', verdict }));
    });
    watch.end();
    signal?.removeEventListener('abort', stop);
    if (this.stopRunning === stop) this.stopRunning = null;
    if (isPart && outcome.kind === 'answer') live.parts += 1;
    return this.settle(live, outcome);
  }

  private settle<Value>(live: Live, outcome: Outcome<Value>): Result<Value> {
    const isLive = this.live === live;
    switch (outcome.kind) {
      case 'answer': {
        live.jobs += 1;
        this.bytes = outcome.answer.engineBytes;
        const { result, replace, needs } = outcome.answer;
        this.worthAnother = replace !== undefined && live.jobs - live.refreshJobs > 1;
        if (replace !== undefined && isLive) {
          this.end();
          if (replace === 'broken') this.events.broken?.();
        }
        this.lackedLibrary = needs !== undefined && this.require(needs);
        return result;
      }
      case 'ended':
        this.worthAnother = true;
        if (isLive) this.lost(outcome.error);
        return fail(outcome.error);
      case 'judged':
        return fail(this.judged(isLive, outcome.verdict));
    }
  }

  /** Ends the worker, if it still is the present one, and returns what the job failed for. */
  private judged(isLive: boolean, { kind, why }: Verdict): AppError {
    switch (kind) {
      case 'cancelled':
        // It did not obey in time, so it is ended without a word: nothing the person has is lost.
        if (isLive) this.end();
        return cancelled();
      case 'slow':
        if (isLive) {
          this.end();
          this.events.broken?.();
        }
        return tookTooLong(why);
      case 'gone':
      case 'hung': {
        const error = died(why);
        this.worthAnother = kind === 'gone';
        if (isLive) this.lost(error);
        return error;
      }
    }
  }
}
