import { type AppError, appError, cancelled } from '../../core/base/errors';
import { displayFileName } from '../../core/naming/display-file-name';
import type { Engine, ExportAnswer } from '../../core/engine/contract';
import type { Pace } from '../../core/formats/pace';
import { fail, type Result } from '../../core/base/result';
import { leftOut } from '../../core/source/left-out';
import type { OpenRequest, SourceRequest } from '../../core/engine/requests';
import type { Connect } from '../worker/connection';
import { Recycling } from '../worker/recycling';
import { longestFor } from './file-jobs';
import { openRequest } from './requests';
import { type RunOptions, WorkerHost } from '../worker/worker-host';

/** Of a file that nobody has opened yet: what cameras make, in pixels. */
const unknownSize = { width: 6000, height: 4000 };

/**
 * Workers for whole files, from the encoded source to the encoded result, beside the one of the
 * screen. Each does one file at a time; one that dies fails only its file.
 */
export class FilePool {
  private readonly free: WorkerHost[] = [];
  private readonly waiting: ((host: WorkerHost) => void)[] = [];
  private made = 0;
  private nextId = 0;
  private readonly recycling = new Recycling(() => {
    for (const host of this.free) host.end();
  });

  constructor(
    private readonly connect: Connect,
    private readonly isSmall: () => boolean,
    /** How many files are done at once. */
    readonly size: number,
    private readonly pace: Pace,
  ) {}

  /** Does one file, when a worker is free. */
  readonly exportFile: Engine['exportFile'] = (file, name, request, options) =>
    this.whenFree(options.signal, (host) => this.exportIn(host, file, name, request, options));

  /** Makes a sheet of files, when a worker is free. */
  readonly contactSheet: Engine['contactSheet'] = (files, request, options) =>
    this.whenFree(options.signal, (host) => {
      const sources = files.map(({ file, name }) => this.sourceOf(file, name));
      const max = files.length * longestFor(this.pace, request, unknownSize);
      return host.run((calls, job) => calls.contactSheet(job, sources, request), {
        ...options,
        max,
      });
    });

  /** Makes a small picture of one file, when a worker is free. */
  readonly renderFile: Engine['renderFile'] = (file, name, pipeline, longEdge, signal) =>
    this.whenFree(signal, (host) =>
      host.run((calls, job) => calls.renderFile(job, this.opened(file, name), pipeline, longEdge), {
        signal,
      }),
    );

  /** Draws one file, when a worker is free. */
  readonly viewFile: Engine['viewFile'] = (file, name, pipeline, signal) =>
    this.whenFree(signal, (host) =>
      host.run((calls, job) => calls.viewFile(job, this.opened(file, name), pipeline), { signal }),
    );

  /** Draws a part of one file, when a worker is free. */
  readonly regionOfFile: Engine['regionOfFile'] = (file, name, request, signal) =>
    this.whenFree(signal, (host) =>
      host.run((calls, job) => calls.regionOfFile(job, this.opened(file, name), request), {
        signal,
      }),
    );

  private opened(file: Blob, name: string): OpenRequest {
    return openRequest(file, name, this.isSmall());
  }

  private async whenFree<Value>(
    signal: AbortSignal,
    work: (host: WorkerHost) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    const host = await this.take();
    try {
      if (signal.aborted) return fail(cancelled());
      this.recycling.renew(host);
      return await work(host);
    } finally {
      this.give(host);
    }
  }

  private sourceOf(file: Blob, name: string): SourceRequest {
    this.nextId += 1;
    const opened = this.opened(file, name);
    return { ...opened, damaged: false, id: `file ${this.nextId}` };
  }

  private async exportIn(
    host: WorkerHost,
    ...[file, name, request, options]: Parameters<Engine['exportFile']>
  ): Promise<Result<ExportAnswer>> {
    const source = this.sourceOf(file, name);
    const exported = await host.run((calls, job) => calls.exportFile(job, source, request), {
      ...options,
      max: longestFor(this.pace, request, unknownSize),
    });
    if (!exported.ok) return fail(await this.inWords(host, exported.error, source, options));
    const { value } = exported;
    this.pace.learn(request.settings, { ...value, trials: value.trials.length });
    return exported;
  }

  /** Says of a failure that may be the file's own fault what it means for this file. */
  private async inWords(
    host: WorkerHost,
    error: AppError,
    request: OpenRequest,
    { signal }: RunOptions,
  ): Promise<AppError> {
    const name = displayFileName(request.name);
    if (error.code === 'ENG-DIED') {
      return appError('ENG-DIED', `${name} made the image engine stop. The other files go on.`, {
        advice: 'The file is probably damaged. Save it anew in another program.',
        ...(error.detail === undefined ? {} : { detail: error.detail }),
      });
    }
    // An export streams: that the data were at fault shows only when the file is opened.
    if (error.code !== 'JOB-FAILED' || error.step !== undefined) return error;
    const opened = await host.run(
      (calls, job) => calls.open(job, request),
      signal === undefined ? {} : { signal },
    );
    if (!opened.ok) return opened.error.code === 'ENG-DIED' ? error : opened.error;
    const { notices } = opened.value;
    await host.run((calls, job) => calls.close(job));
    if (!notices.some(({ kind }) => kind === 'damaged')) return error;
    return leftOut(name, error.detail);
  }

  private take(): Promise<WorkerHost> {
    this.recycling.wanted();
    const host = this.free.pop();
    if (host) return Promise.resolve(host);
    if (this.made < this.size) {
      this.made += 1;
      return Promise.resolve(new WorkerHost(this.connect));
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private give(host: WorkerHost): void {
    const next = this.waiting.shift();
    if (next) {
      next(host);
      return;
    }
    this.free.push(host);
    if (this.free.length === this.made) this.recycling.idle();
  }
}
