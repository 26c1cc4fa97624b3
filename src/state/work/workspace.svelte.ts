import { stepTitle } from '../../core/pipeline/step-title';
import { type AppError, cancelled, isCancelled } from '../../core/base/errors';
import { type ExportSettings, initialExportSettings } from '../../core/formats/settings';
import {
  type Engine,
  isSameSource,
  type Source,
  type SourceInfo,
} from '../../core/engine/contract';
import { limits } from '../../core/base/limits';
import type { Interactive } from '../../core/operations/define';
import { operationsById } from '../../core/operations/index';
import type { ParameterValue } from '../../core/operations/parameters';
import * as edit from '../../core/pipeline/edit';
import { emptyPipeline, type Pipeline, type Step } from '../../core/pipeline/pipeline';
import { commit, endGesture, type History, redo, startHistory, undo } from './history';
import { Latest } from '../../core/base/latest';

/** How a picture is to be opened. */
interface OpenOptions {
  /** The person agreed to a large one. */
  readonly consent?: boolean;
  readonly rasterLongEdge?: number | null;
  /** What undo calls it. */
  readonly label?: string;
}

/** Everything that undo covers. Immutable. */
export interface Work {
  readonly pipeline: Pipeline;
  readonly settings: ExportSettings;
  readonly source: Source | null;
}

/** What came of opening a picture. A question is answered by calling `proceed`. */
export type OpenOutcome =
  | { readonly kind: 'opened'; readonly info: SourceInfo }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'question'; readonly error: AppError; proceed(): Promise<OpenOutcome> };

/** What is said where a notice offers to undo a change that others came after. */
export const changedSince = 'The work changed since. Use Undo to step back.';

/** A tool on the picture: it shows the picture as the step gets it. */
export interface Tool {
  readonly kind: Interactive;
  readonly step: string;
}

/**
 * The work in progress: source, pipeline, export settings, selection, and undo for all of it. Longer
 * than files are here, because every edit must pass the one place that undo knows.
 */
export class Workspace {
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
  /** Whether a picture is being opened now. */
  opening = $state(false);
  /** The last wish for a picture: what answers to an earlier one comes too late. */
  readonly #wish = new Latest();

  /** @param settings those that a new workspace begins with */
  constructor(
    private readonly engine: Pick<Engine, 'open' | 'drawSample' | 'close'>,
    settings: ExportSettings | null = null,
  ) {
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

  /** Called when going back or forward leads to a picture that cannot be opened any more. */
  #lost: (error: AppError) => void = () => undefined;

  /** Has `listener` told why undo or redo came to nothing. */
  onLost(listener: (error: AppError) => void): void {
    this.#lost = listener;
  }

  #commit(label: string, work: Partial<Work>, gesture: string | null = null): void {
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

  #edit(label: string, next: Pipeline, gesture: string | null = null): void {
    if (next !== this.pipeline) this.#commit(label, { pipeline: next }, gesture);
  }

