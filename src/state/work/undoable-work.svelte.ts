import { stepTitle } from '../../core/pipeline/step-title';
import { type ExportSettings, initialExportSettings } from '../../core/formats/settings';
import type { Source } from '../../core/engine/contract';
import { limits } from '../../core/base/limits';
import type { Interactive } from '../../core/operations/define';
import { emptyPipeline, type Pipeline, type Step } from '../../core/pipeline/pipeline';
import { commit, endGesture, type History, startHistory } from './history';

/** Everything that undo covers. Immutable. */
export interface Work {
  readonly pipeline: Pipeline;
  readonly settings: ExportSettings;
  readonly source: Source | null;
}

/** A tool on the picture: it shows the picture as the step gets it. */
export interface Tool {
  readonly kind: Interactive;
  readonly step: string;
}

/**
 * The work with its undo, and what is selected in it. Every change passes through here, the one
 * place that undo knows.
 */
export class UndoableWork {
  #history = $state.raw<History<Work>>(
    startHistory<Work>({
      pipeline: emptyPipeline,
      settings: initialExportSettings(),
      source: null,
    }),
  );
  /** The step whose controls are open, by id. */
  selected = $state<string | null>(null);
  /** The step after which the picture is shown: an id, 'source', or null for the whole pipeline. */
  shown = $state<string | null>(null);
  tool = $state.raw<Tool | null>(null);

  /** @param settings those that a new workspace begins with */
  constructor(settings: ExportSettings | null = null) {
    if (settings) this.#history = startHistory<Work>({ ...this.work, settings });
  }

  readonly work = $derived(this.#history.present);
  readonly pipeline = $derived(this.work.pipeline);
  readonly settings = $derived(this.work.settings);
  readonly source = $derived(this.work.source);
  readonly undoLabel = $derived(this.#history.past.at(-1)?.label ?? null);
  readonly redoLabel = $derived(this.#history.future.at(-1)?.label ?? null);
  /** Where the preview stops: before the step of an open tool, else as `shown` says. */
  readonly until = $derived.by((): string | null => {
    if (this.tool) return this.before(this.tool.step);
    if (this.shown === null || this.shown === 'source') return this.shown;
    return this.step(this.shown) ? this.shown : null;
  });

  /** Returns the step with this id. */
  step(id: string): Step | undefined {
    return this.pipeline.steps.find((step) => step.id === id);
  }

  /** Returns the id of the step before this one, or 'source' for the first. */
  before(id: string): string {
    const index = this.pipeline.steps.findIndex((step) => step.id === id);
    return this.pipeline.steps[index - 1]?.id ?? 'source';
  }

  /** Returns how a step is called on screen: its own name, else its operation's. */
  title(step: Step): string {
    return stepTitle(step);
  }

  get history(): History<Work> {
    return this.#history;
  }

  /** Goes to another place in the history, or to another history. */
  protected travel(history: History<Work>): void {
    this.#history = history;
    this.#tidy();
  }

  /** Puts a saved workspace in place of this one; nothing is asked, so call it only at the start. */
  restore(history: History<Work>, selected: string | null): void {
    this.#history = history;
    this.selected = selected;
  }

  /** Called with pipelines that undo alone would lose; see `onLeft`. */
  #left: (pipeline: Pipeline, reason: 'replaced' | 'branch') => void = () => undefined;

  /**
   * Has `listener` told of pipelines that are left behind: one that is replaced as a whole, and the
   * end of a branch that was undone when something else is done.
   */
  onLeft(listener: (pipeline: Pipeline, reason: 'replaced' | 'branch') => void): void {
    this.#left = listener;
  }

  protected commit(label: string, work: Partial<Work>, gesture: string | null = null): void {
    // The farthest change that could be redone stands first.
    const branch = this.#history.future[0]?.snapshot.pipeline;
    if (branch && branch !== this.pipeline) this.#left(branch, 'branch');
    this.#history = commit(this.#history, label, { ...this.work, ...work }, limits.undo, gesture);
    this.#tidy();
  }

  /** Selections may point at steps that an edit or undo took away. */
  #tidy(): void {
    if (this.selected !== null && !this.step(this.selected)) this.selected = null;
    if (this.shown !== null && this.shown !== 'source' && !this.step(this.shown)) this.shown = null;
    if (this.tool && !this.step(this.tool.step)) this.tool = null;
  }

  protected edit(label: string, next: Pipeline, gesture: string | null = null): void {
    if (next !== this.pipeline) this.commit(label, { pipeline: next }, gesture);
  }

  endGesture(): void {
    this.#history = endGesture(this.#history);
  }

  /**
   * Replaces the whole pipeline, such as by an empty one, and the export settings when some are
   * given; one undo brings the old ones back.
   */
  replacePipeline(label: string, pipeline: Pipeline, settings: ExportSettings | null = null): void {
    if (pipeline !== this.pipeline) this.#left(this.pipeline, 'replaced');
    if (settings) this.commit(label, { pipeline, settings });
    else this.edit(label, pipeline);
  }

  /**
   * Takes over a document that was read: its pipeline and, when given, its export settings. One undo
   * brings back what was there; calls with the same gesture in a row are one change.
   */
  takeDocument(
    label: string,
    taken: Pick<Work, 'pipeline'> & Partial<Pick<Work, 'settings'>>,
    gesture: string | null = null,
  ): void {
    this.commit(label, taken, gesture);
  }

  /** Changes export settings; `label` is the name of the control. */
  changeSettings(label: string, change: Partial<ExportSettings>): void {
    const settings = { ...this.settings, ...change };
    this.commit(`Change ${label}`, { settings }, `settings:${Object.keys(change).join()}`);
  }
}
