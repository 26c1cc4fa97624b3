// Longer than a file should be: each way that a job of the contract goes has its function here.

import type { AssetSource } from '../../core/assets/asset';
import { type AppError, cancelled } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import {
  type Engine,
  type EngineLife,
  type EngineState,
  factsOf,
  isSameSource,
  type JobName,
  type JobsOf,
  ofJobs,
  ofWatchedJobs,
  type PageCalls,
  type Source,
  type SourceInfo,
} from '../../core/engine/contract';
import type { OpenRequest } from '../../core/engine/requests';
import { Pace, type PaceStore } from '../../core/formats/pace';
import { coresAtHand, filesAtOnce, looksSmall } from '../device/small-device';
import { Beside } from '../files/beside';
import { openRequest } from '../files/requests';
import { connectLate } from '../worker/connect-late';
import type { Connect, Hears, WatchedHears } from '../worker/connection';
import { JobQueue } from '../worker/job-queue';
import { ScreenRecycling } from '../worker/recycling';
import { unlessStopped } from '../worker/start-worker';
import { failedToOpen, nothingOpen } from './failures';
import { readyOrNot } from './ready-or-not';
import { type RunOptions, type RunTask, type Task, WorkerHost } from '../worker/worker-host';

export interface EngineOptions {
  /** Has the pictures that steps bring along; the default has none. */
  readonly assets?: AssetSource;
  /** Keeps how fast this device is; by default for as long as the engine lasts. */
  readonly paces?: PaceStore;
  /** How workers are started; the default is the real thing. */
  readonly connect?: Connect;
  /** Whether this device has little memory; the default asks the browser. */
  readonly isSmallDevice?: () => boolean;
}

/**
 * Returns the engine and starts its worker at once. Two workers are used: one for what is on
 * screen, and one, started when needed, for exports, so that editing goes on meanwhile.
 */
export function createEngine(options: EngineOptions = {}): Engine {
  const assets = options.assets ?? (() => Promise.resolve(null));
  const engine = new WorkerEngine(
    options.connect ?? connectLate(assets),
    options.isSmallDevice ?? looksSmall,
    new Pace(options.paces),
  );
  return Object.assign(engine, engine.derived());
}

/** The engine but for the jobs that are run as their way says, which `derived` returns. */
class WorkerEngine implements EngineLife, Pick<Engine, JobsOf<'own'>> {
  state: EngineState = { kind: 'starting' };
  private readonly stateListeners = new Set<(state: EngineState) => void>();
  private readonly faultListeners = new Set<(error: AppError) => void>();
  /** What is open in the worker of the screen, or is to be again. */
  private current: OpenRequest | null = null;
  private readonly screen: WorkerHost;
  private readonly jobQueue: JobQueue;
  readonly filesAtOnce: number;
  private readonly beside: Beside;
  private deathsInARow = 0;
  private readonly recycling: ScreenRecycling;
  /** The last small picture that was asked for. */
  private renderingSmall: Promise<unknown> = Promise.resolve();

  constructor(
    connect: Connect,
    private readonly isSmallDevice: () => boolean,
    private readonly pace: Pace,
  ) {
    this.screen = new WorkerHost(connect, {
      started: (answer) => {
        this.setState(readyOrNot(answer));
      },
      fault: (error) => {
        this.startAgain();
        this.fault(error);
      },
      // Whoever asked for the job hears of it; what is open is opened again without a word.
      broken: () => this.startAgain(),
      refresh: (run) => this.openAgain(run),
    });
    this.filesAtOnce = filesAtOnce(coresAtHand(), isSmallDevice());
    this.beside = new Beside({
      connect,
      isSmallDevice,
      filesAtOnce: this.filesAtOnce,
      pace,
      fault: (error) => this.fault(error),
    });
    this.jobQueue = new JobQueue(() => this.screen.cancel());
    this.recycling = new ScreenRecycling(this.screen, () => this.replaceIfIdle());
    this.jobQueue.onIdle(() => this.recycling.idle());
    void this.screen.start();
  }

