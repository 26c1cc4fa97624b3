import { stepTitle } from '../../core/pipeline/step-title';
import { type ExportSettings, initialExportSettings } from '../../core/formats/settings';
import type { Source } from '../../core/engine/contract';
import { limits } from '../../core/base/limits';
import type { Interactive } from '../../core/operations/define';
import { emptyPipeline, type Pipeline, type Step } from '../../core/pipeline/pipeline';
import { keptOwn } from '../../core/set/kept-own';
import type { PictureSet } from '../../core/set/set';
import { changedSetting, type WorkChange, workChangeInWords } from './work-change';
import { commit, endGesture, type History, startHistory } from './history';

/**
 * Which kept version work comes from, and of which pipeline it is a version; both are null until
 * something is kept. Work that comes from the same place holds the same object.
 */
export interface VersionPlace {
  readonly lineage: string | null;
  readonly head: string | null;
}

/** Returns the place of a pipeline of which no version is known. */
export const noPlace = (): VersionPlace => ({ lineage: null, head: null });

/** Everything that undo covers. Immutable. */
export interface Work {
  readonly pipeline: Pipeline;
  readonly settings: ExportSettings;
  readonly source: Source | null;
  readonly place: VersionPlace;
  /** The set that the picture is one of, whose pipeline this is as it counts for that picture. */
  readonly set: PictureSet | null;
}

/** Why a pipeline was left behind. */
export type LeftBecause = 'replaced' | 'left';

/** Whether nothing that a person changes is different. */
export const isSameWork = (one: Work, other: Work): boolean =>
  one.pipeline === other.pipeline &&
  one.settings === other.settings &&
  one.source === other.source &&
  one.set === other.set;

/** A tool on the picture: it shows the picture as the step gets it, or as the step makes it. */
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
      place: noPlace(),
      set: null,
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
  /** What is shown in place of the pipeline of now, and cannot be edited; null for nothing. */
  viewed = $state.raw<Pipeline | null>(null);
  readonly pipeline = $derived(this.viewed ?? this.work.pipeline);
  readonly settings = $derived(this.work.settings);
  readonly source = $derived(this.work.source);
  readonly undoLabel = $derived(this.#said(this.#history.past));
  readonly redoLabel = $derived(this.#said(this.#history.future));
  /**
   * Where the preview stops: before the step of an open tool, at the step where its tool moves what it
   * adds or turns the picture, else as `shown` says.
   */
  readonly until = $derived.by((): string | null => {
    if (this.tool?.kind === 'place' || this.tool?.kind === 'horizon') return this.tool.step;
    if (this.tool) return this.before(this.tool.step);
    if (this.shown === null || this.shown === 'source') return this.shown;
    return this.step(this.shown) ? this.shown : null;
  });

  #said(entries: History<Work>['past']): string | null {
    const change = entries.at(-1)?.change;
    return this.viewed || !change ? null : workChangeInWords(change);
  }

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

  /** Puts stored work in place of this; what is here is lost where the history does not lead to it. */
  restore(history: History<Work>, selected: string | null): void {
    this.#history = history;
    this.selected = selected;
  }

  /** Called with work that undo alone would lose; see `onLeft`. */
  #left: (work: Work, reason: LeftBecause) => void = () => undefined;

  /**
   * Has `listener` told of work that is left behind: a pipeline that is replaced as a whole, and the
   * end of a branch that was undone when something else is done.
   */
  onLeft(listener: (work: Work, reason: LeftBecause) => void): void {
    this.#left = listener;
  }

  /** All work that undo and redo lead to, in its order. */
  get line(): readonly Work[] {
    const { past, present, future } = this.#history;
    const of = (entry: { readonly snapshot: Work }): Work => entry.snapshot;
    return [...past.map(of), present, ...future.map(of).reverse()];
  }

  /**
   * Puts work into another place, and with it what came of it and was in the same place. The work
   * itself stays, and undo knows no change.
   * @param from the first work that moves, and nothing does where it is not here; all when left out
   */
  movePlace(was: VersionPlace, is: VersionPlace, from?: Pick<Work, 'pipeline' | 'settings'>): void {
    const { line } = this;
    const first = line.findLastIndex(
      ({ pipeline, settings, place }) =>
        place === was && pipeline === from?.pipeline && settings === from.settings,
    );
    if (from && first === -1) return;
    this.rework((work, index) =>
      work.place === was && index >= first ? { ...work, place: is } : work,
    );
  }

  /** Has all work that undo and redo lead to be as `change` makes it; undo knows nothing of that. */
  rework(change: (work: Work, index: number) => Work): void {
    const { past, future } = this.#history;
    const redone = past.length + future.length;
    this.#history = {
      ...this.#history,
      past: past.map((entry, index) => ({ ...entry, snapshot: change(entry.snapshot, index) })),
      present: change(this.work, past.length),
      future: future.map((entry, index) => ({
        ...entry,
        snapshot: change(entry.snapshot, redone - index),
      })),
    };
  }

  protected commit(change: WorkChange, work: Partial<Work>, gesture: string | null = null): void {
    // The farthest change that could be redone stands first.
    const branch = this.#history.future[0]?.snapshot;
    if (branch && branch.pipeline !== this.work.pipeline) this.#left(branch, 'left');
    if (work.pipeline) this.viewed = null;
    this.#history = commit(this.#history, change, { ...this.work, ...work }, limits.undo, gesture);
    this.#tidy();
  }

  /** Selections may point at steps that an edit or undo took away. */
  #tidy(): void {
    if (this.selected !== null && !this.step(this.selected)) this.selected = null;
    if (this.shown !== null && this.shown !== 'source' && !this.step(this.shown)) this.shown = null;
    if (this.tool && !this.step(this.tool.step)) this.tool = null;
  }

  protected edit(change: WorkChange, next: Pipeline, gesture: string | null = null): void {
    if (next !== this.pipeline && !this.viewed) this.commit(change, { pipeline: next }, gesture);
  }

  endGesture(): void {
    this.#history = endGesture(this.#history);
  }

  /**
   * Replaces the whole pipeline, such as by an empty one, and the export settings when some are
   * given; one undo brings the old ones back.
   * @param place where it comes from; another pipeline of which no version is known when left out
   */
  replacePipeline(
    change: WorkChange,
    pipeline: Pipeline,
    settings: ExportSettings | null = null,
    place: VersionPlace = noPlace(),
  ): void {
    if (pipeline !== this.work.pipeline) this.#left(this.work, 'replaced');
    else if (!settings) return;
    const { set } = this.work;
    this.commit(change, {
      pipeline,
      place,
      ...(settings ? { settings } : {}),
      ...(set && { set: keptOwn(set, this.work.pipeline, pipeline) }),
    });
  }

  /**
   * Takes over what was read or made elsewhere: a pipeline, export settings, a set. One undo brings
   * back what was there; calls with the same gesture in a row are one change.
   */
  takeDocument(
    change: WorkChange,
    taken: Partial<Pick<Work, 'pipeline' | 'settings' | 'set'>>,
    gesture: string | null = null,
  ): void {
    this.commit(change, taken, gesture);
  }

  /** Changes export settings; `change` says what it is called where it is more than one setting. */
  changeSettings(changed: Partial<ExportSettings>, change?: WorkChange): void {
    const settings = { ...this.settings, ...changed };
    const done = change ?? { did: 'settings', of: changedSetting(this.settings, settings) };
    this.commit(done, { settings }, `settings:${Object.keys(changed).join()}`);
  }
}
