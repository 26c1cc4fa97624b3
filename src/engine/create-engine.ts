import type { Asset, AssetSource } from '../core/assets/asset';
import { appError, type AppError, cancelled } from '../core/base/errors';
import { Pace } from '../core/formats/pace';
import {
  type Engine,
  type EngineState,
  isSameSource,
  type Source,
  type SourceInfo,
} from '../core/engine/contract';
import { limits } from '../core/base/limits';
import type { EmbeddedPipeline } from '../core/metadata/embedded-pipeline';
import { fail, ok, type Result } from '../core/base/result';
import type { OpenRequest, StartAnswer } from '../../workers/protocol';
import { aboutOpening } from './about-opening';
import { Beside } from './files/beside';
import { connectWorker } from './worker/connect-worker';
import type { Connect } from './worker/connection';
import { type Lane, JobQueue } from './worker/job-queue';
import { openRequest } from './files/requests';
import { coresAtHand, filesAtOnce, looksSmall } from './small-device';
import { withLibraries } from './with-libraries';
import { type RunOptions, type RunTask, type Task, WorkerHost } from './worker/worker-host';

export interface EngineOptions {
  /** Has the pictures that steps bring along; the default has none. */
  readonly assets?: AssetSource;
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
  return new WorkerEngine(
    options.connect ?? (() => connectWorker(assets)),
    options.isSmallDevice ?? looksSmall,
  );
}

class WorkerEngine implements Engine {
  state: EngineState = { kind: 'starting' };
  private readonly stateListeners = new Set<(state: EngineState) => void>();
  private readonly faultListeners = new Set<(error: AppError) => void>();
  /** What is open in the worker of the screen, or is to be again. */
  private current: OpenRequest | null = null;
  private readonly screen: WorkerHost;
  private readonly jobQueue: JobQueue;
  readonly filesAtOnce: number;
  private readonly beside: Beside;
  private readonly pace = new Pace();
  private deathsInARow = 0;
  /** Whether the worker's memory grew for a picture that is not open any more. */
  private holdsOldMemory = false;
  /** The last sketch that was asked for. */
  private renderingSmall: Promise<unknown> = Promise.resolve();
  private screenIdle: ReturnType<typeof setTimeout> | undefined;