  onState(listener: (state: EngineState) => void): () => void {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  }

  onFault(listener: (error: AppError) => void): () => void {
    this.faultListeners.add(listener);
    return () => this.faultListeners.delete(listener);
  }

  open(
    file: Blob,
    name: string,
    consent: boolean,
    rasterLongEdge: number | null = null,
    signal?: AbortSignal,
  ): Promise<Result<SourceInfo>> {
    const request = { ...openRequest(file, name, this.isSmallDevice()), consent, rasterLongEdge };
    this.jobQueue.clear();
    const opened = this.jobQueue.request('open', () => this.openNow(request, { signal }));
    return unlessStopped(opened, signal);
  }

  private async openNow(
    request: OpenRequest,
    options: Pick<RunOptions, 'signal'>,
  ): Promise<Result<SourceInfo>> {
    const opened = await this.recycling.opening(() =>
      this.screen.run((calls, job) => calls.open(job, request), options),
    );
    if (options.signal?.aborted) {
      // It may have become ready all the same: the next worker opens what was open before.
      if (opened.ok) this.screen.end();
      void this.screen.start();
      return fail(cancelled());
    }
    if (!opened.ok) return failedToOpen(opened.error, request.name);
    this.current = request;
    return opened;
  }

  /**
   * Opens what was open in a worker that has just started. A picture with which workers die twice
   * in a row is let go, so that it cannot do so for ever.
   */
  private async openAgain(run: RunTask): Promise<Result<unknown>> {
    const { current } = this;
    if (current === null) return ok(null);
    const opened = await run((calls, job) => calls.open(job, { ...current, consent: true }));
    const hasDied = !opened.ok && opened.error.code === 'ENG-DIED';
    this.deathsInARow = hasDied ? this.deathsInARow + 1 : 0;
    if (this.deathsInARow >= 2 && this.current === current) this.current = null;
    // Failing here must not fail the job that waits, which may be to open another picture.
    return ok(null);
  }

  async close(): Promise<void> {
    this.current = null;
    this.jobQueue.clear();
    await this.beside.endWhenDone();
    await this.jobQueue.request('close', async () => {
      const closed = await this.screen.run((calls, job) => calls.close(job));
      // Memory that the engine has taken is only given back by ending it.
      this.screen.end();
      return closed;
    });
    void this.screen.start();
  }

  readonly renderSmall: Engine['renderSmall'] = (source, pipeline, longEdge, signal) => {
    // One after the other, since several places ask for them, and none is to go without.
    const made = this.renderingSmall.then(async () => {
      if (signal?.aborted) return fail(cancelled());
      const drop = (): void => this.jobQueue.drop('renderSmall');
      signal?.addEventListener('abort', drop);
      return this.onScreen('renderSmall', source, (calls, job) =>
        calls.renderSmall(job, pipeline, longEdge),
      ).finally(() => signal?.removeEventListener('abort', drop));
    });
    this.renderingSmall = made.catch(() => undefined);
    return made;
  };

  readonly exportFile: Engine['exportFile'] = (...inputs) =>
    this.beside.run(({ pool }) => pool.exportFile(...inputs));

  readonly contactSheet: Engine['contactSheet'] = (...inputs) =>
    this.beside.run(({ pool }) => pool.contactSheet(...inputs));

  readonly renderFile: Engine['renderFile'] = (...inputs) =>
    this.beside.run(({ pool }) => pool.renderFile(...inputs));

  readonly viewFile: Engine['viewFile'] = (...inputs) =>
    this.beside.run(({ pool }) => pool.viewFile(...inputs));

  readonly regionOfFile: Engine['regionOfFile'] = (...inputs) =>
    this.beside.run(({ pool }) => pool.regionOfFile(...inputs));

