import type { ImageBitmap } from './image-bitmap';
import type { Difference } from './trial';
import type { Trial } from '../formats/fit-under';
import type { Histogram } from '../picture/histogram';
import type { MetadataEntry } from '../metadata/entries';
import type { CameraFacts } from '../naming/tokens';
import type { Similarity } from '../picture/ssim';
import type { Measurement, StepMeasurement, Times } from './profile';

// What jobs of the engine answer.

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

/** What a pipeline makes of a file that is not the open one. */
export type FileView = Pick<RenderAnswer, 'frame' | 'scale'>;

/** A picture that only the eye follows while a hand moves; what is told of it comes once it rests. */
export interface DraftAnswer {
  readonly frame: Frame;
  /** What lies under it, where that was asked for. */
  readonly before: Frame | null;
  /** Its scale against the full-size source, 0 to 1. */
  readonly scale: number;
  readonly milliseconds: number;
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

/** A profile as the engine measures it: it does not know what the preview had in its cache. */
export interface ProfileAnswer extends Omit<Measurement, 'steps'> {
  readonly steps: readonly Omit<StepMeasurement, 'cached'>[];
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
