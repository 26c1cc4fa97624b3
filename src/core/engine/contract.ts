import type {
  ComparisonAnswer,
  ComparisonRequest,
  ContactSheetRequest,
} from './comparison-picture';
import type { ImageBitmap } from './image-bitmap';
import type { Asset } from '../assets/asset';
import type { AppError } from '../base/errors';
import { recordOf } from '../base/record';
import type { Result } from '../base/result';
import type { Size } from '../base/geometry';
import type { ExportSettings } from '../formats/settings';
import type { EmbeddedPipeline } from '../metadata/embedded-pipeline';
import type { MetadataEntry } from '../metadata/entries';
import type { Pipeline } from '../pipeline/pipeline';
import type { ReportPictures, ReportPicturesRequest } from './report-pictures';
import type {
  DraftAnswer,
  ExportAnswer,
  FileView,
  ProfileAnswer,
  RegionAnswer,
  RenderAnswer,
  Sample,
  SourceInfo,
  Thumbnail,
  TrialAnswer,
} from './answers';
import {
  alone,
  type AnsweredIn,
  type AskedIn,
  beside,
  type GivenIn,
  type JobFacts,
  type JobOptions,
  type NamesOf,
  onBrought,
  onFile,
  onPicture,
  onPictureWatched,
  own,
  type PageCallsIn,
  type Way,
} from './job';
import type {
  DraftRequest,
  ExportRequest,
  NamedFile,
  OpenRequest,
  ProfileRequest,
  RegionRequest,
  RenderRequest,
  Source,
  SourceRequest,
  TrialRequest,
  WantedText,
} from './requests';

// The room's door: whoever speaks to an engine finds here all that is said.
export type { Histogram } from '../picture/histogram';
export type * from './answers';
export type * from './requests';
export { isSameSource } from './same-source';

/**
 * Every job of the engine, the most urgent one first: what is asked and answered, as the type of a
 * function, and how it is run. The worker's calls, the page's client, the engine of a page that may
 * have none and those of tests are derived from this table; `workers/session.ts` has the function
 * that does the work, under the same name.
 */
