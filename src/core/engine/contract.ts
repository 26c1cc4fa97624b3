import type { Asset } from '../assets/asset';
import type { Demands, Difference } from './trial';
import type { AppError } from '../base/errors';
import type { Trial } from '../formats/fit-under';
import type { Size } from '../base/geometry';
import type { ImageBitmap } from './image-bitmap';
import type { ExportSettings } from '../formats/settings';
import type { Histogram } from '../picture/histogram';
import type { Pipeline } from '../pipeline/pipeline';
import type { MetadataEntry } from '../metadata/entries';
import type { EmbeddedPipeline } from '../metadata/embedded-pipeline';
import type { CameraFacts } from '../naming/tokens';
import type { Similarity } from '../picture/ssim';
import type { ReportPictures, ReportPicturesRequest } from './report-pictures';
import type { Measurement, StepMeasurement, Times } from './profile';
import type { Result } from '../base/result';

export type { Histogram };

/** Something worth knowing about an opened picture that is not an error. */
export interface SourceNotice {
  readonly kind: 'damaged' | 'frames' | 'gain-map' | 'colour' | 'vector' | 'letters' | 'alpha';
  /** One sentence, such as "This picture is damaged; what could be read is shown." */
  readonly text: string;
}

/** What is known about the opened picture. Sizes in pixels, upright, full size. */
export interface SourceInfo {
  readonly name: string;
  /** Such as "JPEG". */
  readonly format: string;
  readonly fileBytes: number;
  readonly width: number;
  readonly height: number;
  /** Bands after preparation, alpha included: 1 to 4. */
  readonly bands: number;
  readonly bitsPerBand: 8 | 16;
  readonly hasAlpha: boolean;
  /** Whether it moves, and all its frames can be exported. */
  readonly animated: boolean;
  /** What the camera wrote, as far as file names ask for it. */
  readonly camera: CameraFacts;
  readonly notices: readonly SourceNotice[];
}

/**
 * A picture that was opened. Whoever wants something of it says which one is meant, so that an answer
 * never tells of the picture that was opened meanwhile.
 */
export interface Source {
  readonly file: Blob;
  readonly name: string;
  readonly info: SourceInfo;
  /** Of an SVG: pixels of the longer side it is drawn with; null for its own size. */
  readonly rasterLongEdge: number | null;
}

/** Returns whether both are the same file, drawn at the same size. */
export const isSameSource = (
  one: Pick<Source, 'file' | 'rasterLongEdge'> | null,
  other: Pick<Source, 'file' | 'rasterLongEdge'> | null,
): boolean => one?.file === other?.file && one?.rasterLongEdge === other?.rasterLongEdge;

/** A rendered picture, ready to be drawn. */
export interface Frame {
  /** The pixels; whoever receives a frame closes it when done. */
  readonly bitmap: ImageBitmap;
  /** Size of the full-size picture that this shows, in pixels. */
  readonly fullWidth: number;
  readonly fullHeight: number;
}

/** What a step cost and made. Sizes in full-size pixels; time in milliseconds; memory in bytes. */
export interface StepReport {
  readonly id: string;
  readonly milliseconds: number;
  readonly cached: boolean;
  readonly width: number;
  readonly height: number;
  /** Whether width and height are an estimate: of a draft, or where memory lacks for full size. */
  readonly isAbout: boolean;
  readonly hasAlpha: boolean;
  readonly bytes: number;
}

/** Which picture to render: the pipeline up to and including the step `until`, or all of it. */
export interface RenderRequest {
  readonly pipeline: Pipeline;
  /** A step's id, `'source'` for the untouched picture, or null for the whole pipeline. */
  readonly until: string | null;
  /** Whether sizes that only pixels at full size tell may be estimated; absent: they are measured. */
  readonly draft?: boolean;
}

export interface RenderAnswer {
  readonly frame: Frame;
  readonly histogram: Histogram;
  /** One report per step that ran or was found in the cache, in order. */
  readonly steps: readonly StepReport[];
  /** The proxy's scale against the full-size source, 0 to 1. */
  readonly scale: number;
  /** Whether a size was estimated, since this was a draft. */
  readonly estimated: boolean;
  readonly milliseconds: number;
  /** Bytes that the engine's memory takes now. */
  readonly engineBytes: number;
}

