import type { Asset, AssetSource } from '../src/core/assets/asset';
import type {
  ExportAnswer,
  ExportRequest,
  ProfileAnswer,
  ProfileRequest,
  RegionAnswer,
  RegionRequest,
  RenderAnswer,
  RenderRequest,
  Sample,
  SourceInfo,
  Thumbnail,
  TrialAnswer,
  TrialRequest,
} from '../src/core/engine/contract';
import type { MetadataEntry } from '../src/core/metadata/entries';
import type { EmbeddedPipeline } from '../src/core/metadata/embedded-pipeline';
import type { Pipeline } from '../src/core/pipeline/pipeline';
import type { ReportPictures, ReportPicturesRequest } from '../src/core/engine/report-pictures';
import type { Result } from '../src/core/base/result';

/** A part of the engine that is loaded only when a file needs it. */
export type Library = 'heif' | 'jxl' | 'resvg';

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
}

export interface OpenRequest {
  readonly file: Blob;
  readonly name: string;
  readonly consent: boolean;
  /** iOS, or 4 GB of memory or less. */
  readonly small: boolean;
  /** Of an SVG: pixels of the longer side it is drawn with; null for its own size. */
  readonly rasterLongEdge: number | null;
}

/** How a file is opened that nobody chose the size of, and about which nobody is asked. */
export const asItIs = { consent: true, small: false, rasterLongEdge: null } as const;

/** The libraries without which a file cannot be read or written. */
export interface Needs {
  readonly kind: 'needs';
  readonly libraries: readonly Library[];
}

/** The opened picture, or the libraries without which it cannot be read. */
export type OpenAnswer = { readonly kind: 'opened'; readonly info: SourceInfo } | Needs;

export type ImportAnswer = { readonly kind: 'imported'; readonly asset: Asset } | Needs;

export type EmbeddedPipelineAnswer =
  { readonly kind: 'read'; readonly embeddedPipeline: EmbeddedPipeline | null } | Needs;

/** A file to work on from the beginning, that may have been opened before. */
export interface SourceRequest extends OpenRequest {
  /** The same for the same file, and for no other. */
  readonly id: string;
  /** Whether the picture could only be opened by passing over damage. */
  readonly damaged: boolean;
}

export interface WorkerExportRequest extends ExportRequest, SourceRequest {}

/** What a job came to, or the libraries without which it cannot be done. */
export type Unless<Kind extends string, Value> =
  { readonly kind: Kind; readonly answer: Value } | Needs;

export type WorkerExportAnswer = Unless<'exported', ExportAnswer>;
export type WorkerProfileAnswer = Unless<'measured', ProfileAnswer>;
export type WorkerTrialAnswer = Unless<'measured', TrialAnswer>;

/**
 * What a worker does. `job` numbers count up; one job runs at a time. Nothing rejects: failures
 * come back as results.
 */
export interface WorkerApi {
  /**
   * @param assets asks the page for pictures that steps bring along
   * @param drawer asks the page for drawings with letters, for which it has fonts
   */
  start(
    request: StartRequest,
    assets: AssetSource,
    drawer: VectorDrawer,
  ): Promise<Result<StartAnswer>>;
  open(job: number, request: OpenRequest): Promise<Answer<OpenAnswer>>;
  close(job: number): Promise<Answer<null>>;
  drawSample(job: number): Promise<Answer<Blob>>;
  importAsset(job: number, request: OpenRequest): Promise<Answer<ImportAnswer>>;
  embeddedPipeline(job: number, request: OpenRequest): Promise<Answer<EmbeddedPipelineAnswer>>;
  render(job: number, request: RenderRequest): Promise<Answer<RenderAnswer>>;
  region(job: number, request: RegionRequest): Promise<Answer<RegionAnswer>>;
  thumbnails(
    job: number,
    request: RenderRequest,
    longEdge: number,
  ): Promise<Answer<readonly Thumbnail[]>>;
  renderSmall(job: number, pipeline: Pipeline, longEdge: number): Promise<Answer<ImageBitmap>>;
  sample(job: number, request: RenderRequest, x: number, y: number): Promise<Answer<Sample>>;
  reportPictures(job: number, request: ReportPicturesRequest): Promise<Answer<ReportPictures>>;
  checksum(job: number, pipeline: Pipeline): Promise<Answer<string>>;
  metadata(job: number, file: Blob): Promise<Answer<readonly MetadataEntry[]>>;
  export(job: number, request: WorkerExportRequest): Promise<Answer<WorkerExportAnswer>>;
  profile(
    job: number,
    request: ProfileRequest & SourceRequest,
  ): Promise<Answer<WorkerProfileAnswer>>;
  trial(job: number, request: TrialRequest & SourceRequest): Promise<Answer<WorkerTrialAnswer>>;
}
