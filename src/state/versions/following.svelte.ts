import { untrack } from 'svelte';
import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { Version, VersionHead } from '../../core/pipeline/versions/version';
import type { Workspace } from '../work/workspace.svelte';
import type { Work } from '../work/undoable-work.svelte';
import type { VersionTools } from './ports';

/** Edits that rest so long, in milliseconds, are kept as a checkpoint. */
const restsFor = 60_000;

/** What following asks of the store of versions. */
export interface FollowingNeeds {
  /** What is known, which may be more later. */
  heads(): readonly VersionHead[];
  version(id: string): Promise<Version | null>;
  ahead(pipeline: Pipeline): Promise<CarriedVersion | null>;
  checkpoint(): Promise<unknown>;
}

/** What goes out with work, once it was made. */
type Made = Pick<Work, 'pipeline' | 'settings'> & { readonly version: CarriedVersion | null };

/** Follows the work: where it comes from, what goes out with it, and when edits have rested. */
export class Following {
  #from = $state.raw<Version | null>(null);
  #made = $state.raw<Made | null>(null);
  /** Stops the wait for edits to rest; null while there are none. */
  #rest: (() => void) | null = null;

  constructor(
    private readonly workspace: Workspace,
    private readonly tools: Pick<VersionTools, 'after'>,
    private readonly needs: FollowingNeeds,
  ) {}

  /** The version that the work comes from; null for none, and until it was read. */
  get from(): Version | null {
    return this.#from?.id === this.workspace.work.place.head ? this.#from : null;
  }

  /** Which version the work is, or will be once it is kept; null while that is not known. */
  get now(): CarriedVersion | null {
    const { pipeline, settings } = this.workspace;
    const made = this.#made;
    return made?.pipeline === pipeline && made.settings === settings ? made.version : null;
  }

  /** Starts to follow; returns what stops it. */
  follow(): () => void {
    const stop = $effect.root(() => {
      let last = this.workspace.pipeline;
      $effect(() => {
        const { pipeline } = this.workspace;
        if (pipeline === last) return;
        last = pipeline;
        this.#rest?.();
        this.#rest = this.tools.after(restsFor, () => void this.rest());
      });
      $effect(() => {
        const { pipeline, settings, place } = this.workspace.work;
        // Named so that what is kept or listed meanwhile counts.
        void [place, this.needs.heads()];
        untrack(() => {
          if (place.head !== null) void this.#readFrom(place.head);
          void this.#make(pipeline, settings);
        });
      });
    });
    return () => {
      stop();
      this.#rest?.();
    };
  }

  async #readFrom(id: string): Promise<void> {
    const version = await this.needs.version(id);
    if (version && this.workspace.work.place.head === id) this.#from = version;
  }

  async #make(pipeline: Pipeline, settings: Work['settings']): Promise<void> {
    const version = await this.needs.ahead(pipeline);
    this.#made = { pipeline, settings, version };
  }

  /** Keeps edits that have not rested yet, as when the tab is hidden. */
  async rest(): Promise<void> {
    if (!this.#rest) return;
    this.#rest();
    this.#rest = null;
    await this.needs.checkpoint();
  }
}
