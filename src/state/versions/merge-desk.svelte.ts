import { untrack } from 'svelte';
import { Latest } from '../../core/base/latest';
import type { Engine } from '../../core/engine/contract';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import type { Choice, Conflict } from '../../core/pipeline/versions/conflict';
import { type Choices, resolve } from '../../core/pipeline/versions/resolve';
import type { VersionContents, VersionHead } from '../../core/pipeline/versions/version';
import { SmallPictures } from '../screen/small-pictures.svelte';
import type { Workspace } from '../work/workspace.svelte';
import type { FoundMerge } from './merging';
import type { Versions } from './versions.svelte';

/** What is merged into the pipeline of now. */
export interface Incoming {
  /** What it is called, such as the name of a version. */
  readonly name: string;
  /** The version, where it is one of this device; else null. */
  readonly head: VersionHead | null;
  /** What it came in, such as a file's name; empty for a version of this device. */
  readonly came: string;
  readonly contents: VersionContents;
  readonly carried: CarriedVersion | null;
  /** Called once it was merged. */
  readonly merged?: () => void;
  /** Called when the person would rather not, with nothing changed. */
  readonly cancelled?: () => void;
}

/** Large enough to see the difference, small enough to be there at once. */
const sketches = { side: 640, most: 24 } as const;

/** Conflicts that are about no step. */
const wholes: readonly Conflict['kind'][] = ['name', 'description', 'settings'];

/** The merge that a person is deciding: what there is to choose, what was chosen, what it comes to. */
export class MergeDesk {
  incoming = $state.raw<Incoming | null>(null);
  merge = $state.raw<FoundMerge | null>(null);
  choices = $state.raw<Choices>(new Map());
  /** While the merge is carried out. */
  busy = $state(false);
  #shownId = $state<string | null>(null);
  readonly #round = new Latest();
  /** What pipelines make of the open picture, or of the sample. */
  readonly pictures: SmallPictures;

  constructor(
    engine: Pick<Engine, 'renderSmall'>,
    private readonly workspace: Pick<Workspace, 'source' | 'work'>,
    private readonly versions: Pick<Versions, 'mergeWith' | 'finishMerge'>,
  ) {
    this.pictures = new SmallPictures(engine, workspace, sketches);
  }

  /** What both changed differently: the steps, then what is said of the pipeline as a whole. */
  readonly conflicts = $derived.by((): readonly Conflict[] => {
    const all = this.merge?.conflicts ?? [];
    const isStep = ({ kind }: Conflict): boolean => !wholes.includes(kind);
    return [...all.filter(isStep), ...all.filter((one) => !isStep(one))];
  });
  /** What the merge comes to with what was chosen so far. */
  readonly resolved = $derived.by(() => this.merge && resolve(this.merge, this.choices));
  /** The first conflict about which nothing was chosen. */
  readonly firstOpen = $derived.by(() => {
    const open = new Set(this.resolved?.open);
    return this.conflicts.find(({ id }) => open.has(id)) ?? null;
  });
  /** Which of the conflicts is shown, counted from 0. */
  readonly place = $derived.by(() =>
    Math.max(
      0,
      this.conflicts.findIndex(({ id }) => id === this.#shownId),
    ),
  );
  readonly shown = $derived.by(() => this.conflicts[this.place] ?? null);
  /** The results of the choices of the conflict that is shown, as far as the others are decided. */
  readonly results = $derived.by((): ReadonlyMap<Choice, Pipeline> => {
    const { shown, merge, choices } = this;
    if (!shown || !merge) return new Map();
    const resultOf = (choice: Choice): Pipeline =>
      resolve(merge, new Map([...choices, [shown.id, choice]])).pipeline;
    return new Map(shown.choices.map((choice) => [choice, resultOf(choice)]));
  });

  /** Begins a merge in place of the one before; `follow` finds what there is to decide. */
  begin(incoming: Incoming): void {
    this.#forget();
    this.incoming = incoming;
  }

  /**
   * Merges what came, and again whenever the pipeline of now has changed: what was chosen is kept.
   * Returns what ends that and gives all pictures back.
   */
  follow(): () => void {
    const stopPictures = this.pictures.follow();
    const stop = $effect.root(() => {
      $effect(() => {
        const { incoming } = this;
        const { pipeline, settings } = this.workspace.work;
        void [pipeline, settings];
        if (incoming && !this.busy) untrack(() => void this.#start(incoming));
      });
    });
    return () => {
      stop();
      stopPictures();
      this.pictures.drop();
      this.#forget();
    };
  }

  async #start({ contents, carried }: Incoming): Promise<void> {
    const round = this.#round.next();
    const merge = await this.versions.mergeWith(contents, carried);
    if (!round.aborted) this.merge = merge;
  }

  /** Says what is to become of a conflict. */
  choose(id: string, choice: Choice): void {
    this.choices = new Map([...this.choices, [id, choice]]);
  }

  /** Takes one side wherever nothing was chosen yet. */
  chooseRest(side: 'mine' | 'theirs'): void {
    const open = new Set(this.resolved?.open);
    const rest = this.conflicts.flatMap(({ id, choices }): [string, Choice][] => {
      const [first] = choices;
      const choice = choices.find((one) => one === side || one.startsWith(`${side}-`)) ?? first;
      return open.has(id) && choice ? [[id, choice]] : [];
    });
    this.choices = new Map([...this.choices, ...rest]);
  }

  /** Shows a conflict. */
  show(id: string): void {
    this.#shownId = id;
  }

  /** Shows the next conflict (1) or the one before (-1). */
  step(direction: 1 | -1): void {
    const next = this.conflicts[this.place + direction];
    if (next) this.show(next.id);
  }

  /**
   * Makes the result the pipeline of now, as one undoable edit, and a version that comes from both.
   * Resolves to whether that was done: not while something is to decide.
   */
  async finish(): Promise<boolean> {
    const { incoming, resolved, busy } = this;
    if (!incoming || !resolved || resolved.open.length > 0 || busy) return false;
    this.busy = true;
    try {
      await this.versions.finishMerge(resolved, incoming.head?.id ?? null, incoming.name);
    } finally {
      this.busy = false;
      this.#forget();
    }
    incoming.merged?.();
    return true;
  }

  /** Leaves everything as it is. */
  cancel(): void {
    const { incoming } = this;
    this.#forget();
    incoming?.cancelled?.();
  }

  #forget(): void {
    this.#round.drop();
    this.incoming = null;
    this.merge = null;
    this.choices = new Map();
    this.#shownId = null;
  }
}