  constructor(
    connect: Connect,
    private readonly isSmallDevice: () => boolean,
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
      pace: this.pace,
      fault: (error) => this.fault(error),
    });
    this.jobQueue = new JobQueue(() => this.screen.cancel());
    this.jobQueue.onIdle(() => this.recycleWhenIdle());
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
  ): Promise<Result<SourceInfo>> {
    const request = { ...openRequest(file, name, this.isSmallDevice()), consent, rasterLongEdge };
    this.jobQueue.clear();
    return this.jobQueue.request('open', () => this.openNow(request));
  }

  private async openNow(request: OpenRequest): Promise<Result<SourceInfo>> {
    const wasLarge = this.screen.engineBytes > roomyBytes;
    const opened = await withLibraries(this.screen, (calls, job) => calls.open(job, request));
    if (!opened.ok) return fail(aboutOpening(opened.error, request.name));
    const { info } = opened.value;
    this.current = request;
    this.holdsOldMemory = wasLarge;
    return ok(info);
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

  drawSample(): Promise<Result<Blob>> {
    return this.jobQueue.request('open', () =>
      this.screen.run((calls, job) => calls.drawSample(job)),
    );
  }

  importAsset(file: Blob, name: string): Promise<Result<Asset>> {
    // A picture that is made small may be large: nobody needs to be asked.
    const request = openRequest(file, name, this.isSmallDevice());
    return this.jobQueue.request('import', async () => {
      const imported = await withLibraries(this.screen, (calls, job) =>
        calls.importAsset(job, request),
      );
      return imported.ok ? ok(imported.value.asset) : fail(aboutOpening(imported.error, name));
    });
  }

  embeddedPipeline(file: Blob, name: string): Promise<Result<EmbeddedPipeline | null>> {
    // Only its head is read: nobody needs to be asked, however large the picture is.
    const request = openRequest(file, name, this.isSmallDevice());
    return this.jobQueue.request('import', async () => {
      const read = await withLibraries(this.screen, (calls, job) =>
        calls.embeddedPipeline(job, request),
      );
      return read.ok ? ok(read.value.embeddedPipeline) : fail(aboutOpening(read.error, name));
    });
  }

  async close(): Promise<void> {
    this.current = null;
    this.jobQueue.clear();
    await this.beside.endWhenDone();
    await this.jobQueue.request('open', async () => {
      const closed = await this.screen.run((calls, job) => calls.close(job));
      // Memory that the engine has taken is only given back by ending it.
      this.screen.end();
      return closed;
    });
    void this.screen.start();
  }

  readonly render: Engine['render'] = (source, request) =>
    this.onScreen('render', source, (calls, job) => calls.render(job, request));

  readonly renderBaseline: Engine['renderBaseline'] = (source, request) =>
    this.onScreen('baseline', source, (calls, job) => calls.render(job, request));

  readonly region: Engine['region'] = (source, request) =>
    this.onScreen('region', source, (calls, job) => calls.region(job, request));

  readonly thumbnails: Engine['thumbnails'] = (source, request, longEdge) =>
    this.onScreen('thumbnails', source, (calls, job) => calls.thumbnails(job, request, longEdge));

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

  readonly sample: Engine['sample'] = (source, request, x, y) =>
    this.onScreen('sample', source, (calls, job) => calls.sample(job, request, x, y));

  readonly checksum: Engine['checksum'] = (pipeline) =>
    this.jobQueue.request('checksum', () =>
      this.screen.run((calls, job) => calls.checksum(job, pipeline)),
    );

  readonly reportPictures: Engine['reportPictures'] = (source, request, options) => {
    // What is stopped already must not take the place of one that is wanted.
    if (options.signal.aborted) return Promise.resolve(fail(cancelled()));
    return this.onScreen(
      'report',
      source,
      (calls, job) => calls.reportPictures(job, request),
      options,
    );
  };

  readonly metadata: Engine['metadata'] = ({ file }) =>
    this.jobQueue.request('metadata', () =>
      this.screen.run((calls, job) => calls.metadata(job, file)),
    );

  /**
   * Does something with the picture that is open in the worker of the screen, when its turn comes and
   * that is still the one that is meant; null means the sample, while none is open.
   */
  private onScreen<Value>(
    lane: Lane,
    source: Source | null,
    task: Task<Value>,
    options: RunOptions = {},
  ): Promise<Result<Value>> {
    return this.jobQueue.request(lane, () => {
      const { current } = this;
      if (isSameSource(source, current)) return this.screen.run(task, options);
      // Nothing is open when workers died of the picture: that has to be said.
      return Promise.resolve(fail(current === null ? nothingOpen() : cancelled()));
    });
  }

  readonly exportFile: Engine['exportFile'] = (...inputs) =>
    this.beside.run(({ pool }) => pool.exportFile(...inputs));
  readonly export: Engine['export'] = (...inputs) =>
    this.beside.run(({ files }) => files.export(...inputs));
  readonly profile: Engine['profile'] = (...inputs) =>
    this.beside.run(({ files }) => files.profile(...inputs));
  readonly trial: Engine['trial'] = (...inputs) =>
    this.beside.run(({ files }) => files.trial(...inputs));

  private fault(error: AppError): void {
    for (const listener of this.faultListeners) listener(error);
  }

  expectedSeconds(...inputs: Parameters<Engine['expectedSeconds']>): number {
    return this.pace.expected(...inputs);
  }

  private recycleWhenIdle(): void {
    clearTimeout(this.screenIdle);
    this.screenIdle = setTimeout(() => {
      const isWorn = this.holdsOldMemory || this.screen.jobs >= limits.recycleJobs;
      const isDue = isWorn && this.screen.engineBytes > roomyBytes;
      if (!isDue || !this.jobQueue.isIdle) return;
      this.holdsOldMemory = false;
      this.screen.end();
      void this.jobQueue.request('open', () => this.screen.start());
    }, limits.recycleIdle);
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

function readyOrNot(answer: Result<StartAnswer>): EngineState {
  if (!answer.ok) return { kind: 'failed', error: answer.error };
  const { version, threads } = answer.value;
  return { kind: 'ready', version, threads };
}

const nothingOpen = (): AppError =>
  appError('JOB-FAILED', 'No picture is open.', { advice: 'Open an image first.' });

/** A worker with less memory than this, in bytes, is not worth replacing while it is in use. */
const roomyBytes = 768 * 1024 * 1024;
