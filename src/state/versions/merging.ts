import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import type { Merge } from '../../core/pipeline/versions/conflict';
import { mergeBase } from '../../core/pipeline/versions/graph';
import { mergeVersions } from '../../core/pipeline/versions/merge';
import type { VersionContents } from '../../core/pipeline/versions/version';
import { type Fresh, theirVersion } from './arriving';
import type { KnownVersions } from './known-versions.svelte';
import type { VersionStore } from './ports';

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
  ): Promise<Merge> {
    this.#theirs = { contents: theirs, carried };
    const { graph, byId } = this.known;
    const isHere = carried !== null && graph.byId.has(carried.id);
    const others = isHere ? [carried.id] : (carried?.parents ?? []);
    const own = head === null ? [] : [head];
    const found = mergeBase(graph, own, others, (id) => byId.has(id));
    return mergeVersions(found && (await this.known.version(found.id)), mine, theirs);
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
