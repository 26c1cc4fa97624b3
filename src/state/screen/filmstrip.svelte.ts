import { SvelteMap } from 'svelte/reactivity';
import type { Thumbnail } from '../../core/engine/contract';

/** Longest side of a thumbnail, in pixels; drawn at half of that on dense screens. */
export const thumbnailSide = 224;

/** Small pictures after each step. */
export class Filmstrip {
  /** By the step's id; 'source' for the untouched picture. */
  readonly thumbnails = new SvelteMap<string, Thumbnail>();

  /** Takes new pictures in place of all. */
  take(made: readonly Thumbnail[]): void {
    const ids = new Set(made.map(({ id }) => id));
    for (const [id, old] of this.thumbnails) {
      old.bitmap.close();
      if (!ids.has(id)) this.thumbnails.delete(id);
    }
    for (const thumbnail of made) this.thumbnails.set(thumbnail.id, thumbnail);
  }

  /** Lets go of all pictures. */
  clear(): void {
    for (const { bitmap } of this.thumbnails.values()) bitmap.close();
    this.thumbnails.clear();
  }
}