/** A part of the full-size result: `left`, `top`, `width`, `height` in its pixels. */
export interface RegionRequest extends RenderRequest {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface RegionAnswer {
  readonly bitmap: ImageBitmap;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly milliseconds: number;
}

/** A small picture of the result after each step; `id` is `'source'` for the untouched picture. */
export interface Thumbnail {
  readonly id: string;
  readonly bitmap: ImageBitmap;
}

export interface ExportRequest {
  readonly pipeline: Pipeline;
  readonly settings: ExportSettings;
  /**
   * What the file is for. 'measure': others of the same picture may follow, so it is kept while
   * there is room; 'inspect': the same, and the file is decoded again, to show it and to tell how
   * alike it is; 'set': one of several sizes and formats, so the result of the steps is kept at full
   * size while there is room, and every file begins there. Absent: to be saved.
   */
  readonly purpose?: 'measure' | 'inspect' | 'set';
}

/** What a file that was just written looks like. */
export interface Inspection {
  /** How alike file and picture are in lightness; null when the file is of another size. */
  readonly similarity: Similarity | null;
  /**
   * Mean of the squared differences of all colours of all pixels, in 8-bit levels; null like
   * `similarity`.
   */
  readonly meanSquaredError: number | null;
  /** The decoded file, at its size or at 16 MP; whoever receives it closes it. */
  readonly bitmap: ImageBitmap;
}

export interface ExportAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: string;
  readonly extension: string;
  readonly width: number;
  readonly height: number;
  /** The quality it was encoded at; null where the format's values have none. */
  readonly quality: number | null;
  /** What was tried to fit under a target, in order; empty without a target. */
  readonly trials: readonly Trial[];
  /** Null unless it was asked for and there was room for it. */
  readonly inspection: Inspection | null;
  /** What the camera wrote into the source. */
  readonly camera: CameraFacts;
  /** What is worth knowing of the source, such as that only its first frame was used. */
  readonly notes: readonly string[];
  /** What the written bytes tell, read again. */
  readonly receipt: readonly MetadataEntry[];
  readonly milliseconds: number;
}

/** What to measure: an export, and all its parts. */
export interface ProfileRequest {
  readonly pipeline: Pipeline;
  /** How the file is written; a target for its size is left out of account. */
  readonly settings: ExportSettings;
  /** How many runs are wanted; long ones are fewer. */
  readonly runs: number;
}

/** A profile as the engine measures it: it does not know what the preview had in its cache. */
export interface ProfileAnswer extends Omit<Measurement, 'steps'> {
  readonly steps: readonly Omit<StepMeasurement, 'cached'>[];
}

/** A change to try: the same export before and after it. */
export interface TrialRequest {
  readonly before: Pick<ProfileRequest, 'pipeline' | 'settings'>;
  readonly after: Pick<ProfileRequest, 'pipeline' | 'settings'>;
  /** Whether the finished pictures are compared, or the files after they were encoded. */
  readonly compares: 'pictures' | 'files';
  readonly demands: Demands;
  readonly runs: number;
}

/** A part of two pictures that shows how they differ, as large as it is in both. */
export interface TrialViews {
  /** The whole pictures, at screen size. Whoever receives bitmaps closes them. */
  readonly before: ImageBitmap;
  readonly after: ImageBitmap;
  /** The surroundings of the block in which they differ most, at 100 %. */
  readonly closeBefore: ImageBitmap;
  readonly closeAfter: ImageBitmap;
}

/**
 * What a trial came to. A change that did not do what was demanded has no times when its picture is
 * not close enough (it was not timed then), and no views.
 */
export interface TrialAnswer {
  readonly holds: boolean;
  /** Null where the pictures are of different sizes or kinds. */
  readonly difference: Difference | null;
  readonly times: { readonly before: Times; readonly after: Times } | null;
  /** Sizes of the files, in bytes. */
  readonly bytes: { readonly before: number; readonly after: number } | null;
  readonly views: TrialViews | null;
}

/** A sampled colour of the picture given to a step, in sRGB, 0 to 255. */
export interface Sample {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

export type EngineState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly version: string; readonly threads: number }
  | { readonly kind: 'failed'; readonly error: AppError };

/**
 * The image engine as stores see it. Nothing throws: failures come back as results. A newer
 * interactive job (render, region, thumbnails) of the same kind replaces an older one, which then
 * resolves to JOB-CANCELLED. So does one about a source that is not the open one any more; what works
 * on the file itself (metadata, export, profile, trial) does so whatever is open.
 */
