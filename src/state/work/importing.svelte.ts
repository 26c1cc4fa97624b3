import type { ReadDocument } from '../../core/documents/document';
import { type DetectedPipeline, picturesOf } from '../../core/documents/detected';
import { joinDetected, type NamedDetected } from '../../core/documents/join-detected';
import type { Engine } from '../../core/engine/contract';
import { limits } from '../../core/base/limits';
import { displayFileName } from '../../core/naming/display-file-name';
import { appendSteps } from '../../core/pipeline/edit';
import type { Pipeline, Step } from '../../core/pipeline/pipeline';
import { ok, type Result } from '../../core/base/result';
import type { CarriedHistory } from '../../core/documents/project/history-text';
import type { AddedVersions } from '../../core/pipeline/versions/added';
import { shareSteps } from '../../core/pipeline/versions/match';
import type { Assets } from '../device/assets.svelte';
import type { Workspace } from './workspace.svelte';
import { noPlace, type VersionPlace } from './undoable-work.svelte';

/** A pipeline that may take the place of the present one. */
export interface Offer {
  readonly found: DetectedPipeline;
  /** Where it is from, such as "from the Python program x.py". */
  readonly where: string;
  /** The same for the name of an undo, such as "x.py". */
  readonly short: string;
  /** Opens the picture in which it was found; null for what is no picture. */
  readonly openPicture: (() => void) | null;
  /** Opens the pictures that a project brings along for the pipeline; null where there are none. */
  readonly openCarried: (() => void) | null;
}

/** One of several pipelines that came together. */
export interface OfferPart extends NamedDetected {
  /** Whether it is taken. */
  readonly isTaken: boolean;
}

/** What a pipeline came in. */
export interface OfferSource {
  /** The file's name; null for what is no file. */
  readonly name: string | null;
  readonly openPicture?: () => void;
  readonly openCarried?: () => void;
}

/** What came of an offer, for a notice. */
export interface Taken {
  readonly how: 'replaced' | 'appended';
  readonly short: string;
  readonly steps: number;
  /** Whether the export settings came along. */
  readonly settings: boolean;
  /** What became of the history that came along; null where there was none, or it was not kept. */
  readonly history: AddedVersions | null;
}

/** What versions there are of what arrives. */
export interface ArrivingVersions {
  /** Resolves to where a pipeline belongs that says which version it is. */
  arrive(version: ReadDocument['version']): Promise<VersionPlace>;
  /** Whether what says which version it is and the pipeline of now come from one version. */
  isRelated(version: ReadDocument['version']): boolean;
  /** Keeps the pipeline of now. */
  keep(reason: 'import', more: { readonly about: string }): unknown;
  /** Adds a history to what is here. */
  add(history: CarriedHistory): Promise<Result<AddedVersions>>;
}

/** Puts a document among the presets; given once there is a library. */
export type SavePreset = (document: ReadDocument) => void | Promise<void>;

