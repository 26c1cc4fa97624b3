import { type AppError, cancelled, isCancelled } from '../../core/base/errors';
import type { ExportSettings } from '../../core/formats/settings';
import {
  type Engine,
  isSameSource,
  type Source,
  type SourceInfo,
} from '../../core/engine/contract';
import type { Pipeline, Step } from '../../core/pipeline/pipeline';
import type { PictureSet } from '../../core/set/set';
import type { WorkChange } from './work-change';
import { EditableWork } from './editable-work.svelte';
import { type History, redo, undo } from './history';
import { Latest } from '../../core/base/latest';
import { isSameWork, type Work } from './undoable-work.svelte';

/** How a picture is to be opened. */
interface OpenOptions {
  /** The person agreed to a large one. */
  readonly consent?: boolean;
  readonly rasterLongEdge?: number | null;
  /** What undo calls it. */
  readonly change?: WorkChange;
  /** Steps that come along where there are none yet. */
  readonly steps?: readonly Step[];
  /** The set that it is one of; the one that was open goes where none is given. */
  readonly set?: PictureSet | null;
  /** The pipeline as it counts for this picture of its set; the one that is open when left out. */
  readonly pipeline?: Pipeline;
  /** Takes the picture over once it is open, where that is no change for undo. */
  readonly take?: (source: Source) => void;
}

/** What came of opening a picture. A question is answered by calling `proceed`. */
export type OpenOutcome =
  | {
      readonly kind: 'opened';
      readonly info: SourceInfo;
      /** Whether it is no change for undo, as within a set. */
      readonly unchanged: boolean;
    }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'question'; readonly error: AppError; proceed(): Promise<OpenOutcome> };

/** What is said where a notice offers to undo a change that others came after. */
export const changedSince = 'The work changed since. Use Undo to step back.';

/**
 * The work in progress: source, pipeline, export settings, selection, and undo for all of it. What
 * is here opens and closes its picture, also on the way back and forth.
 */
export class Workspace extends EditableWork {
  /** The name of the picture that is being opened now; null while none is. */
  openingName = $state<string | null>(null);
  /** Stops the picture that is being opened. */
  #stop = new AbortController();
  /** The last wish for a picture: what answers to an earlier one comes too late. */
  readonly #wish = new Latest();

  /** @param settings those that a new workspace begins with */
  constructor(
    private readonly engine: Pick<Engine, 'open' | 'drawSample' | 'close'>,
    settings: ExportSettings | null = null,
  ) {
    super(settings);
  }

  /** Whether a picture is being opened now. */
  get opening(): boolean {
    return this.openingName !== null;
  }

  /** Stops opening a picture, at once: what was open stays so. */
  stopOpening(): void {
    this.#stop.abort();
    this.openingName = null;
  }

