import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import type { Merge } from '../../core/pipeline/versions/conflict';
import { commonAncestors, mergeBase } from '../../core/pipeline/versions/graph';
import { mergeVersions } from '../../core/pipeline/versions/merge';
import type { VersionContents, VersionHead } from '../../core/pipeline/versions/version';
import { type Fresh, theirVersion } from './arriving';
import type { KnownVersions } from './known-versions.svelte';
import type { VersionStore } from './ports';

/** A merge, and where both began. */
export interface FoundMerge extends Merge {
  /** The version that is the base; null where there is none. */
  readonly ancestor: VersionHead | null;
  /** Whether both began there, and not later, in a version that was let go. */
  readonly isExact: boolean;
}

/** Finds where a pipeline from outside and that of now began, and keeps the other one. */
export class Merging {
  /** What was merged last. */
  #theirs: { readonly contents: VersionContents; readonly carried: CarriedVersion | null } | null =
    null;

  constructor(
    private readonly known: KnownVersions,
    private readonly store: Pick<VersionStore, 'keep'>,
  ) {}

  /** Merges on the nearest version that both come from; on a guess where there is none. */
  async merge(
    mine: VersionContents,
    head: string | null,
    theirs: VersionContents,
    carried: CarriedVersion | null,
  ): Promise<FoundMerge> {
    this.#theirs = { contents: theirs, carried };
    const { graph, byId } = this.known;
    const own = head === null ? [] : [head];
    const found = mergeBase(graph, own, this.#idsOf(carried), (id) => byId.has(id));
    const ancestor = found && (await this.known.version(found.id));
    const merge = mergeVersions(ancestor, mine, theirs);
    return { ...merge, ancestor, isExact: found?.isExact !== false };
  }

  /** Whether what arrives comes from a version that the one of this id comes from, too. */
  isRelated(head: string | null, carried: CarriedVersion | null): boolean {
    return (
      head !== null && commonAncestors(this.known.graph, [head], this.#idsOf(carried)).length > 0
    );
  }

  /** The version itself, or where it is not here those that it comes from. */
  #idsOf(carried: CarriedVersion | null): readonly string[] {
    const isHere = carried !== null && this.known.graph.byId.has(carried.id);
    return isHere ? [carried.id] : (carried?.parents ?? []);
  }

  /** Keeps what was merged last as a version; resolves to its id, or to null where that fails. */
  async keepTheirs(fresh: Fresh, pinned: ReadonlySet<string>): Promise<string | null> {
    const theirs = this.#theirs;
    this.#theirs = null;
    if (!theirs) return null;
    const { version, traces } = await theirVersion(
      theirs.contents,
      theirs.carried,
      this.known,
      fresh,
    );
    const kept = await this.store.keep({ versions: [version], traces }, pinned);
    return (await this.known.done(kept)) ? version.id : null;
  }
}
