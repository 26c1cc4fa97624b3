import type { CarriedVersion } from '../pipeline/versions/carried';
import type { Demands } from './trial';
import type { ExportSettings } from '../formats/settings';
import type { Pipeline } from '../pipeline/pipeline';
import type { Setting } from '../text/lines';
import type { SourceInfo } from './answers';

// What jobs of the engine are asked.

/** A part of the engine that is loaded only when a file needs it. */
export type Library = 'heif' | 'jxl' | 'resvg';

/** A text that is to be drawn; set plainly if not said. */
export interface WantedText {
  readonly text: string;
  readonly setting?: Setting;
}

export interface NamedFile {
  readonly file: Blob;
  readonly name: string;
}

export interface OpenRequest extends NamedFile {
  readonly consent: boolean;
  /** iOS, or 4 GB of memory or less. */
  readonly small: boolean;
  /** Of an SVG: pixels of the longer side it is drawn with; null for its own size. */
  readonly rasterLongEdge: number | null;
  /** The same for the same file, and for no other; absent where nobody opens it again. */
  readonly key?: number;
}

/** How a file is opened that nobody chose the size of, and about which nobody is asked. */
export const asItIs = { consent: true, small: false, rasterLongEdge: null } as const;

/** A file to work on from the beginning, that may have been opened before. */
export interface SourceRequest extends OpenRequest {
  /** The same for the same file, and for no other. */
  readonly id: string;
  /** Whether the picture could only be opened by passing over damage. */
  readonly damaged: boolean;
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

/** Which picture to render: the pipeline up to and including the step `until`, or all of it. */
export interface RenderRequest {
  readonly pipeline: Pipeline;
  /** A step's id, `'source'` for the untouched picture, or null for the whole pipeline. */
  readonly until: string | null;
  /** Whether sizes that only pixels at full size tell may be estimated; absent: they are measured. */
  readonly draft?: boolean;
}

/** What is drawn while a hand moves: smaller than the preview's pictures, and faster. */
export interface DraftRequest extends Omit<RenderRequest, 'draft'> {
  /** Of the preview's long edge, 0 to 1. */
  readonly share: number;
  /** What lies under it, where that changes with it. */
  readonly before: RenderRequest | null;
}

/** A part of the full-size result: `left`, `top`, `width`, `height` in its pixels. */
export interface RegionRequest extends RenderRequest {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
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
  /** Which version the pipeline is, for files that carry it. */
  readonly version?: CarriedVersion | null;
}

/** What to measure: an export, and all its parts. */
export interface ProfileRequest {
  readonly pipeline: Pipeline;
  /** How the file is written; a target for its size is left out of account. */
  readonly settings: ExportSettings;
  /** How many runs are wanted; long ones are fewer. */
  readonly runs: number;
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
