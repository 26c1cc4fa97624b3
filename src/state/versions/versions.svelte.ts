import { type AppError, appError } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import type { CarriedHistory, History } from '../../core/documents/project/history-text';
import type { ExportSettings } from '../../core/formats/settings';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { AddedVersions } from '../../core/pipeline/versions/added';
import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import { changeInWords, refusalWords } from '../../core/pipeline/versions/change-words';
import { type Change, changesBetweenVersions } from '../../core/pipeline/versions/changes';
import type { VersionGraph } from '../../core/pipeline/versions/graph';
import { settledSettings } from '../../core/pipeline/versions/make-version';
import type { Resolved } from '../../core/pipeline/versions/resolve';
import { takeChange, type TakeRefusal } from '../../core/pipeline/versions/take-change';
import type {
  Carrier,
  Version,
  VersionContents,
  VersionHead,
  VersionReason,
} from '../../core/pipeline/versions/version';
import type { Workspace } from '../work/workspace.svelte';
import type { LeftBecause, VersionPlace, Work } from '../work/undoable-work.svelte';
import { changeOf } from '../work/work-change';
import { addHistory } from './adding';
import { arrivalOf } from './arriving';
import { carriedParents } from './carried-parents';
import { Following } from './following.svelte';
import { gatherHistory } from './gathering';
import { type KeepOptions, Keeping } from './keeping';
import { KnownVersions } from './known-versions.svelte';
import { type FoundMerge, Merging } from './merging';
import type { Outgoing } from './outgoing';
import type { VersionStore, VersionTools } from './ports';

/** What there is to say of a version that is kept. */
export type KeepWith = Pick<KeepOptions, 'about' | 'label' | 'carriedBy'> & {
  /** The one of now when left out. */
  readonly pipeline?: Pipeline;
  /** Those that the pipeline went out with; those that it has when left out. */
  readonly settings?: ExportSettings;
};

/**
 * One pipeline's history and that of others on this device. Heads are listed; contents are read when
 * they are wanted. It is long for being the one face of what the files beside it do: what is known,
 * kept, followed, merged, added and handed over.
 */
export class Versions implements Outgoing {
  #viewing = $state.raw<Version | null>(null);
  /** Those that were looked at: what was begun meanwhile is of them also when it ends later. */
  readonly #viewed = new WeakMap<Pipeline, Version>();
  readonly #known: KnownVersions;
  readonly #merging: Merging;
  readonly #keeping: Keeping;
  readonly #following: Following;

