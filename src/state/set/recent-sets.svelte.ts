import { untrack } from 'svelte';
import { appError, isCancelled } from '../../core/base/errors';
import { limits } from '../../core/base/limits';
import type { Result } from '../../core/base/result';
import { isSameSource, type Source } from '../../core/engine/contract';
import type { RecentSet } from '../../core/set/recent-set';
import { everything } from '../../core/set/order';
import { entryOf } from '../../core/set/set';
import { recentSetInWords } from '../../core/set/recent-set-words';
import type { Notices } from '../screen/notices.svelte';
import type { Autosave } from '../work/autosave.svelte';
import { historyOf, type ReadWork, readWork } from '../work/read-work';
import type { LeftBecause, Work } from '../work/undoable-work.svelte';
import type { OpenOutcome, Workspace } from '../work/workspace.svelte';
import type { Pictures } from './pictures.svelte';

/** Where sets are kept; given by the platform. */
export interface RecentSetStore {
  /** Returns those that no tab shows, the newest first. */
  list(): Promise<Result<readonly RecentSet[]>>;
  /** Takes the work on one for this tab, to be gone on with; null where another tab has it. */
  take(set: RecentSet): Promise<Result<{ work: unknown; source: unknown } | null>>;
  /** Lets go of what was taken and is not gone on with. */
  letGo(set: RecentSet): void;
  /** Removes one; null where another tab has it. */
  remove(set: RecentSet): Promise<
    Result<{
      bringBack(): Promise<Result<null>>;
      /** Drops its files, too. */
      dropFiles(): Promise<unknown>;
    } | null>
  >;
}

/** What opening a set needs of the other stores. */
interface Needs {
  readonly workspace: Workspace;
  readonly autosave: Pick<Autosave, 'takeUnopened'>;
  readonly pictures: Pick<Pictures, 'files' | 'filter' | 'go'>;
  readonly notices: Notices;
  /** Keeps a pipeline that is replaced among the versions. */
  keepLeft(work: Work, reason: LeftBecause): unknown;
}

const elsewhere = appError('STO-FAILED', 'This set is open in another tab, or was removed there.', {
  safe: 'What is open here stays as it is.',
});

const damaged = appError('STO-FAILED', 'This set cannot be read whole. It is not opened.', {
  safe: 'It stays stored as it is.',
  advice: 'Reload the page: a newer version of Pipette may have stored it.',
});

/** The sets that are kept and not open, as the start page shows them. */
export class RecentSets {
  list = $state.raw<readonly RecentSet[]>([]);
  /** The workspace of the set that is being opened. */
  opening = $state<string | null>(null);

  constructor(
    private readonly store: RecentSetStore,
    private readonly needs: Needs,
  ) {}

  /** Looks which sets there are. */
  async load(): Promise<void> {
    const found = await this.store.list();
    if (!found.ok) return;
    const open = untrack(() => this.needs.workspace.work.set?.id);
    this.list = found.value.filter(({ id }) => id !== open);
  }

  /**
   * Opens a set whole, with its pipeline and its undo, which leads on to what is here now. Resolves to null
   * while another one is being opened.
   */
  async open(kept: RecentSet): Promise<OpenOutcome | null> {
    if (this.opening !== null) return null;
    this.opening = kept.place;
    const isWanted = this.#watch();
    try {
      const taken = await this.store.take(kept);
      if (!taken.ok) return { kind: 'failed', error: taken.error };
      if (!taken.value) return { kind: 'failed', error: elsewhere };
      const source = taken.value.source instanceof Blob ? taken.value.source : null;
      const read = await readWork(
        taken.value.work,
        source,
        () => import('../../core/set/stored-sets'),
      );
      const outcome: OpenOutcome | null = read.isWhole
        ? await this.#show(read, source, isWanted)
        : { kind: 'failed', error: damaged };
      if (this.needs.workspace.work.set?.id !== read.work.set?.id) this.store.letGo(kept);
      return outcome;
    } finally {
      this.opening = null;
      void this.load();
    }
  }

  /** Returns what tells whether nothing else was opened since. */
  #watch(): () => boolean {
    const { workspace } = this.needs;
    const { openingName, source } = workspace;
    const { set } = workspace.work;
    return () =>
      workspace.openingName === openingName &&
      isSameSource(workspace.source, source) &&
      workspace.work.set?.id === set?.id;
  }

  async #show(
    read: ReadWork,
    stored: Blob | null,
    isWanted: () => boolean,
  ): Promise<OpenOutcome | null> {
    const { workspace, pictures, autosave } = this.needs;
    const { set } = read.work;
    const entry = set && entryOf(set, set.current);
    const file = stored ?? (entry && (await pictures.files.of(entry.id)));
    if (!entry || !isWanted()) return null;
    if (!file) {
      this.#take(read, null);
      return pictures.go(entry.id);
    }
    const outcome = await workspace.open(file, entry.name, {
      consent: true,
      rasterLongEdge: read.rasterLongEdge,
      take: (source) => this.#take(read, source),
    });
    // The other pictures of a set can be looked at though one cannot.
    if (outcome.kind !== 'failed' || isCancelled(outcome.error)) return outcome;
    const take = () => {
      if (isWanted()) this.#take(read, null);
    };
    const { rasterLongEdge } = read;
    const unopened = { setId: set.id, name: entry.name, rasterLongEdge, error: outcome.error };
    await autosave.takeUnopened(stored && { ...unopened, file: stored }, take);
    return outcome;
  }

  #take(read: ReadWork, source: Source | null): void {
    const { workspace, pictures } = this.needs;
    workspace.viewed = null;
    const { past, present } = workspace.history;
    const kept = historyOf(read, source);
    if (present.pipeline.steps.length > 0) this.needs.keepLeft(present, 'replaced');
    const opened = {
      change: { did: 'open', of: read.work.set?.name ?? '' },
      snapshot: present,
    } as const;
    workspace.restore(
      { ...kept, past: [...past, opened, ...kept.past].slice(-limits.undo) },
      read.selected,
    );
    pictures.filter = everything;
  }

  /** Removes a set, and offers to undo that for as long as the notice stands. */
  async remove(set: RecentSet): Promise<void> {
    const { notices, workspace } = this.needs;
    const removed = await this.store.remove(set);
    if (!removed.ok || !removed.value) {
      notices.fail(removed.ok ? elsewhere : removed.error);
      await this.load();
      return;
    }
    const { value } = removed;
    const bringBack = async (): Promise<void> => {
      isBack = true;
      const back = await value.bringBack();
      if (!back.ok) {
        notices.fail(back.error, [{ label: 'Try again', run: () => void bringBack() }]);
      }
      await this.load();
    };
    let isBack = false;
    // A notice takes the place of one that says the same, and sets may have the same name.
    const text = `“${set.name}” (${recentSetInWords(set)}) is no longer among the recent sets.`;
    const id = notices.show('info', text, {
      actions: [{ label: 'Undo removing', run: () => void bringBack() }],
    });
    const stop = $effect.root(() => {
      $effect(() => {
        if (notices.list.some((notice) => notice.id === id)) return;
        // Pressing its button puts a notice away before it acts.
        queueMicrotask(() => {
          stop();
          const isUndone = workspace.line.some((work) => work.set?.id === set.id);
          if (!isBack && !isUndone) void value.dropFiles();
        });
      });
    });
    await this.load();
  }
}
