import type { AppError } from '../../core/base/errors';
import type { Stores } from '../../state/context';
import type { Versions } from '../../state/versions/versions.svelte';
import {
  isPinned,
  type VersionContents,
  type VersionHead,
} from '../../core/pipeline/versions/version';
import { versionTitle } from '../../core/pipeline/versions/version-words';
import { type Filter, nowId, timelineRows } from './timeline-rows';

/** One of the two that are compared. */
export interface Picked {
  readonly id: string;
  /** Null for Now. */
  readonly head: VersionHead | null;
  readonly name: string;
  readonly contents: VersionContents;
}

/** What the window of the history shows: which versions are listed, and which two are compared. */
export class HistoryView {
  filter = $state<Filter>('all');
  query = $state('');
  /** Whether the pipelines of all of this device are listed. */
  everywhere = $state(false);
  #unfolded = $state.raw<ReadonlySet<string>>(new Set());
  /** Ids of the two that are compared. */
  a = $state(nowId);
  b = $state(nowId);
  /** The row that the keys are at. */
  cursor = $state<string>(nowId);
  /** Why a version cannot be shown. */
  failure = $state.raw<AppError | null>(null);
  /** Those that were read. A version that is removed meanwhile stays comparable. */
  #read = $state.raw<ReadonlyMap<string, Picked>>(new Map());
  /** When the window was opened; "Today" is the day of that. */
  #openedAt = $state(Date.now());

  constructor(
    private readonly versions: Pick<
      Versions,
      'heads' | 'own' | 'graph' | 'head' | 'changesSince' | 'contents'
    >,
    private readonly workspace: Pick<Stores['workspace'], 'work'>,
  ) {}

  readonly heads = $derived.by(() => (this.everywhere ? this.versions.heads : this.versions.own));

  readonly timeline = $derived.by(() =>
    timelineRows({
      graph: this.versions.graph,
      heads: this.heads,
      head: this.versions.head,
      filter: this.filter,
      query: this.query,
      unfolded: this.#unfolded,
      now: this.#openedAt,
    }),
  );

  /** Those that are kept at hand, whatever the list shows. */
  readonly pinned = $derived.by(() => this.heads.filter(isPinned));

  readonly now = $derived.by((): Picked => {
    const { pipeline, settings } = this.workspace.work;
    return { id: nowId, head: null, name: 'Now', contents: { pipeline, settings } };
  });

  readonly pickedA = $derived.by(() => this.#picked(this.a));
  readonly pickedB = $derived.by(() => this.#picked(this.b));

  get openedAt(): number {
    return this.#openedAt;
  }

  #picked(id: string): Picked | null {
    if (id === nowId) return this.now;
    const known = this.#read.get(id);
    if (!known) return null;
    // Its name may have changed since.
    const head = this.versions.heads.find((one) => one.id === id) ?? known.head;
    return { ...known, head, name: head ? versionTitle(head) : known.name };
  }

  /** Begins with the newest version that is not as it is now, against now. */
  open(): void {
    this.#openedAt = Date.now();
    const { versions } = this;
    const before = versions.changesSince > 0 ? versions.head : this.#parentOf(versions.head);
    this.a = nowId;
    this.b = nowId;
    this.cursor = nowId;
    const first = before ?? versions.head;
    if (first !== null) void this.pick('a', first);
  }

  #parentOf(id: string | null): string | null {
    return id === null ? null : (this.versions.graph.parents.get(id)?.[0] ?? null);
  }

  /** Compares a version, or Now, as A or B. What was compared before stays until it was read. */
  async pick(side: 'a' | 'b', id: string): Promise<void> {
    this.failure = null;
    if (id !== nowId && !this.#read.has(id)) {
      const contents = await this.versions.contents(id);
      if (!contents.ok) {
        this.failure = contents.error;
        return;
      }
      const head = contents.value;
      const read = { id, head, name: versionTitle(head), contents: contents.value };
      this.#read = new Map([...this.#read, [id, read]]);
    }
    this[side] = id;
  }

  /**
   * Compares a version, or Now, as B, or as A where that is said. One that is pinned stays where it is
   * while others come and go, so what is chosen takes the other side.
   */
  choose(side: 'a' | 'b', id: string): Promise<void> {
    const other = side === 'a' ? 'b' : 'a';
    const stays = (one: 'a' | 'b'): boolean => this.pinned.some((head) => head.id === this[one]);
    return this.pick(stays(side) && !stays(other) ? other : side, id);
  }

  swap(): void {
    [this.a, this.b] = [this.b, this.a];
  }

  unfold(ids: readonly string[]): void {
    this.#unfolded = new Set([...this.#unfolded, ...ids]);
    this.cursor = ids[0] ?? nowId;
  }
}
