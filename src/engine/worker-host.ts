import { appError, type AppError } from '../core/errors';
import { limits } from '../core/limits';
import { fail, ok, type Result } from '../core/result';
import type { Answer, CellLayout, Library, StartAnswer } from '../../workers/protocol';
import type { Connect, Connection, WorkerCalls } from './connection';

const cell: CellLayout = { begun: 0, cancelled: 1, heartbeat: 2, progress: 3, count: 4 };

/** How often a running job is looked at, in milliseconds. */
const lookEvery = 50;
/** A worker that does not begin a job within this time is gone, in milliseconds. */
const beginWithin = 5_000;

export interface HostEvents {
  /** The worker started, or could not. */
  started?(answer: Result<StartAnswer>): void;
  /** The worker stopped by itself, or was stopped because it hung. */
  fault?(error: AppError): void;
  /** A fresh worker has started; whatever it has to know is to be told through `calls`. */
  refresh?(run: <Value>(task: Task<Value>) => Promise<Result<Value>>): Promise<Result<unknown>>;
}

/** One call of the worker; `job` is the number by which it is watched and stopped. */
export type Task<Value> = (calls: WorkerCalls, job: number) => Promise<Answer<Value>>;

export interface RunOptions {
  /** Hears the share that is done, 0 to 1. */
  readonly progress?: (share: number) => void;
  /** Aborting it stops the job, within about `limits.cancelGrace`. */
  readonly signal?: AbortSignal;
}

interface Live {
  readonly connection: Connection;
  /** Rejects nothing; resolves when the worker has ended by itself. */
  readonly ended: Promise<AppError>;
  refreshed: boolean;
  jobs: number;
}

type Outcome<Value> =
  | { readonly kind: 'answer'; readonly answer: Answer<Value> }
  | { readonly kind: 'ended'; readonly error: AppError }
  | { readonly kind: 'cancelled' };

const died = (why: string): AppError =>
  appError('ENG-DIED', 'The image engine stopped and was started again.', {
    safe: 'Your picture and steps are unchanged.',
    advice: 'Go on working. If it happens again with the same picture, please report it.',
    detail: why,
  });

const cancelled = (): AppError => appError('JOB-CANCELLED', 'Stopped.');

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
  private bytes = 0;

  constructor(
    private readonly connect: Connect,
    private readonly events: HostEvents = {},
  ) {}

  /** Bytes that the engine's memory took after the last job; 0 without a worker. */
  get engineBytes(): number {
    return this.live === null ? 0 : this.bytes;
  }

  /** Jobs that the present worker has done. */
  get jobs(): number {
    return this.live?.jobs ?? 0;
  }

  /** Makes sure that these libraries are loaded from the next job on. */
  require(libraries: readonly Library[]): void {
    const missing = libraries.filter((library) => !this.libraries.includes(library));
    if (missing.length === 0) return;
    this.libraries = [...this.libraries, ...missing];
    this.end();
  }

  /** Asks the running job to stop; it is answered with JOB-CANCELLED. */
  cancel(): void {
    this.stopRunning?.();
  }

  /** Ends the worker; the next job starts another one. */
  end(): void {
    this.live?.connection.end();
    this.live = null;
  }

  /** Starts the worker if none runs. */
  async start(): Promise<Result<unknown>> {
    const started = await this.begin();
    if (!started.ok) return started;
    const live = started.value;
    if (live.refreshed) return ok(null);
    live.refreshed = true;
    const refreshed = await this.events.refresh?.((task) => this.perform(live, task, {}));
    return refreshed ?? ok(null);
  }

  /**
   * Runs a job and settles: with its result, JOB-CANCELLED, or ENG-DIED when the worker ended.
   * A job whose worker was ended from outside is tried once more in the next worker.
   */
  async run<Value>(task: Task<Value>, options: RunOptions = {}): Promise<Result<Value>> {
    const first = await this.attempt(task, options);
    const again = !first.ok && first.error.code === 'ENG-DIED' && !options.signal?.aborted;
    return again && !this.hung ? this.attempt(task, options) : first;
  }

  /** Whether the last worker was ended by the watchdog: what hung once would hang again. */
  private hung = false;

  private async attempt<Value>(task: Task<Value>, options: RunOptions): Promise<Result<Value>> {
    this.hung = false;
    const started = await this.start();
    if (!started.ok) return started;
    if (options.signal?.aborted) return fail(cancelled());
    return this.live === null
      ? fail(died('the worker ended while it started'))
      : this.perform(this.live, task, options);
  }

  private async begin(): Promise<Result<Live>> {
    if (this.live !== null) return ok(this.live);
    let connection: Connection;
    try {
      connection = this.connect();
    } catch (thrown) {
      return this.notStarted(startError(String(thrown)));
    }
    const { calls, cells, lifeLock } = connection;
    const deadline = after(limits.engineStart, () =>
      fail(startError(`no answer after ${limits.engineStart} ms`)),
    );
    const answer = await Promise.race([
      calls
        .start({ cells, lifeLock, libraries: this.libraries })
        .catch((thrown: unknown) => fail(startError(String(thrown)))),
      deadline.promise,
    ]);
    deadline.clear();
    if (!answer.ok) {
      connection.end();
      return this.notStarted(answer.error);
    }
    const ended = new Promise<AppError>((resolve) => {
      connection.watchLife((why) => {
        resolve(died(why));
        if (this.live?.connection === connection) this.lost(died(why));
      });
    });
    this.live = { connection, ended, refreshed: false, jobs: 0 };
    this.events.started?.(answer);
    return ok(this.live);
  }

  private notStarted(error: AppError): Result<never> {
    this.events.started?.(fail(error));
    return fail(error);
  }

  private lost(error: AppError): void {
    this.end();
    this.events.fault?.(error);
  }

  private async perform<Value>(
    live: Live,
    task: Task<Value>,
    { progress, signal }: RunOptions,
  ): Promise<Result<Value>> {
    const job = this.nextJob;
    this.nextJob += 1;
    const { cells, calls } = live.connection;
    const watch = new Watch(cells, job, progress);
    const stop = (): void => watch.stop();
    this.stopRunning = stop;
    signal?.addEventListener('abort', stop);
    const outcome = await Promise.race<Outcome<Value>>([
      task(calls, job).then(
        (answer) => ({ kind: 'answer', answer }),
        (thrown: unknown) => ({ kind: 'ended', error: died(String(thrown)) }),
      ),
      live.ended.then((error) => ({ kind: 'ended', error })),
      watch.verdict.then((verdict) =>
        verdict === 'cancelled' ? { kind: 'cancelled' } : { kind: 'ended', error: died(verdict) },
      ),
    ]);
    watch.end();
    signal?.removeEventListener('abort', stop);
    if (this.stopRunning === stop) this.stopRunning = null;
    return this.settle(live, outcome, watch);
  }

  private settle<Value>(live: Live, outcome: Outcome<Value>, watch: Watch): Result<Value> {
    const isLive = this.live === live;
    switch (outcome.kind) {
      case 'answer': {
        live.jobs += 1;
        this.bytes = outcome.answer.engineBytes;
        const { result, replace } = outcome.answer;
        if (replace !== undefined && isLive) {
          this.end();
          if (replace === 'broken') this.events.fault?.(died('the engine is broken'));
        }
        return result;
      }
      case 'ended':
        this.hung = watch.hung;
        if (isLive) this.lost(outcome.error);
        return fail(outcome.error);
      case 'cancelled':
        // It did not obey in time, so it is ended without a word: nothing the person has is lost.
        if (isLive) this.end();
        return fail(cancelled());
    }
  }
}

