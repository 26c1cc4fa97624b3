import type { OpenRequest } from '../../src/core/engine/requests';
import type { OpenPicture } from './open-picture';

/** The picture that is probably opened next, and the one before. */
const most = 2;

/** Pictures that are decoded and not open yet, of which it is the owner. */
export class DecodedAhead {
  /** By the key of their file, the newest last. */
  private readonly ready = new Map<number, OpenPicture>();

  has(key: number): boolean {
    return this.ready.has(key);
  }

  /** Takes a picture over; of more than two the oldest goes. */
  add(key: number, picture: OpenPicture): void {
    this.ready.set(key, picture);
    this.letGo(this.ready.size - most);
  }

  /** Gives away the picture that is asked for; undefined where it was not decoded ahead. */
  take({ key, rasterLongEdge }: OpenRequest): OpenPicture | undefined {
    // A drawing of another size is another picture.
    if (key === undefined || rasterLongEdge !== null) return undefined;
    const picture = this.ready.get(key);
    this.ready.delete(key);
    return picture;
  }

  /** Gives all memory back. */
  clear(): void {
    this.letGo(this.ready.size);
  }

  private letGo(count: number): void {
    for (const [key, picture] of [...this.ready].slice(0, Math.max(0, count))) {
      picture.delete();
      this.ready.delete(key);
    }
  }
}