export const jobs = {
  /**
   * Opens a picture in place of the one that was open. `consent`: the person agreed to a large one.
   * `rasterLongEdge`: pixels of the longer side that an SVG is drawn with; its own size when absent
   * or null. Aborting `signal` makes it JOB-CANCELLED at once, and what was open stays so.
   */
  open: own<
    (
      file: Blob,
      name: string,
      consent: boolean,
      rasterLongEdge?: number | null,
      signal?: AbortSignal,
    ) => Promise<Result<SourceInfo>>,
    (request: OpenRequest) => SourceInfo
  >({ lane: 'open' }),
  /** Forgets the picture and gives its memory back. */
  close: own<() => Promise<unknown>, () => null>({ lane: 'open' }),
  /** Draws the sample picture and returns it as a PNG file. */
  drawSample: alone<() => Blob>({ lane: 'open' }),
  /** Reads a picture that a step is to bring along and returns it as it is kept. */
  importAsset: onBrought<() => Asset>({ lane: 'import' }),
  /** Reads what a picture tells of its making; null when it tells nothing. Limits as of opening. */
  embeddedPipeline: onBrought<() => EmbeddedPipeline | null>({ lane: 'import' }),
  /** Draws the picture smaller while a hand moves, and stops what is under way for it as it was. */
  draft: onPicture<(request: DraftRequest) => DraftAnswer>({
    lane: 'render',
    isHasty: true,
  }),
  render: onPicture<(request: RenderRequest) => RenderAnswer>({ lane: 'render' }),
  /** Colour at a point (fractions of the picture) averaged over 5 by 5 proxy pixels. */
  sample: onPicture<(request: RenderRequest, x: number, y: number) => Sample>(),
  /** The picture under "before": like render, but replaced only by a newer baseline. */
  renderBaseline: onPicture<(request: RenderRequest) => RenderAnswer>({ isForRest: true }),
  region: onPicture<(request: RegionRequest) => RegionAnswer>({
    isForRest: true,
    yields: true,
    isPart: true,
  }),
  thumbnails: onPicture<(request: RenderRequest, longEdge: number) => readonly Thumbnail[]>({
    isForRest: true,
    yields: true,
  }),
  /**
   * SHA-256 in hex of what the pipeline makes of the check picture (core/programs/plan.ts), over
   * `WIDTHxHEIGHTxBANDS FORMAT ` and the pixels: programs compute the same to verify themselves.
   */
  checksum: alone<(pipeline: Pipeline) => string>(),
  /** Draws texts as programs carry them, each as a PNG file (core/text/lettering.ts). */
  letters: alone<(texts: readonly WantedText[]) => readonly Uint8Array[]>(),
  /** How wide a text is in heights of a line, with the room around it. */
  textWidth: alone<(text: string, reach: number) => number>(),
  /** The characters of a text that no font here has, each once: boxes are drawn in their place. */
  undrawn: alone<(text: string) => string>(),
  /** Every tag of a picture, as it lies in its file. */
  metadata: onFile<() => readonly MetadataEntry[]>(),
  /**
   * A small picture of what any pipeline makes of the open picture, or of the sample for null, when
   * nothing else is wanted of the engine; one after the other. Whoever receives it closes it.
   * Aborting `signal`, or opening another picture, makes it JOB-CANCELLED.
   */
  renderSmall: own<
    (
      source: Source | null,
      pipeline: Pipeline,
      longEdge: number,
      signal?: AbortSignal,
    ) => Promise<Result<ImageBitmap>>,
    (pipeline: Pipeline, longEdge: number) => ImageBitmap
  >({ yields: true }),
  /** Makes the pictures of a report, as large as its budget allows. */
  reportPictures: onPictureWatched<(request: ReportPicturesRequest) => ReportPictures>(),
  /**
   * Decodes a picture that is probably opened next, when nothing else is wanted of the engine; opening
   * it takes no time then. Large ones are left alone.
   */
  openAhead: onBrought<() => null>({ yields: true }),
  /** Exports from full-size data. */
  export: beside<(request: ExportRequest) => ExportAnswer>(),
  /**
   * Exports a file that is not the open one, in a worker beside that of the screen. Large pictures
   * are not asked about; damaged ones fail.
   */
  exportFile: own<
    (
      file: Blob,
      name: string,
      request: ExportRequest,
      options: JobOptions,
    ) => Promise<Result<ExportAnswer>>,
    (file: SourceRequest, request: ExportRequest) => ExportAnswer
  >(),
  /**
   * A small picture of what a pipeline makes of a file that is not the open one, in a worker beside
   * that of the screen. Whoever receives it closes it.
   */
  renderFile: own<
    (
      file: Blob,
      name: string,
      pipeline: Pipeline,
      longEdge: number,
      signal: AbortSignal,
    ) => Promise<Result<ImageBitmap>>,
    (file: OpenRequest, pipeline: Pipeline, longEdge: number) => ImageBitmap
  >(),
  /** What a pipeline makes of such a file, as large as the screen is shown it. */
  viewFile: own<
    (
      file: Blob,
      name: string,
      pipeline: Pipeline,
      signal: AbortSignal,
    ) => Promise<Result<FileView>>,
    (file: OpenRequest, pipeline: Pipeline) => FileView
  >(),
  /** A part of that at full size. The file is decoded anew: nothing of it stays in memory. */
  regionOfFile: own<
    (
      file: Blob,
      name: string,
      request: RegionRequest,
      signal: AbortSignal,
    ) => Promise<Result<RegionAnswer>>,
    (file: OpenRequest, request: RegionRequest) => RegionAnswer
  >(),
  /** Puts the results of several pipelines on one sheet, and encodes it. */
  comparisonPicture: beside<(request: ComparisonRequest) => ComparisonAnswer>(),
  /** Puts several files on one sheet, in a worker beside that of the screen. */
  contactSheet: own<
    (
      files: readonly NamedFile[],
      request: ContactSheetRequest,
      options: JobOptions,
    ) => Promise<Result<ComparisonAnswer>>,
    (files: readonly SourceRequest[], request: ContactSheetRequest) => ComparisonAnswer
  >(),
  /**
   * Measures what exporting costs, as a whole and in parts: exports wait until it is done. It gets
   * a worker to itself, so that the memory it holds in the end is what this took.
   */
  profile: beside<(request: ProfileRequest) => ProfileAnswer>(),
  /** Tries a change: how much the picture differs, and when little, what is gained. */
  trial: beside<(request: TrialRequest) => TrialAnswer>(),
};

