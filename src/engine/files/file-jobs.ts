import type { AppError } from '../../core/base/errors';
import type { Size } from '../../core/base/geometry';
import type { Pace } from '../../core/formats/pace';
import type { ExportSettings } from '../../core/formats/settings';
import type { Engine, Source } from '../../core/engine/contract';
import { limits } from '../../core/base/limits';
import { displayFileName } from '../../core/naming/display-file-name';
import { fail, type Result } from '../../core/base/result';
import type { SourceRequest } from '../../../workers/protocol';
import type { Background } from './background';
import type { SourceRequests } from './requests';

/** A job that lives may take so many times what is expected of it: devices differ, and models err. */
const patience = 20;

/**
 * Returns how long an export may take before it is stopped, in milliseconds.
 * @param runs how often the file is made
 */
export const longestFor = (pace: Pace, settings: ExportSettings, size: Size, runs = 1): number =>
  Math.max(limits.jobTotal, patience * 1000 * runs * pace.expected(settings, size));

/** Jobs on the file of an open picture, beside the screen. */
export class FileJobs {
  constructor(
    private readonly background: Background,
    private readonly requests: SourceRequests,
    private readonly pace: Pace,
  ) {}

  readonly export: Engine['export'] = async (source, request, options) => {
    const { settings } = request;
    const made = await this.onFile(source, (opened) =>
      this.background.run((calls, job) => calls.export(job, { ...opened, ...request }), {
        ...options,
        max: longestFor(this.pace, settings, source.info),
      }),
    );
    if (made.ok) this.pace.learn(settings, { ...made.value, trials: made.value.trials.length });
    return made;
  };

  readonly profile: Engine['profile'] = (source, request, options) =>
    // A fresh worker, so that the memory it holds in the end is what this took.
    this.onFile(source, (opened) =>
      this.background.run(
        (calls, job) => calls.profile(job, { ...opened, ...request }),
        { ...options, max: longestFor(this.pace, request.settings, source.info, request.runs) },
        true,
      ),
    );

  readonly trial: Engine['trial'] = (source, request, options) =>
    this.onFile(source, (opened) =>
      this.background.run((calls, job) => calls.trial(job, { ...opened, ...request }), {
        ...options,
        max: longestFor(this.pace, request.after.settings, source.info, 2 * request.runs),
      }),
    );

  private async onFile<Value>(
    source: Source,
    work: (opened: SourceRequest) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    const done = await work(this.requests.of(source));
    return done.ok ? done : fail(aboutFile(done.error, source.name));
  }
}

/** Names the picture with which a worker died. */
const aboutFile = (error: AppError, name: string): AppError =>
  error.code === 'ENG-DIED'
    ? { ...error, message: `The image engine stopped while it worked on ${displayFileName(name)}.` }
    : error;
