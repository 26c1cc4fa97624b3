import type { IptcForm } from './blocks/iptc';

/** What metadata files of a format can hold. */
export interface HoldsMetadata {
  readonly exif: boolean;
  /** How it keeps IPTC; null when it keeps none. */
  readonly iptc: IptcForm | null;
  /** Whether it keeps the texts of a PNG. */
  readonly texts: boolean;
  /** The longest XMP packet with a pipeline in it, in bytes; 0 where it holds no XMP. */
  readonly xmpBytes: number;
}