const startError = (detail: string): AppError =>
  appError('ENG-START', 'The image engine did not start.', {
    advice: 'Reload the page. If that does not help, try another browser.',
    detail,
  });

function after<Value>(
  milliseconds: number,
  value: () => Value,
): { readonly promise: Promise<Value>; clear(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const promise = new Promise<Value>((resolve) => {
    timer = setTimeout(() => resolve(value()), milliseconds);
  });
  return { promise, clear: () => clearTimeout(timer) };
}

/** Looks at a running job through shared memory and ends it when it is silent or disobeys. */
class Watch {
  /** Resolves to 'cancelled', or to why the worker is to be ended; maybe never. */
  readonly verdict: Promise<string>;
  hung = false;
  private decide: (verdict: string) => void = () => undefined;
  private readonly begunAt = Date.now();
  private heardAt = Date.now();
  private heartbeat: number;
  private stoppedAt: number | null = null;
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(
    private readonly cells: Int32Array,
    private readonly job: number,
    private readonly progress: ((share: number) => void) | undefined,
  ) {
    this.heartbeat = Atomics.load(cells, cell.heartbeat);
    this.verdict = new Promise((resolve) => {
      this.decide = resolve;
    });
    this.timer = setInterval(() => this.look(), lookEvery);
  }

  /** Asks the job to stop. */
  stop(): void {
    this.stoppedAt ??= Date.now();
    Atomics.store(this.cells, cell.cancelled, this.job);
  }

  end(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const now = Date.now();
    const hasBegun = Atomics.load(this.cells, cell.begun) === this.job;
    const heartbeat = Atomics.load(this.cells, cell.heartbeat);
    if (heartbeat !== this.heartbeat) {
      this.heartbeat = heartbeat;
      this.heardAt = now;
    }
    if (hasBegun) this.progress?.(Atomics.load(this.cells, cell.progress) / 1000);
    if (this.stoppedAt !== null && now - this.stoppedAt > limits.cancelGrace) {
      this.decide('cancelled');
    } else if (!hasBegun && now - this.begunAt > beginWithin) {
      this.decide('the worker does not begin');
    } else if (now - this.heardAt > limits.jobSilence) {
      this.giveUp(`no progress for ${limits.jobSilence} ms`);
    } else if (now - this.begunAt > limits.jobTotal) {
      this.giveUp(`not done after ${limits.jobTotal} ms`);
    }
  }

  private giveUp(why: string): void {
    this.hung = true;
    this.decide(why);
  }
}
