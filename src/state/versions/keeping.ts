import { type Result } from '../../core/base/result';
import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import {
  contentsText,
  makeVersion,
  settledSettings,
  versionId,
} from '../../core/pipeline/versions/make-version';
import type {
  Carrier,
  Version,
  VersionContents,
  VersionHead,
  VersionReason,
} from '../../core/pipeline/versions/version';
import type { Workspace } from '../work/workspace.svelte';
import type { VersionPlace, Work } from '../work/undoable-work.svelte';
import type { VersionStore, VersionTools } from './ports';

/** What there is to say of a version that is kept, beside the reason. */
export interface KeepOptions {
  readonly about?: string;
  readonly label?: { readonly name: string; readonly note?: string };
  readonly carriedBy?: Carrier;
  /** The other one that was merged. */
  readonly mergedWith?: string;
}

/** What `Keeping` asks of the store of versions. */
export interface KeepingNeeds {
  /** Resolves to a version; null for one that is not here. */
  known(id: string): Promise<Version | null>;
  /** Takes notice of a version that was just kept, before the work says that it comes from it. */
  learn(version: Version): void;
  /** Ids of versions that must not be let go of. */
  pinned(): ReadonlySet<string>;
  /** What others may know of the nearest that these come from. */
  carriedParents(ids: readonly string[]): readonly string[];
}

const contentsOf = ({ pipeline, settings }: Work): VersionContents => ({
  pipeline,
  settings: settledSettings(settings),
});

/** A place whose lineage is known. */
type Settled = VersionPlace & { readonly lineage: string };

const hasLineage = (place: VersionPlace): place is Settled => place.lineage !== null;

/** Makes versions of work, one after the other, and tells the workspace which it then comes from. */
export class Keeping {
  #queue: Promise<unknown> = Promise.resolve();
  /** Where work that was in a place without a lineage is now; it may be held outside the workspace. */
  readonly #lineages = new WeakMap<VersionPlace, Settled>();

  constructor(
    private readonly store: VersionStore,
    private readonly workspace: Workspace,
    private readonly tools: Pick<VersionTools, 'now' | 'newLineage'>,
    private readonly needs: KeepingNeeds,
  ) {}

  /** Does something when all that was asked for before is done. */
  then<Value>(act: () => Promise<Value>): Promise<Value> {
    const done = this.#queue.then(act);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** Returns where work is, with a lineage: what was kept since may have moved it. */
  place(work: Work): Settled {
    const here = this.workspace.line.findLast(
      ({ pipeline, settings }) => pipeline === work.pipeline && settings === work.settings,
    );
    const was = here?.place ?? work.place;
    if (hasLineage(was)) return was;
    const before = this.#lineages.get(was);
    if (before) return before;
    const place: Settled = { ...was, lineage: this.tools.newLineage() };
    this.#lineages.set(was, place);
    this.workspace.movePlace(was, place);
    return place;
  }

  /**
   * Keeps work as a version. Resolves to it, to the one that it already is, or to null where it has
   * no steps.
   */
  keep(
    work: Work,
    reason: VersionReason,
    options: KeepOptions = {},
  ): Promise<Result<VersionHead | null>> {
    return this.then(() => this.#keep(work, reason, options));
  }

  async #keep(
    work: Work,
    reason: VersionReason,
    { about, label, carriedBy, mergedWith }: KeepOptions,
  ): Promise<Result<VersionHead | null>> {
    if (work.pipeline.steps.length === 0) return { ok: true, value: null };
    const place = this.place(work);
    const { lineage, head } = place;
    const at = this.tools.now();
    const said = label && label.name !== '' ? { label: { ...label, at } } : {};
    const contents = contentsOf(work);
    // What was restored or merged is a version of its own, whatever it says.
    const isOwn = reason === 'restore' || mergedWith !== undefined;
    const known = head === null || isOwn ? null : await this.needs.known(head);
    if (known && contentsText(known) === contentsText(contents)) {
      if (!carriedBy && !said.label) return { ok: true, value: known };
      return this.store.amend(known.id, (one) => ({
        ...one,
        ...said,
        carriedBy: [...one.carriedBy, ...(carriedBy ? [carriedBy] : [])],
      }));
    }
    const version = await makeVersion(contents, {
      lineage,
      parents: [head, mergedWith].filter((id) => typeof id === 'string'),
      at,
      reason,
      ...(about === undefined ? {} : { about }),
      ...said,
      ...(carriedBy ? { carriedBy: [carriedBy] } : {}),
    });
    const kept = await this.store.keep({ versions: [version] }, this.needs.pinned());
    if (!kept.ok) return kept;
    this.needs.learn(version);
    this.workspace.movePlace(place, { lineage, head: version.id }, work);
    return { ok: true, value: version };
  }

  /**
   * Resolves to what goes out with work: the version that it is, or will be once it is kept as it is
   * now. Null where it has no steps.
   */
  async ahead(work: Work): Promise<CarriedVersion | null> {
    if (work.pipeline.steps.length === 0) return null;
    const { head } = this.place(work);
    const contents = contentsOf(work);
    const known = head === null ? null : await this.needs.known(head);
    if (known && contentsText(known) === contentsText(contents)) {
      return { id: known.id, parents: this.needs.carriedParents(known.parents) };
    }
    const parents = head === null ? [] : [head];
    return {
      id: await versionId(contents, parents),
      parents: this.needs.carriedParents(parents),
    };
  }
}
