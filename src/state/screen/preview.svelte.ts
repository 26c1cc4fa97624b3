// Longer than a file should be: everything here asks in which round it is, and what is shown in it.

import type { Pipeline } from '../../core/pipeline/pipeline';
import { untrack } from 'svelte';
import { type AppError, isCancelled } from '../../core/base/errors';
import type {
  Engine,
  RegionAnswer,
  RenderAnswer,
  RenderRequest,
  Source,
  Thumbnail,
} from '../../core/engine/contract';
import { geometryOnly, upTo } from '../../core/pipeline/compile';
import type { Area, Size } from '../../core/base/geometry';
import { resultOf } from '../../core/pipeline/result-shape';
import { BeforePicture } from './before-picture.svelte';
import { Drafts } from './drafts.svelte';
import { Filmstrip } from './filmstrip.svelte';
import { KeptResults } from './kept-results';
import type { SharpPart, SharpPicture } from './sharp-part.svelte';
import { StepCosts } from './step-costs.svelte';
import type { Workspace } from '../work/workspace.svelte';

/** Edits rest for this long before work that is not urgent starts, in milliseconds. */
const debounceMs = 180;
/** A moving view is left alone for this long before real pixels are asked for, in milliseconds. */
const viewMs = 30;

const none: readonly RegionAnswer[] = [];

/** Names a picture by the steps that make it. */
const nameOf = ({ pipeline, until }: RenderRequest): string =>
  JSON.stringify(upTo(pipeline, until).steps);

/** The rendered pictures: result, original under it, sharp regions, thumbnails and what they cost. */
export class Preview {
  result = $state.raw<RenderAnswer | null>(null);
  /** What `result` is the picture of, which may be older than what the workspace asks for. */
  request = $state.raw<RenderRequest | null>(null);
  /** The failure of the newest rendering; its `step` says which step, when one did. */
  failure = $state.raw<AppError | null>(null);
  /** Whether a rendering is under way. */
  busy = $state(false);
  readonly #costs = new StepCosts();
  readonly #kept = new KeptResults();
  readonly #before: BeforePicture;
  readonly #drafts: Drafts;
  readonly #filmstrip: Filmstrip;

  /** Where real pixels come from; the viewer brings it, for the first screen shows no picture. */
  sharp = $state.raw<SharpPart | null>(null);

  /** The picture that everything here shows. */
  #source: Source | null = null;
  #round = 0;
  /** The last round whose picture was known: what older ones draw is not shown any more. */
  #atOnce = 0;
  /** The round whose sizes are being measured, after which real pixels are fetched. */
  #measuring = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;

  /** The last report of each step, by its id. */
  readonly reports = this.#costs.reports;
  /** Small pictures after each step, by its id; 'source' for the untouched picture. */
  get thumbnails(): ReadonlyMap<string, Thumbnail> {
    return this.#filmstrip.pictures;
  }

  /**
   * The whole result's size at full size, in pixels, whether that is an estimate, and its
   * transparency; null until known.
   */
  readonly shape = $derived.by(() =>
    resultOf<Size & { readonly hasAlpha: boolean; readonly isAbout?: boolean }>(
      this.workspace.pipeline,
      this.reports,
      this.workspace.source?.info ?? null,
    ),
  );

  constructor(
    private readonly engine: Pick<
      Engine,
      'render' | 'draft' | 'renderBaseline' | 'region' | 'thumbnails'
    >,
    private readonly workspace: Workspace,
  ) {
    this.#before = new BeforePicture(engine);
    this.#drafts = new Drafts(engine, this.#costs);
    this.#filmstrip = new Filmstrip(engine);
  }

