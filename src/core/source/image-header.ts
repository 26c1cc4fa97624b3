import type { Area } from '../base/geometry';
import type { StoredColour } from '../colour/stored-colour';
import type { TiffLayout } from './kinds/tiff-layout';

/** The picture formats that can be recognised; `heic` has a decoder of its own. */
export const imageFormats = [
  'jpeg',
  'png',
  'webp',
  'tiff',
  'gif',
  'avif',
  'heic',
  'jxl',
  'svg',
] as const;

export type ImageFormat = (typeof imageFormats)[number];

/** EXIF orientation: 1 is upright, 2-8 are the other ways to turn and mirror a rectangle. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What a file says about its picture, read without decoding it. Nothing here is proven yet. */
export interface ImageHeader {
  readonly format: ImageFormat;
  /** Pixels across as stored, before `orientation` is applied. */
  readonly width: number;
  /** Pixels down as stored, before `orientation` is applied. */
  readonly height: number;
  /** Frames or pages; at least 1. */
  readonly frames: number;
  /** False when `frames` is only a lower bound, because counting would read too much. */
  readonly framesCounted: boolean;
  /** Bands (channels) of the decoded picture, alpha included: a palette counts as 3 or 4. */
  readonly bands: number;
  /** Bits per band as stored; 8 for a palette. */
  readonly bitsPerBand: number;
  readonly hasAlpha: boolean;
  /**
   * What makes the stored picture upright. AVIF and JPEG XL decoders apply it by themselves; for
   * the other formats it is up to the caller.
   */
  readonly orientation: Orientation;
  /** An ICC profile is embedded. */
  readonly hasProfile: boolean;
  /** What is stored as television has it, from 16 to 235, and decoded without regard to that. */
  readonly limited?: { readonly grey: boolean; readonly alpha: boolean };
  /** The file carries a gain map for bright screens (Ultra HDR); the base picture is what opens. */
  readonly hasGainMap: boolean;
  readonly animated: boolean;
  /** Of an animation: the picture that decoders of stills see is none of its frames. */
  readonly stillBeside?: boolean;
  /** Stored in passes (progressive JPEG, interlaced PNG or GIF), so it decodes as a whole. */
  readonly progressive: boolean;
  /** Rows the decoder must hold at once, when the file decides that (TIFF strips and tiles). */
  readonly rowsAtOnce?: number;
  /** Which colours the numbers stand for, where the file says it and not by an ICC profile. */
  readonly colour?: StoredColour;
  /**
   * Of a GIF that names no colour as transparent: what each frame draws, where the first one does not
   * cover the picture. What nothing was drawn on is transparent.
   */
  readonly drawn?: readonly Area[];
  /** How the picture of a TIFF lies in its file. */
  readonly layout?: TiffLayout;
  /** Bits one pixel takes before compression, where that bounds what the file can hold (PNG). */
  readonly storedBitsPerPixel?: number;
  /** Set for an SVG that states no size: it will be as large as what it draws. */
  readonly sizeGuessed?: boolean;
}

/** The header of a plain 8-bit RGB picture of one frame; each format states what differs. */
export const plainHeader = {
  frames: 1,
  framesCounted: true,
  bands: 3,
  bitsPerBand: 8,
  hasAlpha: false,
  orientation: 1,
  hasProfile: false,
  hasGainMap: false,
  animated: false,
  progressive: false,
} as const;

/** Returns `value` as an orientation, or 1 when it is none. */
export function toOrientation(value: number | undefined): Orientation {
  switch (value) {
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
    case 8:
      return value;
    default:
      return 1;
  }
}

/** Whether a picture moves, and libvips reads all its frames: those of GIF and WebP. */
export const isAnimation = ({ format, animated, frames }: ImageHeader): boolean =>
  animated && frames > 1 && (format === 'gif' || format === 'webp');