  constructor(
    private readonly store: VersionStore,
    private readonly workspace: Workspace,
    private readonly tools: VersionTools,
  ) {
    const known = new KnownVersions(store, tools.addresses);
    this.#known = known;
    this.#merging = new Merging(known, store);
    this.#keeping = new Keeping(store, workspace, tools, {
      known: (id) => known.version(id),
      learn: (version) => known.learn(version),
      pinned: () => this.#pinned(),
      carriedParents: (ids) => carriedParents(known.graph, known.byId, ids),
    });
    this.#following = new Following(workspace, tools, {
      heads: () => known.heads,
      version: (id) => known.version(id),
      ahead: (pipeline) => this.ahead(pipeline),
      checkpoint: () => this.keep('checkpoint'),
    });
  }

  /** All versions that are known, the newest first. */
  get heads(): readonly VersionHead[] {
    return this.#known.heads;
  }

  /** Versions, and the traces of those that were let go of. */
  get graph(): VersionGraph {
    return this.#known.graph;
  }

  get failure(): AppError | null {
    return this.#known.failure;
  }

  /** The lineage of the pipeline of now; '' before its first version. */
  get lineage(): string {
    return this.workspace.work.place.lineage ?? '';
  }

  /** The version that the pipeline of now comes from; null before the first. */
  get head(): string | null {
    return this.workspace.work.place.head;
  }

  /** The versions of this lineage. */
  readonly own = $derived.by(() => this.heads.filter(({ lineage }) => lineage === this.lineage));

  /** The version that the editor shows read-only instead of the pipeline of now; null for now. */
  get viewing(): Version | null {
    const { viewed } = this.workspace;
    return viewed !== null && viewed === this.#viewing?.pipeline ? this.#viewing : null;
  }

  /** How many changes the pipeline of now has against `head`; all its steps where there is none. */
  readonly changesSince = $derived.by(() => {
    const { pipeline, settings, place } = this.workspace.work;
    if (place.head === null) return pipeline.steps.length;
    const { from } = this.#following;
    if (!from) return 0;
    // A version without settings says nothing of them.
    const now = { pipeline, settings: from.settings && settledSettings(settings) };
    const changes = changesBetweenVersions(from, now);
    return changes.filter((change) => changeInWords(change) !== null).length;
  });

  /** Reads anew what is known of versions, as when another tab may have kept some. */
  load(): Promise<void> {
    return this.#known.load();
  }

  /** Reads what is known, and follows the work from then on. Resolves to what stops that. */
  async start(): Promise<() => void> {
    await this.load();
    return this.follow();
  }

  /**
   * Follows the work and other tabs: edits that have rested are kept, and what others keep is read.
   * Returns what stops it.
   */
  follow(): () => void {
    const stopHearing = this.store.watch(() => void this.load());
    const stopFollowing = this.#following.follow();
    return () => {
      stopHearing();
      stopFollowing();
    };
  }

  /** Keeps edits that have not rested yet, as when the tab is hidden. */
  rest(): Promise<void> {
    return this.#following.rest();
  }

  /** Reads one version's contents; VER-READ when they cannot be read. */
  contents(id: string): Promise<Result<Version>> {
    return this.#known.contents(id);
  }

  /** Resolves to a small picture's address, kept until `freePictures`; null for none. */
  picture(hash: string): Promise<string | null> {
    return this.#known.picture(hash);
  }

  /** Gives the addresses of small pictures back, once nothing shows them any more. */
  freePictures(): void {
    this.#known.freePictures();
  }

  /**
   * Keeps the pipeline of now, or another one that undo leads to. Resolves to the version, also where
   * it was one already; null when nothing was to keep, or with `failure`.
   */
  keep(reason: VersionReason, more: KeepWith = {}): Promise<VersionHead | null> {
    const { pipeline, settings, ...options } = more;
    // What goes out while a version is looked at is that version, whatever is here now.
    const viewed = pipeline && this.#viewedOf(pipeline);
    if (viewed) return this.#carried(viewed, options);
    return this.#keep(this.#workOf(pipeline, settings), reason, options);
  }

  /** Adds to a version what it went out with. */
  async #carried(version: VersionHead, { carriedBy }: KeepOptions): Promise<VersionHead | null> {
    if (!carriedBy) return version;
    const amended = await this.store.amend(version.id, (head) => ({
      ...head,
      carriedBy: [...head.carriedBy, carriedBy],
    }));
    return (await this.#known.done(amended)) && amended.ok ? amended.value : null;
  }

  /** Keeps work that is left behind; see `Workspace.onLeft`. */
  async keepLeft(work: Work, reason: LeftBecause): Promise<void> {
    await this.#keep(work, reason);
  }

  async #keep(
    work: Work,
    reason: VersionReason,
    options: KeepOptions = {},
  ): Promise<VersionHead | null> {
    const kept = await this.#keeping.keep(work, reason, options);
    if (!(await this.#known.done(kept)) || !kept.ok || !kept.value) return null;
    const head = this.#known.byId.get(kept.value.id) ?? kept.value;
    if (!head.picture) void this.#depict(head.id, work);
    return head;
  }

  /** Gives a version its small picture; nothing waits for that. */
  async #depict(id: string, { source, pipeline }: Work): Promise<void> {
    if (!source || source !== this.workspace.source) return;
    const picture = await this.tools.draw(source, pipeline);
    if (picture) await this.#known.done(await this.store.depict(id, picture));
  }

  /** Returns the work of a pipeline that undo leads to, the nearest to now. */
  #workOf(pipeline: Pipeline = this.workspace.work.pipeline, settings?: ExportSettings): Work {
    const { work, line } = this.workspace;
    const own = [work, ...line.toReversed()].filter((one) => one.pipeline === pipeline);
    const same = own.find((one) => settings === undefined || one.settings === settings);
    return same ?? { ...(own[0] ?? work), pipeline, ...(settings ? { settings } : {}) };
  }

  /** Returns the version that a pipeline is which was looked at; null for one that undo leads to. */
  #viewedOf(pipeline: Pipeline): Version | null {
    const isOwn = this.workspace.line.some((one) => one.pipeline === pipeline);
    return isOwn ? null : (this.#viewed.get(pipeline) ?? null);
  }

  get now(): CarriedVersion | null {
    return this.#following.now;
  }

  ahead(pipeline: Pipeline = this.workspace.pipeline): Promise<CarriedVersion | null> {
    const viewed = this.#viewedOf(pipeline);
    if (viewed) return Promise.resolve(this.carried(viewed.id));
    return this.#keeping.ahead(this.#workOf(pipeline));
  }

  sent(...[kind, name, pipeline, settings]: Parameters<Outgoing['sent']>): void {
    void this.send(kind, name, pipeline, settings);
  }

  /** The same; resolves to the version, once it is kept. */
  send(
    kind: Carrier['kind'],
    name?: string,
    pipeline = this.workspace.pipeline,
    settings?: ExportSettings,
  ): Promise<VersionHead | null> {
    const carriedBy = this.#carrier(kind, name);
    return this.keep(kind, { carriedBy, pipeline, ...(settings ? { settings } : {}) });
  }

  #carrier(kind: Carrier['kind'], name?: string): Carrier {
    return { kind, at: this.tools.now(), ...(name === undefined ? {} : { name }) };
  }

  async mark(id: string, kind: Carrier['kind'], name?: string): Promise<void> {
    const head = this.#known.byId.get(id);
    if (head) await this.#carried(head, { carriedBy: this.#carrier(kind, name) });
  }

  /** Returns which version a kept one is, for what goes out of it; null where it is not here. */
  carried(id: string): CarriedVersion | null {
    const head = this.#known.byId.get(id);
    return head
      ? { id, parents: carriedParents(this.graph, this.#known.byId, head.parents) }
      : null;
  }

  /** Resolves to the history of some versions, with all that they come from, to be handed over. */
  gather(heads: readonly VersionHead[]): Promise<History> {
    return gatherHistory(heads, this.#known, this.store);
  }

  /** Adds a history from outside; nothing that is here is lost, and nothing is there twice. */
  add(history: CarriedHistory): Promise<Result<AddedVersions>> {
    return this.#keeping.then(async () => {
      await this.load();
      return addHistory(history, this.store, this.#known, this.tools.now());
    });
  }

  /**
   * Resolves to where a pipeline that arrives belongs, and keeps what has to be known of it. When it
   * has become the pipeline of now, `keep` it with the reason `import`.
   */
  async arrive(version: CarriedVersion | null): Promise<VersionPlace> {
    const fresh = { at: this.tools.now(), lineage: this.tools.newLineage() };
    const { place, traces } = arrivalOf(version, this.#known, fresh);
    if (traces.length > 0) {
      await this.#known.done(await this.store.keep({ versions: [], traces }, this.#pinned()));
    }
    return place;
  }

  /** Names a version, or renames it; '' takes the name away. Resolves to whether that was stored. */
  async name(id: string, name: string, note: string): Promise<boolean> {
    const at = this.tools.now();
    const amended = await this.store.amend(id, ({ label: _before, ...head }) =>
      name === '' ? head : { ...head, label: { name, ...(note === '' ? {} : { note }), at } },
    );
    return (await this.#known.done(amended)) && amended.ok && amended.value !== null;
  }

  /** Keeps a version at hand, or no more. Resolves to whether that was stored. */
  async pin(id: string, on: boolean): Promise<boolean> {
    const pin = { on, at: this.tools.now() };
    const amended = await this.store.amend(id, (head) => ({ ...head, pin }));
    return (await this.#known.done(amended)) && amended.ok && amended.value !== null;
  }

  /**
   * Puts a version in place of the pipeline, and adds a version that says so; one undo brings back
   * what was there. Resolves to whether it could be read.
   */
  async restore(id: string): Promise<boolean> {
    const version = await this.#known.needed(id);
    if (!version) return false;
    const { pipeline, settings, lineage, label } = version;
    // What is here now is what the restored one comes after, unless it is another pipeline.
    const { place } = this.workspace.work;
    const next = lineage === place.lineage ? place : { lineage, head: id };
    this.workspace.replacePipeline({ did: 'restore' }, pipeline, settings, next);
    await this.keep('restore', { about: label?.name ?? id });
    return true;
  }

  /**
   * Brings changes, such as all of one step, into the pipeline of now as one undoable edit. What is
   * there already is passed over; where nothing is left, or one does not apply, nothing is done.
   */
  take(...changes: readonly Change[]): Result<null> {
    let { pipeline } = this.workspace.work;
    let refusal: TakeRefusal = 'nothing-to-do';
    let first: Change | null = null;
    for (const change of changes) {
      const taken = takeChange(pipeline, change);
      if (taken.ok) {
        pipeline = taken.value;
        first ??= change;
      } else if (taken.error !== 'nothing-to-do') {
        refusal = taken.error;
        first = null;
        break;
      }
    }
    if (!first) {
      const safe = 'Your pipeline is unchanged.';
      return fail(appError('VER-TAKE', refusalWords[refusal], { safe }));
    }
    this.workspace.takeDocument('step' in first ? changeOf('take', first.step) : { did: 'take' }, {
      pipeline,
    });
    return ok(null);
  }

  #look(pipeline: Pipeline | null): void {
    this.workspace.tool = null;
    this.workspace.viewed = pipeline;
  }

  /** Has the editor show a version; resolves to whether it could be read. */
  async view(id: string): Promise<boolean> {
    const version = await this.#known.needed(id);
    if (version) {
      this.#viewing = version;
      this.#viewed.set(version.pipeline, version);
      this.#look(version.pipeline);
    }
    return version !== null;
  }

  /** Has the editor show the pipeline of now again. */
  leave(): void {
    this.#look(null);
  }

  /**
   * Forgets a version. Returns what brings it back, which is the undo of it; null when it could not be
   * forgotten, which `failure` tells.
   */
  async remove(id: string): Promise<(() => Promise<void>) | null> {
    const version = await this.#known.needed(id);
    if (!version) return null;
    const picture = version.picture ? await this.store.picture(version.picture.hash) : null;
    if (!(await this.#known.done(await this.store.remove(id)))) return null;
    return async () => {
      const kept = await this.store.keep({ versions: [version] }, this.#pinned());
      if (kept.ok && picture?.ok && picture.value) await this.store.depict(id, picture.value);
      await this.#known.done(kept);
    };
  }

  /** Finds the base of a pipeline from outside, and merges it with that of now. */
  mergeWith(theirs: VersionContents, carried: CarriedVersion | null): Promise<FoundMerge> {
    const { pipeline, settings } = this.workspace.work;
    const mine = { pipeline, settings: settledSettings(settings) };
    return this.#merging.merge(mine, this.head, theirs, carried);
  }

  /** Whether what says which version it is and the pipeline of now come from one version. */
  isRelated(version: CarriedVersion | null): boolean {
    return this.#merging.isRelated(this.head, version);
  }

  /**
   * Makes the resolved pipeline the pipeline of now, as one undoable edit, and a version of it.
   * @param theirs the id of the version that was merged with it; null for what `mergeWith` was given
   * @param about what that is called
   */
  async finishMerge(
    { pipeline, settings }: Resolved,
    theirs: string | null,
    about?: string,
  ): Promise<void> {
    const { lineage } = this.#keeping.place(this.workspace.work);
    this.workspace.replacePipeline({ did: 'merge' }, pipeline, settings, this.workspace.work.place);
    const { work } = this.workspace;
    const fresh = { at: this.tools.now(), lineage };
    const other = theirs ?? (await this.#merging.keepTheirs({ ...fresh, about }, this.#pinned()));
    await this.#keep(work, 'merge', {
      ...(about === undefined ? {} : { about }),
      ...(other === null ? {} : { mergedWith: other }),
    });
  }

  /** Ids of versions that work comes from, here and where undo leads, and of the one that is shown. */
  #pinned(): ReadonlySet<string> {
    const heads = this.workspace.line.flatMap(({ place }) => place.head ?? []);
    return new Set([...heads, ...(this.viewing ? [this.viewing.id] : [])]);
  }
}
