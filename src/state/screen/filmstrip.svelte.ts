import { SvelteMap } from 'svelte/reactivity';
import type { Engine, Source, Thumbnail } from '../../core/engine/contract';
import type { Pipeline } from '../../core/pipeline/pipeline';

/** Longest side of a thumbnail, in pixels; drawn at half of that on dense screens. */
const side = 224;

/** Small pictures after each step of the pipeline. */
export class Filmstrip {
  /** By the step's id; 'source' for the untouched picture. */
  readonly pictures = new SvelteMap<string, Thumbnail>();
  #round = -1;

  constructor(private readonly engine: Pick<Engine, 'thumbnails'>) {}

  /**
   * Draws the pictures once per rendering, since moving the view changes no step.
   * @param round the number of the rendering
   * @param isLate whether there is a newer one by now
   */
  async draw(
    source: Source,
    pipeline: Pipeline,
    round: number,
    isLate: () => boolean,
  ): Promise<void> {
    if (this.#round === round) return;
    const drawn = await this.engine.thumbnails(source, { pipeline, until: null }, side);
    if (!drawn.ok) return;
    if (isLate()) {
      for (const { bitmap } of drawn.value) bitmap.close();
      return;
    }
    this.#round = round;
    const ids = new Set(drawn.value.map(({ id }) => id));
    for (const [id, old] of this.pictures) {
      old.bitmap.close();
      if (!ids.has(id)) this.pictures.delete(id);
    }
    for (const thumbnail of drawn.value) this.pictures.set(thumbnail.id, thumbnail);
  }

  /** Lets all pictures go. */
  clear(): void {
    for (const { bitmap } of this.pictures.values()) bitmap.close();
    this.pictures.clear();
  }
}
