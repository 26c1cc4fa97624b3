import type { IptcForm } from './blocks/iptc';

/** What metadata files of a format can hold. */
export interface HoldsMetadata {
  readonly exif: boolean;
  /** How it keeps IPTC; null when it keeps none. */
  readonly iptc: IptcForm | null;
  /** Whether it keeps the texts of a PNG. */
  readonly texts: boolean;
  /** The longest XMP packet that is written into it, in bytes. */
  readonly xmpBytes: number;
}
