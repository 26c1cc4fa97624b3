import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { isCancelled } from '../../core/base/errors';
import type { Engine } from '../../core/engine/contract';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { Workspace } from '../work/workspace.svelte';

/** How large pictures are, and how many are kept. */
export interface PictureSizes {
  /** Longest side, in pixels. */
  readonly side: number;
  /** Of more, those asked for longest ago go first. */
  readonly most: number;
}

/** Of presets: drawn at half of that on dense screens. */
const ofPresets: PictureSizes = { side: 320, most: 120 };

/** A picture that was stopped for another opening one is tried again so often. */
const maxTries = 3;

/**
 * Small pictures of what pipelines make of the picture that is open, or of the sample. Only those
 * that somebody wants to see are made, one after another, and work that matters more goes first.
 */
export class SmallPictures {
  /** By key; null for one that cannot be made. */
  readonly shown = new SvelteMap<string, ImageBitmap | null>();
  readonly #wanted = new Map<string, Pipeline>();
  /** One sketch is short: what is not wanted any more is simply not asked for. */
  readonly #open = new AbortController().signal;
  #round = 0;
  #running = false;

  /** @param engine makes the pictures; it is told the key behind what the job asks for */
  constructor(
    private readonly engine: {
      renderSmall(
        ...asked: [...Required<Parameters<Engine['renderSmall']>>, key: string]
      ): ReturnType<Engine['renderSmall']>;
    },
    private readonly workspace: Pick<Workspace, 'source'>,
    private readonly sizes: PictureSizes = ofPresets,
  ) {}

  /** Makes the pictures anew whenever another picture is open. Returns what stops that. */
  follow(): () => void {
    return $effect.root(() => {
      $effect(() => {
        void this.workspace.source;
        // Nothing else may call for new ones: a picture that has just been made least of all.
        untrack(() => this.again());
      });
    });
  }

  /** Makes the pictures anew that are wanted. */
  again(): void {
    this.drop();
    void this.#work();
  }

  /** Lets all pictures go; those that are still wanted are made again when something new is. */
  drop(): void {
    this.#round += 1;
    for (const bitmap of this.shown.values()) bitmap?.close();
    this.shown.clear();
  }

  /**
   * Asks for the picture of a pipeline; returns what ends the wish. The same key, the same picture.
   * @param isUrgent whether it is made before all that was asked for earlier
   */
  want(key: string, pipeline: Pipeline, isUrgent = false): () => void {
    const others = isUrgent ? [...this.#wanted] : [];
    if (isUrgent) this.#wanted.clear();
    this.#wanted.set(key, pipeline);
    for (const [other, its] of others) if (other !== key) this.#wanted.set(other, its);
    untrack(() => void this.#work());
    return () => {
      if (this.#wanted.get(key) === pipeline) this.#wanted.delete(key);
    };
  }

  async #work(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    let tries = 0;
    for (;;) {
      const next = [...this.#wanted].find(([key]) => !this.shown.has(key));
      if (!next) break;
      const [key, pipeline] = next;
      const round = this.#round;
      const made = await this.engine.renderSmall(
        this.workspace.source,
        pipeline,
        this.sizes.side,
        this.#open,
        key,
      );
      if (round !== this.#round) {
        if (made.ok) made.value.close();
        continue;
      }
      if (!made.ok && isCancelled(made.error) && tries < maxTries) {
        tries += 1;
        continue;
      }
      tries = 0;
      this.shown.set(key, made.ok ? made.value : null);
      this.#tidy();
    }
    this.#running = false;
  }

  #tidy(): void {
    for (const [key, bitmap] of this.shown) {
      if (this.shown.size <= this.sizes.most) break;
      if (this.#wanted.has(key)) continue;
      bitmap?.close();
      this.shown.delete(key);
    }
  }
}
