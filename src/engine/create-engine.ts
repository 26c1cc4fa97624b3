import type { Asset, AssetSource } from '../core/assets';
import { appError, type AppError, cancelled } from '../core/errors';
import type { Engine, EngineState, SourceInfo } from '../core/jobs';
import { limits } from '../core/limits';
import type { Passport } from '../core/metadata/passport';
import { fail, ok, type Result } from '../core/result';
import type { OpenRequest, SourceRequest, StartAnswer } from '../../workers/protocol';
import { aboutOpening } from './about-opening';
import { Background } from './background';
import { connectWorker } from './connect-worker';
import type { Connect } from './connection';
import { filesAtOnce, FilePool } from './file-pool';
import { Lanes } from './lanes';
import { looksSmall } from './small-device';
import { withLibraries } from './with-libraries';
import { type RunTask, WorkerHost } from './worker-host';

interface Current {
  readonly request: OpenRequest;
  /** Counts up with every picture that is opened. */
  readonly id: string;
  readonly info: SourceInfo;
}

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
  private current: Current | null = null;
  private readonly screen: WorkerHost;
  private readonly background: Background;
  private readonly lanes: Lanes;
  private readonly pool: FilePool;
  private deathsInARow = 0;
  private opened = 0;
  /** Whether the worker's memory grew for a picture that is not open any more. */
  private holdsOldMemory = false;
  /** The last sketch that was asked for. */
  private sketching: Promise<unknown> = Promise.resolve();
  private screenIdle: ReturnType<typeof setTimeout> | undefined;

  constructor(
    connect: Connect,
    private readonly isSmallDevice: () => boolean,
  ) {
    const fault = (error: AppError): void => {
      for (const listener of this.faultListeners) listener(error);
    };
    this.screen = new WorkerHost(connect, {
      started: (answer) => {
        this.setState(readyOrNot(answer));
      },
      fault: (error) => {
        this.startAgain();
        fault(error);
      },
      // Whoever asked for the job hears of it; what is open is opened again without a word.
      broken: () => this.startAgain(),
      refresh: (run) => this.openAgain(run),
    });
    this.background = new Background(new WorkerHost(connect, { fault }));
    const cores = navigator.hardwareConcurrency;
    this.pool = new FilePool(connect, isSmallDevice, filesAtOnce(cores, isSmallDevice()));
    this.lanes = new Lanes(() => this.screen.cancel());
    this.lanes.onIdle(() => this.recycleWhenIdle());
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
    drawnAt: number | null = null,
  ): Promise<Result<SourceInfo>> {
    const request = { ...this.requestFor(file, name), consent, drawnAt };
    this.lanes.clear();
    return this.lanes.request('open', () => this.openNow(request));
  }

  /** Of a picture that is opened at its own size, and about which nobody is asked. */
  private requestFor(file: Blob, name: string): OpenRequest {
    return { file, name, consent: true, small: this.isSmallDevice(), drawnAt: null };
  }

  private async openNow(request: OpenRequest): Promise<Result<SourceInfo>> {
    const wasLarge = this.screen.engineBytes > roomyBytes;
    const opened = await withLibraries(this.screen, (calls, job) => calls.open(job, request));
    if (!opened.ok) return fail(aboutOpening(opened.error, request.name));
    const { info } = opened.value;
    this.opened += 1;
    this.current = { request, id: String(this.opened), info };
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
    const opened = await run((calls, job) =>
      calls.open(job, { ...current.request, consent: true }),
    );
    const hasDied = !opened.ok && opened.error.code === 'ENG-DIED';
    this.deathsInARow = hasDied ? this.deathsInARow + 1 : 0;
    if (this.deathsInARow >= 2 && this.current === current) this.current = null;
    // Failing here must not fail the job that waits, which may be to open another picture.
    return ok(null);
  }

  drawSample(): Promise<Result<Blob>> {
    return this.lanes.request('open', () => this.screen.run((calls, job) => calls.drawSample(job)));
  }

  importAsset(file: Blob, name: string): Promise<Result<Asset>> {
    // A picture that is made small may be large: nobody needs to be asked.
    const request = this.requestFor(file, name);
    return this.lanes.request('import', async () => {
      const imported = await withLibraries(this.screen, (calls, job) =>
        calls.importAsset(job, request),
      );
      return imported.ok ? ok(imported.value.asset) : fail(aboutOpening(imported.error, name));
    });
  }

  passport(file: Blob, name: string): Promise<Result<Passport | null>> {
    // Only its head is read: nobody needs to be asked, however large the picture is.
    const request = this.requestFor(file, name);
    return this.lanes.request('import', async () => {
      const read = await withLibraries(this.screen, (calls, job) => calls.passport(job, request));
      return read.ok ? ok(read.value.passport) : fail(aboutOpening(read.error, name));
    });
  }

  async close(): Promise<void> {
    this.current = null;
    this.lanes.clear();
    this.background.endWhenDone();
    await this.lanes.request('open', async () => {
      const closed = await this.screen.run((calls, job) => calls.close(job));
      // Memory that the engine has taken is only given back by ending it.
      this.screen.end();
      return closed;
    });
    void this.screen.start();
  }

  readonly render: Engine['render'] = (request) =>
    this.lanes.request('render', () => this.screen.run((calls, job) => calls.render(job, request)));

  readonly renderBaseline: Engine['renderBaseline'] = (request) =>
    this.lanes.request('baseline', () =>
      this.screen.run((calls, job) => calls.render(job, request)),
    );

  readonly region: Engine['region'] = (request) =>
    this.lanes.request('region', () => this.screen.run((calls, job) => calls.region(job, request)));

  readonly thumbnails: Engine['thumbnails'] = (request, longEdge) =>
    this.lanes.request('thumbnails', () =>
      this.screen.run((calls, job) => calls.thumbnails(job, request, longEdge)),
    );

  readonly sketch: Engine['sketch'] = (pipeline, longEdge, signal) => {
    // One after the other, since several places ask for them, and none is to go without.
    const made = this.sketching.then(async () => {
      if (signal?.aborted) return fail(cancelled());
      const drop = (): void => this.lanes.drop('sketch');
      signal?.addEventListener('abort', drop);
      return this.lanes
        .request('sketch', () =>
          this.screen.run((calls, job) => calls.sketch(job, pipeline, longEdge)),
        )
        .finally(() => signal?.removeEventListener('abort', drop));
    });
    this.sketching = made.catch(() => undefined);
    return made;
  };

  readonly sample: Engine['sample'] = (request, x, y) =>
    this.lanes.request('sample', () =>
      this.screen.run((calls, job) => calls.sample(job, request, x, y)),
    );

  readonly checksum: Engine['checksum'] = (pipeline) =>
    this.lanes.request('checksum', () =>
      this.screen.run((calls, job) => calls.checksum(job, pipeline)),
    );

  readonly reportPictures: Engine['reportPictures'] = (request, options) => {
    // What is stopped already must not take the place of one that is wanted.
    if (options.signal.aborted) return Promise.resolve(fail(cancelled()));
    return this.lanes.request('report', () =>
      this.screen.run((calls, job) => calls.reportPictures(job, request), options),
    );
  };

  metadata(): ReturnType<Engine['metadata']> {
    const { current } = this;
    if (current === null) return Promise.resolve(ok([]));
    return this.lanes.request('metadata', () =>
      this.screen.run((calls, job) => calls.metadata(job, current.request.file)),
    );
  }

  get filesAtOnce(): number {
    return this.pool.size;
  }

  readonly exportFile: Engine['exportFile'] = (...inputs) => this.pool.exportFile(...inputs);

  readonly export: Engine['export'] = (request, options) =>
    this.onFile((source) =>
      this.background.run((calls, job) => calls.export(job, { ...source, ...request }), options),
    );

  readonly profile: Engine['profile'] = (request, options) =>
    // A fresh worker, so that the memory it holds in the end is what this took.
    this.onFile((source) =>
      this.background.run(
        (calls, job) => calls.profile(job, { ...source, ...request }),
        options,
        true,
      ),
    );

  readonly trial: Engine['trial'] = (request, options) =>
    this.onFile((source) =>
      this.background.run((calls, job) => calls.trial(job, { ...source, ...request }), options),
    );

  /** Does something with the file that is open, beside the screen. */
  private onFile<Value>(
    work: (source: SourceRequest) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    if (this.current === null) {
      return Promise.resolve(
        fail(appError('JOB-FAILED', 'No picture is open.', { advice: 'Open an image first.' })),
      );
    }
    const { request, info, id } = this.current;
    const damaged = info.notices.some(({ kind }) => kind === 'damaged');
    return work({ ...request, consent: true, damaged, id });
  }

  private recycleWhenIdle(): void {
    clearTimeout(this.screenIdle);
    this.screenIdle = setTimeout(() => {
      const isWorn = this.holdsOldMemory || this.screen.jobs >= limits.recycleJobs;
      const isDue = isWorn && this.screen.engineBytes > roomyBytes;
      if (!isDue || !this.lanes.isIdle) return;
      this.holdsOldMemory = false;
      this.screen.end();
      void this.lanes.request('open', () => this.screen.start());
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

/** A worker with less memory than this, in bytes, is not worth replacing while it is in use. */
const roomyBytes = 768 * 1024 * 1024;
