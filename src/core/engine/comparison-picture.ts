import type { ComparedPicture } from '../comparison/compared';
import type { Caption, SheetLook } from '../comparison/look';
import type { ExportSettings } from '../formats/settings';

/** Several results of one source on one sheet. */
export interface ComparisonRequest {
  readonly pictures: readonly ComparedPicture[];
  readonly look: SheetLook;
  /**
   * How the file is written, and with which kernel pictures are reduced. Sizes, a target for the bytes,
   * metadata and the pipeline inside are left out of account: a sheet has its own size and tells nothing.
   */
  readonly settings: ExportSettings;
}

/** Several files on one sheet as they are. Settings as of a comparison. */
export interface ContactSheetRequest {
  /** In the order of the files. */
  readonly captions: readonly Caption[];
  readonly look: SheetLook;
  readonly settings: ExportSettings;
}

/** A file of a comparison, or of a contact sheet. Sizes in pixels. */
export interface ComparisonAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: string;
  readonly extension: string;
  readonly width: number;
  readonly height: number;
  /** The quality it was encoded at; null where the format's values have none. */
  readonly quality: number | null;
  /** How many pictures follow one another; 1 unless it is animated. */
  readonly frames: number;
  readonly milliseconds: number;
}
