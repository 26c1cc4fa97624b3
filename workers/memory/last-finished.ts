import type Vips from 'wasm-vips';

/** Finished pictures larger than this are not kept, in bytes. */
export const maxKept = 192 * 1024 * 1024;

/**
 * The finished picture of the last export: after all steps and at its size, before the format's own
 * needs. Encoding it again, at another quality or in another format, begins here.
 */
export class LastFinished {
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
