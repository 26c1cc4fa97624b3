import type Vips from 'wasm-vips';

/** Finished pictures larger than this are not kept, in bytes. */
export const maxKept = 192 * 1024 * 1024;

/** Decoded sources larger than this are not kept, in bytes: 27 megapixels of a photo. */
export const maxKeptSource = 80 * 1024 * 1024;

/** One picture in memory, under the name of what it is. */
class LastPicture {
  private key = '';
  private image: Vips.Image | null = null;

  /** Returns the picture kept under the key, which stays ours, or null. */
  get(key: string): Vips.Image | null {
    return key === this.key ? this.image : null;
  }

  /** The picture that is kept, which stays ours; null when there is none. */
  get last(): Vips.Image | null {
    return this.image;
  }

  /** Keeps a picture in memory, in place of the one before. */
  set(key: string, image: Vips.Image): void {
    this.drop();
    this.key = key;
    this.image = image;
  }

  /** Lets the picture go. */
  drop(): void {
    this.image?.delete();
    this.image = null;
    this.key = '';
  }
}

/**
 * The finished picture of the last export: after all steps and at its size, before the format's own
 * needs. Encoding it again, at another quality or in another format, begins here; with other steps,
 * at its source, which is decoded once.
 */
export class LastFinished extends LastPicture {
  /** The source of the last file that was made ahead: upright, in sRGB or grey, at full size. */
  readonly source = new LastPicture();
}
