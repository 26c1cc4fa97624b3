import type { AppError } from '../../core/base/errors';
import { limits } from '../../core/base/limits';
import { fail, type Result } from '../../core/base/result';
import { type Answered, type Asked, type JobsOf, type Source } from '../../core/engine/contract';
import type { JobOptions } from '../../core/engine/job';
import type { SourceRequest } from '../../core/engine/requests';
import type { Size } from '../../core/base/geometry';
import type { ExportSettings } from '../../core/formats/settings';
import type { Pace } from '../../core/formats/pace';
import { displayFileName } from '../../core/naming/display-file-name';
import type { Answer } from '../../../workers/protocol';
import type { Background } from './background';
import type { SourceRequests } from './requests';

/** A job that lives may take so many times what is expected of it: devices differ, and models err. */
const patience = 20;

/** What a job encodes: one export so many times, or two to compare. */
type Encodes =
  | { readonly settings: ExportSettings; readonly runs?: number }
  | { readonly before: unknown; readonly after: Encodes; readonly runs: number };

const settingsOf = (encodes: Encodes): ExportSettings =>
  'after' in encodes ? settingsOf(encodes.after) : encodes.settings;

/** Returns how long a job may take before it is stopped, in milliseconds. */
export function longestFor(pace: Pace, encodes: Encodes, size: Size): number {
  const runs = (encodes.runs ?? 1) * ('after' in encodes ? 2 : 1);
  return Math.max(
    limits.jobTotal,
    patience * 1000 * runs * pace.expected(settingsOf(encodes), size),
  );
}

type Beside = JobsOf<'beside'>;
/** What tells how fast this device is, of the jobs that only encode a file. */
const paces: {
  readonly [Name in Beside]?: (made: Answered[Name]) => Parameters<Pace['learn']>[1];
} = { export: (made) => ({ ...made, trials: made.trials.length }) };

/** Jobs that get a fresh worker, so that the memory it holds in the end is what they took. */
const fresh: ReadonlySet<Beside> = new Set(['profile']);

type Hears = {
  readonly [Name in Beside]: (
    job: number,
    file: SourceRequest,
    request: Asked[Name][0],
  ) => Promise<Answer<Answered[Name]>>;
};

/** Jobs on the file of an open picture, beside the screen. */
export class FileJobs {
  constructor(
    private readonly background: Background,
    private readonly requests: SourceRequests,
    private readonly pace: Pace,
  ) {}

  async run<Name extends Beside>(
    name: Name,
    source: Source,
    request: Asked[Name][0],
    options: JobOptions,
  ): Promise<Result<Answered[Name]>> {
    const encodes: Encodes = request;
    const file = this.requests.of(source);
    const done = await this.background.run(
      (calls: Hears, job) => calls[name](job, file, request),
      { ...options, max: longestFor(this.pace, encodes, source.info) },
      fresh.has(name),
    );
    if (!done.ok) return fail(aboutFile(done.error, source.name));
    const made = paces[name]?.(done.value);
    if (made) this.pace.learn(settingsOf(encodes), made);
    return done;
  }
}

/** Names the picture with which a worker died. */
const aboutFile = (error: AppError, name: string): AppError =>
  error.code === 'ENG-DIED'
    ? { ...error, message: `The image engine stopped while it worked on ${displayFileName(name)}.` }
    : error;