export interface Engine {
  readonly state: EngineState;
  /** Calls `listener` on every change of `state`; returns the function that stops that. */
  onState(listener: (state: EngineState) => void): () => void;
  /** Calls `listener` when a worker stopped and was replaced; the source is opened again by itself. */
  onFault(listener: (error: AppError) => void): () => void;
  /**
   * Opens a picture in place of the one that was open. `consent`: the person agreed to a large one.
   * `rasterLongEdge`: pixels of the longer side that an SVG is drawn with; its own size when absent or null.
   */
  open(
    file: Blob,
    name: string,
    consent: boolean,
    rasterLongEdge?: number | null,
  ): Promise<Result<SourceInfo>>;
  /** Draws the sample picture and returns it as a PNG file. */
  drawSample(): Promise<Result<Blob>>;
  /** Reads a picture that a step is to bring along and returns it as it is kept. */
  importAsset(file: Blob, name: string): Promise<Result<Asset>>;
  /**
   * Reads what a picture, which is not opened, tells of its making; null when it tells nothing. The
   * limits are those of opening.
   */
  embeddedPipeline(file: Blob, name: string): Promise<Result<EmbeddedPipeline | null>>;
  /** Forgets the picture and gives its memory back. */
  close(): Promise<void>;
  render(source: Source, request: RenderRequest): Promise<Result<RenderAnswer>>;
  /** The picture under "before": like render, but replaced only by a newer baseline. */
  renderBaseline(source: Source, request: RenderRequest): Promise<Result<RenderAnswer>>;
  region(source: Source, request: RegionRequest): Promise<Result<RegionAnswer>>;
  thumbnails(
    source: Source,
    request: RenderRequest,
    longEdge: number,
  ): Promise<Result<readonly Thumbnail[]>>;
  /**
   * A small picture of what any pipeline makes of the open picture, or of the sample for null, when nothing else is wanted of the engine; one after the other. Whoever receives it closes it.
   * Aborting `signal`, or opening another picture, makes it JOB-CANCELLED.
   */
  renderSmall(
    source: Source | null,
    pipeline: Pipeline,
    longEdge: number,
    signal?: AbortSignal,
  ): Promise<Result<ImageBitmap>>;
  /** Colour at a point (fractions of the picture) averaged over 5 by 5 proxy pixels. */
  sample(source: Source, request: RenderRequest, x: number, y: number): Promise<Result<Sample>>;
  /** Every tag of a picture, as it lies in its file. */
  metadata(source: Source): Promise<Result<readonly MetadataEntry[]>>;
  /**
   * SHA-256 in hex of what the pipeline makes of the check picture (core/programs/plan.ts), over
   * `WIDTHxHEIGHTxBANDS FORMAT ` and the pixels: programs compute the same to verify themselves.
   */
  checksum(pipeline: Pipeline): Promise<Result<string>>;
  /**
   * Makes the pictures of a report, as large as its budget allows. A newer request replaces an
   * older one.
   */
  reportPictures(
    source: Source,
    request: ReportPicturesRequest,
    options: { progress: (share: number) => void; signal: AbortSignal },
  ): Promise<Result<ReportPictures>>;
  /** How many files `exportFile` does at once; more wait for their turn. */
  readonly filesAtOnce: number;
  /**
   * Exports a file that is not the open one, in a worker beside that of the screen. Large pictures
   * are not asked about; damaged ones fail.
   */
  exportFile(
    file: Blob,
    name: string,
    request: ExportRequest,
    options: { progress: (share: number) => void; signal: AbortSignal },
  ): Promise<Result<ExportAnswer>>;
  /**
   * Measures what exporting costs, as a whole and in parts, beside the screen: exports wait until it
   * is done. `progress` gets 0 to 1; aborting `signal` stops within about a second.
   */
  profile(
    source: Source,
    request: ProfileRequest,
    options: { progress: (share: number) => void; signal: AbortSignal },
  ): Promise<Result<ProfileAnswer>>;
  /** Tries a change: how much the picture differs, and when little, what is gained. As `profile`. */
  trial(
    source: Source,
    request: TrialRequest,
    options: { progress: (share: number) => void; signal: AbortSignal },
  ): Promise<Result<TrialAnswer>>;
  /**
   * Returns about how long an export takes on this device whose file has a size in pixels, in
   * seconds; the steps before it are left out of account.
   */
  expectedSeconds(settings: ExportSettings, size: Size): number;
  /** Exports from full-size data. `progress` gets 0 to 1; aborting `signal` stops within about a second. */
  export(
    source: Source,
    request: ExportRequest,
    options: { progress: (share: number) => void; signal: AbortSignal },
  ): Promise<Result<ExportAnswer>>;
}