type Jobs = typeof jobs;
export type JobName = keyof Jobs;
/** The names of the jobs that go a way. */
export type JobsOf<Goes extends Way> = NamesOf<Jobs, Goes>;
/** What each job is asked by the page, what the worker is given for it, and what it answers. */
export type Asked = AskedIn<Jobs>;
export type Given = GivenIn<Jobs>;
export type Answered = AnsweredIn<Jobs>;
/** How the page asks for each job. */
export type PageCalls = PageCallsIn<Jobs>;

/** The names of all jobs, the most urgent one first. */
export const jobNames = Object.keys(jobs).filter((name): name is JobName => name in jobs);

/** What is said of each job. */
export const factsOf: Readonly<Record<JobName, JobFacts>> = jobs;

/** What the page calls for some jobs, all of them alike: something `Before` what is asked. */
export type CallsOf<Names extends JobName, Before extends unknown[]> = {
  readonly [Name in Names]: (
    ...asked: [...Before, ...Asked[Name]]
  ) => Promise<Result<Answered[Name]>>;
};
/** The same for jobs with one request that are watched. */
export type WatchedCallsOf<Names extends JobName> = {
  readonly [Name in Names]: (
    source: Source,
    request: Asked[Name][0],
    options: JobOptions,
  ) => Promise<Result<Answered[Name]>>;
};

function namesOf<Goes extends Way>(way: Goes): readonly JobsOf<Goes>[] {
  const goes = (name: JobName): name is JobsOf<Goes> => jobs[name].way === way;
  return jobNames.filter(goes);
}

/** Returns what the page calls for the jobs that go a way. */
export const ofJobs = <Goes extends Way, Before extends unknown[]>(
  way: Goes,
  make: <Name extends JobsOf<Goes>>(name: Name) => CallsOf<Name, Before>[Name],
): CallsOf<JobsOf<Goes>, Before> =>
  recordOf<JobsOf<Goes>, CallsOf<JobsOf<Goes>, Before>>(namesOf(way), make);

/** The same for jobs that are watched. */
export const ofWatchedJobs = <Goes extends Way>(
  way: Goes,
  make: <Name extends JobsOf<Goes>>(name: Name) => WatchedCallsOf<Name>[Name],
): WatchedCallsOf<JobsOf<Goes>> =>
  recordOf<JobsOf<Goes>, WatchedCallsOf<JobsOf<Goes>>>(namesOf(way), make);

export type EngineState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly version: string; readonly threads: number }
  | { readonly kind: 'failed'; readonly error: AppError };

/** What an engine is and tells besides its jobs. */
export interface EngineLife {
  readonly state: EngineState;
  /** Calls `listener` on every change of `state`; returns the function that stops that. */
  onState(listener: (state: EngineState) => void): () => void;
  /** Calls `listener` when a worker stopped and was replaced; the source is opened again by itself. */
  onFault(listener: (error: AppError) => void): () => void;
  /** Hears that a file of the open picture will probably be wanted in a moment. */
  expectFile(): void;
  /** How many files `exportFile` does at once; more wait for their turn. */
  readonly filesAtOnce: number;
  /**
   * Returns about how long an export takes on this device whose file has a size in pixels, in
   * seconds; the steps before it are left out of account.
   */
  expectedSeconds(settings: ExportSettings, size: Size): number;
}

/**
 * The image engine as stores see it. Nothing throws: failures come back as results. In the worker of
 * the screen a newer job of a lane replaces an older one, which then resolves to JOB-CANCELLED. So
 * does one about a source that is not the open one any more; what works on the file itself
 * (metadata, export, profile, trial) does so whatever is open.
 */
export interface Engine extends EngineLife, PageCalls {}