  #titleOf(id: string): string {
    const step = this.step(id);
    return step ? this.title(step) : 'step';
  }

  /** Adds a step behind the selected one, or at the end, and selects it. Returns its id, or null when full. */
  addStep(operationId: string): string | null {
    const operation = operationsById.get(operationId);
    if (!operation || this.pipeline.steps.length >= limits.document.steps) return null;
    const step = edit.newStep(operation);
    const at = this.pipeline.steps.findIndex(({ id }) => id === this.selected);
    const index = at === -1 ? this.pipeline.steps.length : at + 1;
    this.#edit(`Add ${operation.label}`, edit.insertStep(this.pipeline, step, index));
    this.selected = step.id;
    this.shown = null;
    this.tool = operation.interactive === 'crop' ? { kind: 'crop', step: step.id } : null;
    return step.id;
  }

  removeStep(id: string): void {
    const index = this.pipeline.steps.findIndex((step) => step.id === id);
    this.#edit(`Remove ${this.#titleOf(id)}`, edit.removeStep(this.pipeline, id));
    if (this.selected === null) {
      this.selected = (this.pipeline.steps[index] ?? this.pipeline.steps[index - 1])?.id ?? null;
    }
  }

  duplicateStep(id: string): void {
    const copy = edit.newStepId();
    this.#edit(`Duplicate ${this.#titleOf(id)}`, edit.duplicateStep(this.pipeline, id, copy));
    if (this.step(copy)) this.selected = copy;
  }

  /** Moves the step so that it stands at `index`. */
  moveStep(id: string, index: number): void {
    this.#edit(`Move ${this.#titleOf(id)}`, edit.moveStep(this.pipeline, id, index));
  }

  enableStep(id: string, enabled: boolean): void {
    const verb = enabled ? 'Switch on' : 'Switch off';
    this.#edit(`${verb} ${this.#titleOf(id)}`, edit.enableStep(this.pipeline, id, enabled));
  }

  renameStep(id: string, name: string): void {
    if (this.step(id)?.name === (name.trim() || undefined)) return;
    this.#edit(`Rename ${this.#titleOf(id)}`, edit.renameStep(this.pipeline, id, name));
  }

  /** Sets what the person says about a step; an empty note takes it away. */
  noteStep(id: string, note: string): void {
    if ((this.step(id)?.note ?? '') === note.trim()) return;
    this.#edit(`Note on ${this.#titleOf(id)}`, edit.noteStep(this.pipeline, id, note));
  }

  resetStep(id: string): void {
    const operation = operationsById.get(this.step(id)?.operation ?? '');
    if (operation) {
      this.#edit(`Reset ${this.#titleOf(id)}`, edit.resetStep(this.pipeline, id, operation));
    }
  }

  /**
   * Changes values of a step. Calls with the same values' names in a row are one change for undo
   * until `endGesture` is called, so a drag of a slider is undone at once.
   */
  changeValues(id: string, values: Readonly<Record<string, ParameterValue>>): void {
    const step = this.step(id);
    if (step?.kind !== 'known') return;
    const operation = operationsById.get(step.operation);
    const names = Object.keys(values);
    const label = operation?.parameters.get(names[0] ?? '')?.label ?? 'setting';
    this.#edit(
      `Change ${this.title(step)}: ${label}`,
      edit.changeValues(this.pipeline, id, values),
      `${id}:${names.join()}`,
    );
  }

  endGesture(): void {
    this.#history = endGesture(this.#history);
  }

  renamePipeline(name: string): void {
    if (name.trim() !== this.pipeline.name) {
      this.#edit('Rename pipeline', edit.renamePipeline(this.pipeline, name));
    }
  }

  /**
   * Replaces the whole pipeline, such as by an empty one, and the export settings when some are
   * given; one undo brings the old ones back.
   */
  replacePipeline(label: string, pipeline: Pipeline, settings: ExportSettings | null = null): void {
    if (pipeline !== this.pipeline) this.#left(this.pipeline, 'replaced');
    if (settings) this.#commit(label, { pipeline, settings });
    else this.#edit(label, pipeline);
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
    this.#commit(label, taken, gesture);
  }

  /** Changes export settings; `label` is the name of the control. */
  changeSettings(label: string, change: Partial<ExportSettings>): void {
    const settings = { ...this.settings, ...change };
    this.#commit(`Change ${label}`, { settings }, `settings:${Object.keys(change).join()}`);
  }

  /**
   * Returns what undoes the change that was made last. Later changes are undone one by one: once there
   * is one, that does nothing and returns false.
   */
  undoingThis(): () => boolean {
    const { work } = this;
    return () => {
      if (this.work !== work) return false;
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
    const before = this.#history;
    const moved = move(before);
    this.#history = moved;
    this.#tidy();
    const { source } = this;
    if (isSameSource(source, before.present.source)) return label;
    const wish = this.#wish.next();
    this.opening = source !== null;
    if (source === null) {
      await this.engine.close();
      return label;
    }
    const opened = await this.engine.open(source.file, source.name, true, source.rasterLongEdge);
    if (wish.aborted) return label;
    this.opening = false;
    if (opened.ok || isCancelled(opened.error)) return label;
    // The engine still has the picture from before, so that is where the work goes back to.
    const back = this.#history === moved ? before : this.#withSource(before.present.source);
    this.#history = back;
    this.#tidy();
    this.#lost(opened.error);
    return null;
  }

  #withSource(source: Source | null): History<Work> {
    return { ...this.#history, present: { ...this.work, source } };
  }

  /** Opens a picture in place of the one that is open; the pipeline stays. */
  async open(file: Blob, name: string, options: OpenOptions = {}): Promise<OpenOutcome> {
    const { consent = false, rasterLongEdge = null, label = `Open ${name}` } = options;
    const wish = this.#wish.next();
    this.opening = true;
    try {
      const opened = await this.engine.open(file, name, consent, rasterLongEdge);
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
      this.#commit(label, { source: { file, name, info: opened.value, rasterLongEdge } });
      this.shown = null;
      this.tool = null;
      return { kind: 'opened', info: opened.value };
    } finally {
      if (!wish.aborted) this.opening = false;
    }
  }

  /**
   * Draws the SVG that is open anew, with a longer side of so many pixels, or at its own size for
   * null. Resolves to null when nothing is open.
   */
  async drawAt(longEdge: number | null): Promise<OpenOutcome | null> {
    if (!this.source) return null;
    const { file, name } = this.source;
    const label = longEdge === null ? 'Draw at its own size' : `Draw with ${longEdge} pixels`;
    return this.open(file, name, { rasterLongEdge: longEdge, label });
  }

  /** Draws the sample picture and opens it. */
  async openSample(): Promise<OpenOutcome> {
    const wish = this.#wish.next();
    this.opening = true;
    const sample = await this.engine.drawSample();
    if (wish.aborted) return { kind: 'failed', error: cancelled() };
    if (!sample.ok) {
      this.opening = false;
      return { kind: 'failed', error: sample.error };
    }
    return this.open(sample.value, 'sample.png');
  }

  /** Closes the picture; the pipeline stays. Undo opens it again. */
  async close(): Promise<void> {
    if (!this.source) return;
    this.#wish.drop();
    this.opening = false;
    this.#commit(`Close ${this.source.name}`, { source: null });
    this.shown = null;
    this.tool = null;
    await this.engine.close();
  }
}
