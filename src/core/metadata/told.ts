/** What a picture tells besides its pixels, each as the bytes that stand in files. */
export interface Told {
  /** Beginning with its TIFF header. */
  readonly exif: Uint8Array | null;
  /** A packet in UTF-8. */
  readonly xmp: Uint8Array | null;
  /** Photoshop's image resources, or bare datasets. */
  readonly iptc: Uint8Array | null;
  /** Chunks of text as they lie in a PNG, one after another. */
  readonly texts: Uint8Array | null;
}

export const nothingTold: Told = { exif: null, xmp: null, iptc: null, texts: null };
