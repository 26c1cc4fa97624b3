import type { ReadDocument } from '../core/documents/document';
import { type FoundPipeline, picturesOf, whereFrom } from '../core/documents/found';
import type { Engine } from '../core/jobs';
import { limits } from '../core/limits';
import { displayFileName } from '../core/naming/display-file-name';
import { appendSteps } from '../core/pipeline/edit';
import type { Pipeline, Step } from '../core/pipeline/pipeline';
import type { Result } from '../core/result';
import type { Assets } from './assets.svelte';
import type { Workspace } from './workspace.svelte';

/** A pipeline that may take the place of the present one. */
export interface Offer {
  readonly found: FoundPipeline;
  /** Where it is from, such as "from the Python program x.py". */
  readonly where: string;
  /** The same for the name of an undo, such as "x.py". */
  readonly short: string;
  /** Opens the picture in which it was found; null for what is no picture. */
  readonly openPicture: (() => void) | null;
}

/** What a pipeline came in. */
export interface OfferSource {
  /** The file's name; null for what is no file. */
  readonly name: string | null;
  readonly openPicture?: () => void;
}

/** What came of an offer, for a notice. */
export interface Taken {
  readonly how: 'replaced' | 'appended';
  readonly short: string;
  readonly steps: number;
  /** Whether the export settings came along. */
  readonly settings: boolean;
}

/** Puts a document among the presets; given once there is a library. */
export type SavePreset = (document: ReadDocument) => void | Promise<void>;

/** The pipeline from outside that is on offer: nothing is changed before the person says so. */
export class Importing {
  current = $state.raw<Offer | null>(null);
  /** Steps whose own pictures are neither here nor came along. */
  lacking = $state.raw<readonly Step[]>([]);
  /** Takes a document into the library of presets; null while there is none. */
  savePreset = $state.raw<SavePreset | null>(null);
  /** Resolves when it is known which steps lack their pictures. */
  #missed: Promise<void> = Promise.resolve();
  /** The keeping of the pictures that came along with `of`. */
  #kept: { readonly of: FoundPipeline | null; readonly done: Promise<void> } = {
    of: null,
    done: Promise.resolve(),
  };

  #answered: () => void = () => undefined;

  constructor(
    private readonly engine: Pick<Engine, 'sketch'>,
    private readonly workspace: Workspace,
    private readonly assets: Pick<Assets, 'takeCarried' | 'picture'>,
  ) {}

  /**
   * Puts a pipeline on offer, in place of what was on offer before. Resolves when the person has
   * answered, or when something else is on offer.
   */
  offer(found: FoundPipeline, { name, openPicture }: OfferSource): Promise<void> {
    this.#end();
    const shown = name === null ? null : displayFileName(name);
    const where = whereFrom(found.from, shown);
    this.lacking = [];
    const short = shown ?? (found.from === 'link' ? 'a link' : 'pasted text');
    this.current = { found, where, short, openPicture: openPicture ?? null };
    // With a picture open the steps are shown on it, which needs what they bring along.
    if (this.workspace.source) void this.#keep(found);
    this.#missed = this.#miss(found);
    return new Promise((resolve) => (this.#answered = resolve));
  }

  #end(): void {
    this.current = null;
    this.#answered();
  }

  /** Whether the steps fit behind those that are there. */
  readonly fits = $derived.by(
    () =>
      this.workspace.pipeline.steps.length +
        (this.current?.found.document.pipeline.steps.length ?? 0) <=
      limits.document.steps,
  );

  /**
   * Puts the pipeline in place of the present one, as one change for undo.
   * @param withSettings also takes the export settings that the document has
   */
  async replace(withSettings: boolean): Promise<Taken | null> {
    return this.#take('replaced', withSettings, (pipeline) => pipeline);
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
  async sketch(longEdge: number, signal: AbortSignal): Promise<Result<ImageBitmap>> {
    const { current } = this;
    if (current) await this.#keep(current.found);
    await this.#missed;
    const offered = current?.found.document.pipeline ?? this.workspace.pipeline;
    const steps = offered.steps.filter((step) => !this.lacking.includes(step));
    const pipeline = { ...offered, steps };
    return this.engine.sketch(this.workspace.source, pipeline, longEdge, signal);
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
    const next = change(document.pipeline);
    // The person may have said no while the pictures were kept.
    if (next === null || this.current !== current) return null;
    const verb = how === 'replaced' ? 'Read pipeline from' : 'Append pipeline from';
    this.workspace.replacePipeline(`${verb} ${current.short}`, next, settings);
    this.#end();
    const { length } = document.pipeline.steps;
    return { how, short: current.short, steps: length, settings: settings !== null };
  }

  #keep(found: FoundPipeline): Promise<void> {
    if (this.#kept.of !== found) {
      this.#kept = { of: found, done: this.assets.takeCarried(found.assets) };
    }
    return this.#kept.done;
  }

  async #miss(found: FoundPipeline): Promise<void> {
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