  /** A picture is being opened; returns what tells that this was stopped. */
  #begin(name: string): AbortSignal {
    this.openingName = name;
    this.#stop = new AbortController();
    return this.#stop.signal;
  }

  /** Called when going back or forward leads to a picture that cannot be opened any more. */
  #lost: (error: AppError) => void = () => undefined;

  /** Has `listener` told why undo or redo came to nothing. */
  onLost(listener: (error: AppError) => void): void {
    this.#lost = listener;
  }

  /**
   * Returns what undoes the change that was made last. Later changes are undone one by one: once there
   * is one, that does nothing and returns false.
   */
  undoingThis(): () => boolean {
    const { work } = this;
    return () => {
      if (!isSameWork(this.work, work)) return false;
      void this.undo();
      return true;
    };
  }

  /** Undoes one change and returns its name, or null. The engine follows when the source changed. */
  async undo(): Promise<string | null> {
    return this.#travel(undo, this.undoLabel);
  }

  /** Redoes one change and returns its name, or null. */
  async redo(): Promise<string | null> {
    return this.#travel(redo, this.redoLabel);
  }

  async #travel(
    move: (history: History<Work>) => History<Work>,
    label: string | null,
  ): Promise<string | null> {
    if (this.viewed) return null;
    const before = this.history;
    const moved = move(before);
    this.travel(moved);
    const { source } = this;
    if (isSameSource(source, before.present.source)) return label;
    const wish = this.#wish.next();
    if (source === null) {
      this.openingName = null;
      await this.engine.close();
      return label;
    }
    const { file, name, rasterLongEdge } = source;
    const stop = this.#begin(name);
    const opened = await this.engine.open(file, name, true, rasterLongEdge, stop);
    if (wish.aborted) return label;
    this.openingName = null;
    if (opened.ok) return label;
    // The engine still has the picture from before, so that is where the work goes back to.
    const back = this.history === moved ? before : this.#withSource(before.present.source);
    this.travel(back);
    if (!isCancelled(opened.error)) this.#lost(opened.error);
    return null;
  }

  #withSource(source: Source | null): History<Work> {
    return { ...this.history, present: { ...this.work, source } };
  }

  /** Opens a picture in place of the one that is open; the pipeline stays. */
  async open(file: Blob, name: string, options: OpenOptions = {}): Promise<OpenOutcome> {
    const { consent = false, rasterLongEdge = null, steps = [], set = null, take } = options;
    const taken = options.pipeline;
    const wish = this.#wish.next();
    const stop = this.#begin(name);
    try {
      const opened = await this.engine.open(file, name, consent, rasterLongEdge, stop);
      if (wish.aborted) return { kind: 'failed', error: cancelled() };
      if (!opened.ok) {
        if (opened.error.code === 'IMG-LARGE') {
          return {
            kind: 'question',
            error: opened.error,
            proceed: () => this.open(file, name, { ...options, consent: true }),
          };
        }
        return { kind: 'failed', error: opened.error };
      }
      const source = { file, name, info: opened.value, rasterLongEdge };
      if (take) take(source);
      else {
        const { pipeline } = this.work;
        const brings = steps.length > 0 && pipeline.steps.length === 0;
        this.commit(options.change ?? { did: 'open', of: name }, {
          source,
          set,
          ...(taken && taken !== pipeline && { pipeline: taken }),
          ...(brings && { pipeline: { ...pipeline, steps } }),
        });
      }
      this.shown = null;
      this.tool = null;
      return { kind: 'opened', info: opened.value, unchanged: take !== undefined };
    } finally {
      if (!wish.aborted) this.openingName = null;
    }
  }

  /**
   * Draws the SVG that is open anew, with a longer side of so many pixels, or at its own size for
   * null. Resolves to null when nothing is open.
   */
  async drawAt(longEdge: number | null): Promise<OpenOutcome | null> {
    if (!this.source) return null;
    const { file, name } = this.source;
    const change: WorkChange =
      longEdge === null ? { did: 'draw-as-is' } : { did: 'draw-larger', of: String(longEdge) };
    return this.open(file, name, { rasterLongEdge: longEdge, change, set: this.work.set });
  }

  /**
   * Draws the sample picture and opens it.
   * @param steps those that come along where there are none yet
   */
  async openSample(steps: Promise<readonly Step[]>): Promise<OpenOutcome> {
    const wish = this.#wish.next();
    const name = 'sample.png';
    const stop = this.#begin(name);
    const [sample, along] = await Promise.all([this.engine.drawSample(), steps]);
    if (wish.aborted || stop.aborted) return { kind: 'failed', error: cancelled() };
    if (!sample.ok) {
      this.openingName = null;
      return { kind: 'failed', error: sample.error };
    }
    return this.open(sample.value, name, { steps: along });
  }

  /** Closes the picture; the pipeline stays. Undo opens it again. */
  async close(): Promise<void> {
    if (!this.source) return;
    this.#wish.drop();
    this.openingName = null;
    this.commit({ did: 'close', of: this.source.name }, { source: null, set: null });
    this.shown = null;
    this.tool = null;
    await this.engine.close();
  }
}