/** The pipeline from outside that is on offer: nothing is changed before the person says so. */
export class Importing {
  current = $state.raw<Offer | null>(null);
  /** What it is made of when several came together: their steps one after the other; else empty. */
  parts = $state.raw<readonly OfferPart[]>([]);
  /** Steps whose own pictures are neither here nor came along. */
  lacking = $state.raw<readonly Step[]>([]);
  /** Takes a document into the library of presets; null while there is none. */
  savePreset = $state.raw<SavePreset | null>(null);
  /** Resolves when it is known which steps lack their pictures. */
  #missed: Promise<void> = Promise.resolve();
  /** The keeping of the pictures that came along with `of`. */
  #kept: { readonly of: DetectedPipeline | null; readonly done: Promise<void> } = {
    of: null,
    done: Promise.resolve(),
  };
  #answered: () => void = () => undefined;

  constructor(
    private readonly engine: Pick<Engine, 'renderSmall'>,
    private readonly workspace: Workspace,
    private readonly assets: Pick<Assets, 'takeCarried' | 'picture'>,
    private readonly versions: ArrivingVersions = {
      arrive: () => Promise.resolve(noPlace()),
      isRelated: () => false,
      keep: () => undefined,
      add: () => Promise.resolve(ok({ added: 0, known: 0, thinned: 0 })),
    },
  ) {}

  /**
   * Puts a pipeline on offer, in place of what was on offer before. Resolves when the person has
   * answered, or when something else is on offer.
   */
  offer(found: DetectedPipeline, source: OfferSource): Promise<void> {
    this.#end();
    this.#show(found, source);
    return new Promise((resolve) => (this.#answered = resolve));
  }

  /** Puts several pipelines on offer as one, of which each can be left out. As `offer`. */
  offerAll(list: readonly [NamedDetected, ...NamedDetected[]]): Promise<void> {
    const [{ name, found }, ...others] = list;
    if (others.length === 0) return this.offer(found, { name });
    this.#end();
    this.#takeParts(list.map((part) => ({ ...part, isTaken: true })));
    return new Promise((resolve) => (this.#answered = resolve));
  }

  /** Takes one of several pipelines or leaves it out; the last one stays. */
  choose(part: OfferPart, isTaken: boolean): void {
    const parts = this.parts.map((one) => (one === part ? { ...one, isTaken } : one));
    this.#takeParts(parts);
  }

  #takeParts(parts: readonly OfferPart[]): void {
    const [first, ...others] = parts.filter(({ isTaken }) => isTaken);
    if (!first) return;
    this.parts = parts;
    if (others.length === 0) this.#show(first.found, { name: first.name });
    else {
      this.#show(joinDetected([first, ...others]), { name: null }, `${others.length + 1} files`);
    }
  }

  /** @param several what it is called when it is from several files */
  #show(
    found: DetectedPipeline,
    { name, openPicture, openCarried }: OfferSource,
    several?: string,
  ): void {
    const shown = name === null ? null : displayFileName(name);
    this.lacking = [];
    this.current = {
      found,
      where: several === undefined ? found.words.where(shown) : `from ${several}`,
      short: several ?? shown ?? found.words.nameless,
      openPicture: openPicture ?? null,
      openCarried: openCarried ?? null,
    };
    // With a picture open the steps are shown on it, which needs what they bring along.
    if (this.workspace.source) void this.#keep(found);
    this.#missed = this.#miss(found);
  }

  #end(): void {
    this.current = null;
    this.parts = [];
    this.#answered();
  }

  /** How many steps are on offer. */
  readonly #count = $derived.by(() => this.current?.found.document.pipeline.steps.length ?? 0);
  /** Whether a pipeline may have so many steps; several together may have too many. */
  readonly fitsAlone = $derived.by(() => this.#count <= limits.document.steps);
  /** Whether the steps fit behind those that are there. */
  readonly fits = $derived.by(
    () => this.workspace.pipeline.steps.length + this.#count <= limits.document.steps,
  );

  /** Whether merging it makes sense: it has steps in common with the present one, or a beginning. */
  readonly mergeable = $derived.by(() => {
    const { current, workspace, versions } = this;
    const { steps } = workspace.work.pipeline;
    if (!current || steps.length === 0 || !this.fitsAlone) return false;
    const { pipeline, version } = current.found.document;
    return versions.isRelated(version) || shareSteps(steps, pipeline.steps);
  });

  /**
   * Keeps the pictures and versions that came along with what is on offer, so that a merge finds where
   * both began, and resolves to it; it stays on offer. Null when something else is on offer by then.
   */
  async ready(): Promise<(Offer & Pick<Taken, 'history'>) | null> {
    const { current } = this;
    if (!current) return null;
    await this.#keep(current.found);
    const history = await this.#takeHistory(current.found);
    return this.current === current ? { ...current, history } : null;
  }

  /**
   * Puts the pipeline in place of the present one, as one change for undo.
   * @param withSettings also takes the export settings that the document has
   * @param withPicture also opens the pictures that a project brings along
   */
  async replace(withSettings: boolean, withPicture = false): Promise<Taken | null> {
    const { current } = this;
    const taken = await this.#take('replaced', withSettings, (pipeline) =>
      this.fitsAlone ? pipeline : null,
    );
    if (taken && withPicture) current?.openCarried?.();
    return taken;
  }

  /** Puts its steps behind those that are there, as one change for undo; null when they do not fit. */
  async append(withSettings: boolean): Promise<Taken | null> {
    return this.#take('appended', withSettings, ({ steps }) =>
      appendSteps(this.workspace.pipeline, steps),
    );
  }

  /** Puts it among the presets and leaves the present one as it is. */
  async saveAsPreset(): Promise<void> {
    const { current, savePreset } = this;
    if (!current || !savePreset) return;
    await this.#keep(current.found);
    // Something else may be on offer by now, which nobody has answered.
    if (this.current !== current) return;
    this.#end();
    await savePreset(current.found.document);
  }

  /** Opens the picture instead of taking the pipeline that it carries. */
  openPicture(): void {
    const open = this.current?.openPicture;
    this.#end();
    open?.();
  }

  /** Takes nothing. */
  cancel(): void {
    this.#end();
  }

  /**
   * Draws the open picture as the offered steps make it, without those whose own pictures are not
   * here, when the engine has nothing else to do. Whoever receives it closes it.
   * @param longEdge of the drawn picture, in pixels
   */
  async renderSmall(longEdge: number, signal: AbortSignal): Promise<Result<ImageBitmap>> {
    const { current } = this;
    if (current) await this.#keep(current.found);
    await this.#missed;
    const offered = current?.found.document.pipeline ?? this.workspace.pipeline;
    const steps = offered.steps.filter((step) => !this.lacking.includes(step));
    const pipeline = { ...offered, steps };
    return this.engine.renderSmall(this.workspace.source, pipeline, longEdge, signal);
  }

  async #take(
    how: Taken['how'],
    withSettings: boolean,
    change: (pipeline: Pipeline) => Pipeline | null,
  ): Promise<Taken | null> {
    const { current } = this;
    if (!current) return null;
    const { document } = current.found;
    const settings = withSettings ? document.settings : null;
    await this.#keep(current.found);
    if (this.current !== current) return null;
    // First, so that it is known which of these versions the pipeline is.
    const history = await this.#takeHistory(current.found);
    const { place } = this.workspace.work;
    const arrived = how === 'replaced' ? await this.versions.arrive(document.version) : place;
    const next = change(document.pipeline);
    // The person may have said no while the pictures were kept.
    if (next === null || this.current !== current) return null;
    const did = how === 'replaced' ? 'read' : 'append';
    this.workspace.replacePipeline({ did, of: current.short }, next, settings, arrived);
    this.versions.keep('import', { about: current.short });
    this.#end();
    const { length } = document.pipeline.steps;
    return { how, short: current.short, steps: length, settings: settings !== null, history };
  }

  /** Adds the versions that came along to those that are here. */
  async #takeHistory({ project }: DetectedPipeline): Promise<AddedVersions | null> {
    const added = project?.history ? await this.versions.add(project.history) : null;
    return added?.ok ? added.value : null;
  }

  #keep(found: DetectedPipeline): Promise<void> {
    if (this.#kept.of !== found) {
      this.#kept = { of: found, done: this.assets.takeCarried(found.assets) };
    }
    return this.#kept.done;
  }

  async #miss(found: DetectedPipeline): Promise<void> {
    const lacking: Step[] = [];
    for (const step of found.document.pipeline.steps) {
      for (const hash of picturesOf(step)) {
        const isHere = found.assets.has(hash) || (await this.assets.picture(hash)) !== null;
        if (!isHere && !lacking.includes(step)) lacking.push(step);
      }
    }
    if (this.current?.found === found) this.lacking = lacking;
  }
}