  /** Returns the calls of all jobs that need no function of their own. */
  derived(): Omit<PageCalls, JobsOf<'own'>> {
    return {
      ...ofJobs<'alone', []>(
        'alone',
        (name) =>
          (...asked) =>
            this.inTurn(name, (calls: Hears<'alone'>, job) => calls[name](job, ...asked)),
      ),
      ...ofJobs<'brought', [file: Blob, name: string]>(
        'brought',
        (name) =>
          async (file, fileName, ...asked) => {
            // It is made small, or only its head is read: nobody needs to be asked about large ones.
            const request = openRequest(file, fileName, this.isSmallDevice());
            const task = (calls: Hears<'brought', [OpenRequest]>, job: number) =>
              calls[name](job, request, ...asked);
            const done = await this.inTurn(name, task);
            return done.ok ? done : failedToOpen(done.error, fileName);
          },
      ),
      ...ofJobs<'file', [source: Source]>(
        'file',
        (name) =>
          ({ file }, ...asked) =>
            this.inTurn(name, (calls: Hears<'file', [Blob]>, job) =>
              calls[name](job, file, ...asked),
            ),
      ),
      ...ofJobs<'picture', [source: Source]>(
        'picture',
        (name) =>
          (source, ...asked) =>
            this.onScreen(name, source, (calls: Hears<'picture'>, job) =>
              calls[name](job, ...asked),
            ),
      ),
      ...ofWatchedJobs('watched', (name) => (source, request, options) => {
        // What is stopped already must not take the place of one that is wanted.
        if (options.signal.aborted) return Promise.resolve(fail(cancelled()));
        const task = (calls: WatchedHears, job: number) => calls[name](job, request);
        return this.onScreen(name, source, task, options);
      }),
      ...ofWatchedJobs('beside', (name) => (source, request, options) => {
        const made = this.beside.run(({ files }) => files.run(name, source, request, options));
        return isOwnFile(name, request) ? made.finally(this.jobQueue.yieldToFile()) : made;
      }),
    };
  }

  /** Runs a job in the worker of the screen when its turn comes. */
  private inTurn<Value>(name: JobName, task: Task<Value>): Promise<Result<Value>> {
    return this.jobQueue.request(name, () => this.screen.run(task));
  }

  /**
   * Does something with the picture that is open in the worker of the screen, when its turn comes and
   * that is still the one that is meant; null means the sample, while none is open.
   */
  private onScreen<Value>(
    name: JobName,
    source: Source | null,
    task: Task<Value>,
    options: RunOptions = {},
  ): Promise<Result<Value>> {
    return this.jobQueue.request(name, () => {
      const { current } = this;
      const { isPart } = factsOf[name];
      if (isSameSource(source, current)) return this.screen.run(task, { ...options, isPart });
      // Nothing is open when workers died of the picture: that has to be said.
      return Promise.resolve(fail(current === null ? nothingOpen() : cancelled()));
    });
  }

  private fault(error: AppError): void {
    for (const listener of this.faultListeners) listener(error);
  }

  expectFile(): void {
    void this.beside.expectFile();
  }

  expectedSeconds(...inputs: Parameters<Engine['expectedSeconds']>): number {
    return this.pace.expected(...inputs);
  }

  /** Replaces the worker of the screen; returns false when there is something for it to do. */
  private replaceIfIdle(): boolean {
    if (!this.jobQueue.isIdle) return false;
    this.screen.end();
    void this.jobQueue.request('open', () => this.screen.start());
    return true;
  }

  private startAgain(): void {
    this.setState({ kind: 'starting' });
    void this.screen.start();
  }

  private setState(state: EngineState): void {
    this.state = state;
    for (const listener of this.stateListeners) listener(state);
  }
}

/** Whether it is a file that somebody asked for and waits for, and not one of a set. */
const isOwnFile = (name: JobName, request: object): boolean =>
  name === 'export' && !('purpose' in request && request.purpose !== undefined);
