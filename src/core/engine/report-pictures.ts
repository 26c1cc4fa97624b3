import type { Histogram } from '../picture/histogram';
import type { Pipeline } from '../pipeline/pipeline';
import type { PaletteColour } from '../picture/palette';

/** An encoded picture without any metadata. Sizes in pixels. */
export interface ReportPicture {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly mime: 'image/jpeg' | 'image/webp';
  readonly width: number;
  readonly height: number;
}

/** How many times a report shows each kind of picture, counted per picture there is. */
export interface PictureUses {
  /** The result, and the original cut and turned like it. */
  readonly large: number;
  /** The picture after every step, and the source. */
  readonly small: number;
  /** A part of every picture, each of its pixels one pixel of the screen. */
  readonly crop: number;
}

export interface ReportPicturesRequest {
  readonly pipeline: Pipeline;
  /** The most that all uses of all pictures may take together, in bytes. */
  readonly budget: number;
  readonly uses: PictureUses;
  /** Whether parts at full size are wanted, which takes longer. */
  readonly crops: boolean;
  /** Whether one middling size will do, whatever the budget, for pictures that others follow. */
  readonly draft?: boolean;
}

/** The picture after a step, or the source. */
export interface ReportStage {
  /** The step's id, or 'source'. */
  readonly id: string;
  /** Of the full-size picture. */
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  readonly bitsPerBand: 8 | 16;
  readonly hasAlpha: boolean;
  /** What the full-size picture takes in memory, in bytes. */
  readonly bytes: number;
  readonly histogram: Histogram;
  readonly palette: readonly PaletteColour[];
  readonly small: ReportPicture | null;
  readonly crop: ReportPicture | null;
  /**
   * Upper left corner of the crop, in pixels of the full-size picture. Stages of one size have it
   * at the same place, so that their crops can be compared.
   */
  readonly cropAt: { readonly left: number; readonly top: number };
}

export interface ReportPictures {
  /** The source first, then every step that does something. */
  readonly stages: readonly ReportStage[];
  readonly before: ReportPicture | null;
  readonly after: ReportPicture | null;
  /** What all uses of all pictures take, in bytes. */
  readonly bytes: number;
  /** Scale of the pictures that histograms and colours were counted in, 0 to 1. */
  readonly scale: number;
  /** Bytes that the engine's memory takes; it never shrinks while its worker lives. */
  readonly engineBytes: number;
  /** Why there are no crops, in a sentence; null when there are, or none were asked for. */
  readonly cropsMissing: string | null;
}