  /** Says what is "before" instead of the original, of the pipeline shown; `refresh` draws it. */
  against = $state.raw<((pipeline: Pipeline) => RenderRequest) | null>(null);
  /** What is "before": the same geometry and nothing else, unless something else is wanted. */
  readonly baselineRequest = $derived.by((): RenderRequest => {
    const { pipeline, until } = this.workspace;
    return (
      this.against?.(pipeline) ?? {
        pipeline: geometryOnly(upTo(pipeline, until)),
        until: until === 'source' ? until : null,
      }
    );
  });
  /** What was asked for when the newest rendering ended, well or not. */
  #ended = $state.raw<(RenderRequest & { readonly source: Source | null }) | null>(null);
  /** Whether what is shown is what the workspace says now: nothing is under way or about to be. */
  readonly idle = $derived.by(() => {
    const { source, pipeline, until, opening } = this.workspace;
    const ended = this.#ended;
    return (
      !opening &&
      ended?.source === source &&
      ended.pipeline === pipeline &&
      ended.until === until &&
      !this.busy
    );
  });
  /** What all enabled steps cost together, in milliseconds. */
  readonly total = $derived.by(() => this.#costs.total(this.workspace.pipeline));
  /** The id of the slowest step, when it is worth marking. */
  readonly slowest = $derived.by(() => this.#costs.slowest(this.workspace.pipeline));

  /** The picture before, which lies under `result`. */
  get baseline() {
    return this.#before.shown;
  }

  /** What is shown in place of `result` while a hand moves; nothing else follows it. */
  get draft() {
    return this.#drafts.shown;
  }

  /** Real pixels of parts of the result; none where the proxy is sharp enough. */
  get regions() {
    return this.sharp?.regions ?? none;
  }

  /** The same of the picture before. */
  get baselineRegions() {
    return this.sharp?.baselines ?? none;
  }

  /**
   * Why the visible part is not shown in full detail; null while it is, or need not be. It is tried
   * again as soon as the view or the picture changes.
   */
  get unsharp(): AppError | null {
    return this.sharp?.failure ?? null;
  }

  /**
   * Starts to follow the workspace: every change of source, pipeline or position renders again.
   * Returns the function that stops it.
   */
  start(): () => void {
    return $effect.root(() => {
      $effect(() => {
        const { source, pipeline, until } = this.workspace;
        // What is left of another picture would be taken for this one, by eyes, tools and names.
        untrack(() => {
          if (source !== this.#source) this.#clear();
          this.#source = source;
          if (source) void this.#render({ pipeline, until }, source);
        });
      });
      // Opening a picture stops what is drawn of this one, which may then stay open after all.
      $effect(() => {
        if (this.workspace.opening) return;
        untrack(() => this.busy || this.idle || this.refresh());
      });
    });
  }

  /** Renders again what is shown now, such as after a worker was replaced. */
  refresh(): void {
    const { source, pipeline, until } = this.workspace;
    this.#before.outdate();
    if (source) void this.#render({ pipeline, until }, source);
  }

  /** Asks for real pixels of the visible part of the result; null: the proxy is sharp enough. */
  want(area: Area | null): void {
    this.sharp?.want(area);
    if (area === null) clearTimeout(this.#timer);
    if (this.busy || !this.result) return;
    // What is under way fetches what is visible by then.
    if (this.sharp?.busy || this.#measuring === this.#round) return;
    // What failed once may take long to fail again.
    this.#later(area === null || this.unsharp ? debounceMs : viewMs);
  }

  async #render(request: RenderRequest, source: Source): Promise<void> {
    const round = ++this.#round;
    this.busy = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#resting);
    const isKnown = this.#showKnown(request, source, round);
    // The engine draws it once more all the same: so it has what is on screen.
    const share = isKnown ? null : this.#drafts.shareOf(this.result, this.request, request);
    if (share === null) return this.#renderExactly(request, source, round);
    const { baselineRequest: under } = this;
    const before = this.#before.stays(under, this.result) ? null : under;
    const isOpen = (): boolean => this.#isWanted(source, round);
    const rest = await this.#drafts.draw(source, { ...request, share, before }, isOpen);
    if (round !== this.#round) return;
    this.#resting = setTimeout(() => void this.#renderExactly(request, source, round), rest);
  }

  /** Shows the result that was kept, if there is one and no hand moves, and returns whether it did. */
  #showKnown(request: RenderRequest, source: Source, round: number): boolean {
    const known = this.#kept.get(nameOf(request));
    if (!known) return false;
    if (known === this.result) this.#drafts.hide();
    // A hand that moves past a value of before goes on with drafts: sharpness is not to flicker.
    else if (this.draft) return false;
    else this.#show(known, request, source);
    this.#atOnce = round;
    return true;
  }

  /** Whether what a round draws is of the open picture, and no older than what is shown. */
  #isWanted(source: Source, round: number): boolean {
    return this.workspace.source === source && round >= this.#atOnce;
  }

  async #renderExactly(request: RenderRequest, source: Source, round: number): Promise<void> {
    const answer = await this.engine.render(source, { ...request, draft: true });
    if (!answer.ok) {
      if (round !== this.#round) return;
      this.busy = false;
      if (isCancelled(answer.error)) return;
      this.#ended = { ...request, source };
      this.failure = answer.error;
      // What is left on screen is the last good picture.
      this.#drafts.drop();
      return;
    }
    // Older edits are shown while newer ones are computed; a picture that was closed is not, nor what
    // was undone.
    if (!this.#isWanted(source, round)) {
      answer.value.frame.bitmap.close();
      return;
    }
    this.#show(answer.value, request, source);
    if (round !== this.#round) return;
    await this.#renderBaseline(source);
    if (round !== this.#round) return;
    this.busy = false;
    // What was estimated is measured first: until then a size may be told that is not the file's.
    if (!answer.value.estimated) this.#ended = { ...request, source };
    this.#later();
  }

  #show(answer: RenderAnswer, request: RenderRequest, source: Source): void {
    this.failure = null;
    this.sharp?.turnTo(nameOf(request), nameOf(this.baselineRequest));
    this.#drafts.drop();
    this.result = answer;
    this.request = request;
    this.#kept.keep(nameOf(request), answer);
    if (request.until === null) this.#costs.takeWhole(request.pipeline, source, answer.steps);
    else this.#costs.take(answer.steps);
  }

  /** Renders once more, and measures the sizes that were estimated to follow a hand. */
  async #measure(round: number, source: Source): Promise<void> {
    if (this.result?.estimated !== true) return;
    const { pipeline, until } = this.workspace;
    const request = { pipeline, until };
    const answer = await this.engine.render(source, request);
    if (round !== this.#round) {
      if (answer.ok) answer.value.frame.bitmap.close();
      return;
    }
    if (answer.ok) {
      this.#show(answer.value, request, source);
      await this.#renderBaseline(source);
      if (round !== this.#round) return;
    } else if (isCancelled(answer.error)) return;
    else this.failure = answer.error;
    this.#ended = { ...request, source };
  }

  #renderBaseline(source: Source): Promise<void> {
    const isOpen = (): boolean => this.workspace.source === source;
    return this.#before.render(source, this.baselineRequest, this.result, isOpen);
  }

  /**
   * While an earlier step is shown, an edit changes what the steps after it come to as well, and the
   * size of the result with them.
   */
  async #reportRest(round: number): Promise<void> {
    const { pipeline, until, source } = this.workspace;
    if (until === null || source === null || this.#costs.knowsWhole(pipeline, source)) return;
    const whole = await this.engine.render(source, { pipeline, until: null });
    if (whole.ok) whole.value.frame.bitmap.close();
    if (round !== this.#round) return;
    if (whole.ok) this.#costs.takeWhole(pipeline, source, whole.value.steps);
    // What a step came to before says nothing now that it, or one before it, fails.
    else if (!isCancelled(whole.error)) this.#costs.forgetAfter(pipeline, until);
  }

  #later(rest = debounceMs): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refine(this.#round), rest);
  }

  async #refine(round: number): Promise<void> {
    const { source, pipeline, until } = this.workspace;
    if (!source) return;
    this.#measuring = round;
    try {
      await this.#measure(round, source);
    } finally {
      if (this.#measuring === round) this.#measuring = 0;
    }
    if (round !== this.#round) return;
    const isLate = (): boolean => round !== this.#round;
    const sharp = (request: RenderRequest, shown: RenderAnswer | null): SharpPicture => ({
      name: nameOf(request),
      size: { width: shown?.frame.fullWidth ?? 0, height: shown?.frame.fullHeight ?? 0 },
      ask: (area) => this.engine.region(source, { ...request, ...area }),
    });
    const after = sharp({ pipeline, until }, this.result);
    const before = sharp(this.baselineRequest, this.baseline);
    // Beside a failure the last good picture is shown, and keeps the real pixels that it has.
    if (!this.failure) await this.sharp?.fetch(isLate, after, before);
    if (round !== this.#round) return;
    await this.#reportRest(round);
    if (round !== this.#round) return;
    await this.#filmstrip.draw(source, pipeline, round, isLate);
  }

  #clear(): void {
    this.#round += 1;
    clearTimeout(this.#timer);
    clearTimeout(this.#resting);
    this.sharp?.clear();
    this.#drafts.drop();
    this.#kept.clear();
    this.#before.clear();
    this.#filmstrip.clear();
    this.#costs.clear();
    this.result = null;
    this.request = null;
    this.failure = null;
    this.busy = false;
  }
}
