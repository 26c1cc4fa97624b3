import { untrack } from 'svelte';
import { type AppError, isCancelled } from '../../core/base/errors';
import { Latest } from '../../core/base/latest';
import type { Engine, Frame, Histogram, RegionAnswer, Source } from '../../core/engine/contract';
import type { ColourDifference } from '../../core/picture/colour-difference';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { Area } from '../../core/base/geometry';
import type { Preview } from '../screen/preview.svelte';
import type { Workspace } from '../work/workspace.svelte';

/** What a pipeline makes of the open picture, or of the sample. */
export interface Drawn {
  readonly pipeline: Pipeline;
  readonly source: Source | null;
  readonly frame: Frame;
  /** The proxy's scale against the full-size picture, 0 to 1. */
  readonly scale: number;
  /** Null for the sample. */
  readonly histogram: Histogram | null;
  /** What all steps cost together in the preview; null for the sample. */
  readonly milliseconds: number | null;
}

/** Longest side of the sample, in pixels. */
const sampleSide = 1200;
/** Pictures that are kept, so that going to and fro costs nothing. */
const mostKept = 6;
/** The view rests for this long before sharp parts are drawn, in milliseconds. */
const debounceMs = 180;

type Side = 'a' | 'b';
type PairEngine = Pick<Engine, 'render' | 'renderSmall' | 'region'>;

/**
 * Two pipelines on one picture, for as long as somebody looks. It draws only while the preview has
 * nothing to do: the engine keeps one rendering, and that of the editor comes first.
 */
export class VersionPair {
  a = $state.raw<Drawn | null>(null);
  b = $state.raw<Drawn | null>(null);
  regionA = $state.raw<RegionAnswer | null>(null);
  regionB = $state.raw<RegionAnswer | null>(null);
  /** Why one of the two is not there. */
  failure = $state.raw<AppError | null>(null);
  busy = $state(false);
  /** How they differ, measured on the pixels on screen; null until both are there, and alike in size. */
  difference = $state.raw<ColourDifference | null>(null);
  #wanted = $state.raw<{ readonly a: Pipeline; readonly b: Pipeline } | null>(null);
  #area: Area | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #round = new Latest();
  readonly #kept: Drawn[] = [];

  /** @param measure compares the pixels of two pictures of one size */
  constructor(
    private readonly engine: PairEngine,
    private readonly workspace: Pick<Workspace, 'source'>,
    private readonly preview: Pick<Preview, 'idle'>,
    private readonly measure: (one: ImageBitmap, other: ImageBitmap) => ColourDifference | null,
  ) {}

  /** Whether both are the same size, so that one can lie over the other. */
  readonly aligned = $derived(
    this.a !== null &&
      this.b !== null &&
      this.a.frame.fullWidth === this.b.frame.fullWidth &&
      this.a.frame.fullHeight === this.b.frame.fullHeight,
  );

  /** Says which two are compared from now on. */
  compare(a: Pipeline, b: Pipeline): void {
    if (this.#wanted?.a !== a || this.#wanted.b !== b) this.#wanted = { a, b };
  }

  /** Draws what is wanted; returns what ends it and lets all pictures go. */
  follow(): () => void {
    const stop = $effect.root(() => {
      $effect(() => {
        const wanted = this.#wanted;
        const { source } = this.workspace;
        if (wanted === null || (source !== null && !this.preview.idle)) return;
        untrack(() => void this.#draw(wanted, source));
      });
    });
    return () => {
      stop();
      this.#round.drop();
      this.#wanted = null;
      this.#dropRegions();
      this.a = null;
      this.b = null;
      this.busy = false;
      for (const { frame } of this.#kept.splice(0)) frame.bitmap.close();
    };
  }

  /** Asks for real pixels of a part of both; null: the proxies are sharp enough. */
  want(area: Area | null): void {
    this.#area = area;
    clearTimeout(this.#timer);
    if (area === null) this.#dropRegions();
    else this.#timer = setTimeout(() => void this.#sharpen(area), debounceMs);
  }

  async #draw(
    wanted: { readonly a: Pipeline; readonly b: Pipeline },
    source: Source | null,
  ): Promise<void> {
    const round = this.#round.next();
    this.busy = true;
    this.failure = null;
    this.difference = null;
    this.#dropRegions();
    for (const side of ['a', 'b'] as const) {
      const drawn = await this.#drawn(wanted[side], source, round);
      if (round.aborted) return;
      if (drawn === null) {
        if (this.failure !== null) this[side] = null;
        break;
      }
      this[side] = drawn;
    }
    this.busy = false;
    const { a, b } = this;
    if (this.failure !== null || !a || !b) return;
    this.difference = this.aligned ? this.measure(a.frame.bitmap, b.frame.bitmap) : null;
    if (this.#area) this.want(this.#area);
  }

  /** Returns a picture, of those that are kept if it is there; null when it cannot be made. */
  async #drawn(
    pipeline: Pipeline,
    source: Source | null,
    round: AbortSignal,
  ): Promise<Drawn | null> {
    const known = this.#kept.find((one) => one.pipeline === pipeline && one.source === source);
    if (known) return known;
    const made = source ? await this.#ofSource(pipeline, source) : await this.#ofSample(pipeline);
    if (!made) return null;
    if (round.aborted) {
      made.frame.bitmap.close();
      return null;
    }
    this.#kept.unshift(made);
    for (const old of this.#kept.splice(mostKept)) {
      if (old === this.a || old === this.b) this.#kept.push(old);
      else old.frame.bitmap.close();
    }
    return made;
  }

  async #ofSource(pipeline: Pipeline, source: Source): Promise<Drawn | null> {
    const answer = await this.engine.render(source, { pipeline, until: null });
    if (!answer.ok) return this.#failed(answer.error);
    const { frame, scale, histogram, steps } = answer.value;
    const milliseconds = steps.reduce((sum, step) => sum + step.milliseconds, 0);
    return { pipeline, source, frame, scale, histogram, milliseconds };
  }

  async #ofSample(pipeline: Pipeline): Promise<Drawn | null> {
    const answer = await this.engine.renderSmall(null, pipeline, sampleSide);
    if (!answer.ok) return this.#failed(answer.error);
    const bitmap = answer.value;
    const frame = { bitmap, fullWidth: bitmap.width, fullHeight: bitmap.height };
    return { pipeline, source: null, frame, scale: 1, histogram: null, milliseconds: null };
  }

  #failed(error: AppError): null {
    if (!isCancelled(error)) this.failure = error;
    return null;
  }

  async #sharpen(area: Area): Promise<void> {
    const { a, b, aligned } = this;
    const source = a?.source;
    if (!a || !b || !source || b.source !== source || !aligned || this.busy) return;
    for (const [side, { pipeline }] of [
      ['a', a],
      ['b', b],
    ] as const satisfies readonly (readonly [Side, Drawn])[]) {
      const answer = await this.engine.region(source, { pipeline, until: null, ...area });
      const isLate = area !== this.#area || this.a !== a || this.b !== b;
      if (isLate && answer.ok) answer.value.bitmap.close();
      if (isLate || !answer.ok) return;
      const name = side === 'a' ? 'regionA' : 'regionB';
      this[name]?.bitmap.close();
      this[name] = answer.value;
    }
  }

  #dropRegions(): void {
    clearTimeout(this.#timer);
    this.regionA?.bitmap.close();
    this.regionB?.bitmap.close();
    this.regionA = null;
    this.regionB = null;
  }
}
