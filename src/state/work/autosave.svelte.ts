import { type AppError, appError } from '../../core/base/errors';
import { isSameSource, type Source } from '../../core/engine/contract';
import { writeDocument } from '../../core/documents/document';
import type { Result } from '../../core/base/result';
import type { PictureSet } from '../../core/set/set';
import type { StoredSets } from '../../core/set/stored-sets';
import { type HistoryEntry, startHistory } from './history';
import type { SetStoring, StoredPlace, StoredWork } from './stored-work';
import type { Work } from './undoable-work.svelte';
import type { OpenOutcome, Workspace } from './workspace.svelte';

/** How the picture is looked at, which is kept beside the work. */
export interface KeptView {
  /** Returns what is worth keeping, as plain data. */
  save(): unknown;
  /** Takes over what `save` returned, from storage: what does not fit is left alone. */
  restore(input: unknown): void;
}

/** Where workspaces are kept; given by the platform. One per tab, the newest free one is taken over. */
export interface WorkspaceStore {
  /** Returns what was stored for this tab's workspace, or nothing. */
  load(): Promise<Result<{ work: unknown; source: Blob | null } | null>>;
  /** Writes the work; returns why its picture is not stored, or null when all is. */
  saveWork(work: StoredWork): Promise<Result<AppError | null>>;
  saveSource(source: Blob | null): Promise<Result<null>>;
  /** Whether what was saved is still there. */
  isKept(): Promise<boolean>;
  /** Keeps what is stored where no later write reaches it. */
  setAside(kind: 'work' | 'source'): Promise<void>;
}

export type SaveState =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: Date }
  /** All but the picture is saved. */
  | { readonly kind: 'partly'; readonly error: AppError }
  | { readonly kind: 'failed'; readonly error: AppError };

/** The stored picture of the work, which could not be opened. */
export interface Unopened {
  /** The id of the set with whose work it is stored; null for none. */
  readonly setId: string | null;
  readonly file: Blob;
  readonly name: string;
  readonly rasterLongEdge: number | null;
  readonly error: AppError;
}

/** Changes are gathered for this long before they are written, in milliseconds. */
const gather = 400;

/** Undo steps that survive a reload. */
const keptPast = 50;

interface Kept {
  readonly work: Work;
  readonly selected: string | null;
  readonly view: string;
}

/** Keeps the workspace in the browser, and brings it back. */
export class Autosave {
  state = $state.raw<SaveState>({ kind: 'nothing' });
  /** Why not everything is saved; null while it is. */
  readonly failure = $derived.by(() =>
    this.state.kind === 'failed' || this.state.kind === 'partly' ? this.state.error : null,
  );
  /** It stays stored until another picture is opened, and is set aside then. */
  unopened = $state.raw<Unopened | null>(null);
  /** What was asked for last: each waits for the one before, else a set that is left could be written over. */
  #writing: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stored: Blob | null = null;
  #last: Work | null = null;
  /** What the newest write that succeeded holds. */
  #kept = $state.raw<Kept | null>(null);
  /** Whether everything as it is now has been written. */
  readonly complete = $derived.by(() => {
    const kept = this.#kept;
    return (
      kept?.work === this.workspace.work &&
      kept.selected === this.workspace.selected &&
      kept.view === JSON.stringify(this.view.save())
    );
  });

  constructor(
    private readonly store: WorkspaceStore,
    private readonly workspace: Workspace,
    private readonly view: KeptView,
    /** Fetches what stores sets; called only where there is one. */
    private readonly storing: () => Promise<SetStoring>,
  ) {}

  /** Returns sets as they are stored: each as it is where what packs them cannot be fetched. */
  async #packed(
    sets: readonly (PictureSet | null)[],
  ): Promise<{ stored: StoredSets | null; places: readonly StoredPlace[] }> {
    const storing = sets.some(Boolean) && (await this.storing().catch(() => null));
    return storing ? storing.packSets(sets) : { stored: null, places: sets };
  }

  /**
   * Brings back what was stored. Returns what came of opening its picture, null when there was
   * nothing to open, or the failure that made it impossible; when a part cannot be read, the rest
   * comes back and the whole is set aside.
   */
  async restore(): Promise<Result<OpenOutcome | null>> {
    // With it come the operations, without which nothing can be done to a pipeline.
    const [{ historyOf, readWork }, loaded] = await Promise.all([
      import('./read-work'),
      this.store.load(),
    ]);
    if (!loaded.ok) return loaded;
    if (!loaded.value) return { ok: true, value: null };
    const { work, source } = loaded.value;
    const read = await readWork(work, source, this.storing);
    if (!read.isWhole) await this.store.setAside('work');
    this.view.restore(read.view);
    // The steps come first, so that nobody sees the picture without them.
    this.workspace.restore(startHistory<Work>({ ...read.work, source: null }), null);
    let outcome: OpenOutcome | null = null;
    let opened: Source | null = null;
    const { name, rasterLongEdge, selected } = read;
    if (source && name !== null) {
      // The person agreed to a large picture when it was opened the first time.
      const { set } = read.work;
      outcome = await this.workspace.open(source, name, { consent: true, rasterLongEdge, set });
      opened = this.workspace.source;
      this.#stored = source;
      if (outcome.kind === 'failed') {
        const { error } = outcome;
        this.unopened = { setId: set?.id ?? null, file: source, name, rasterLongEdge, error };
      }
    }
    this.workspace.restore(historyOf(read, opened), selected);
    this.#last = this.workspace.work;
    return { ok: true, value: outcome };
  }

  /** Starts to follow the workspace and the view. Returns the function that stops it. */
  start(): () => void {
    return $effect.root(() => {
      $effect(() => {
        const { work, selected } = this.workspace;
        const view = this.view.save();
        void [work, selected, view];
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.flush(), gather);
      });
    });
  }

  /** Writes now; call it too when the page is about to be hidden. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#inTurn(() => this.#flush());
  }

  #inTurn(act: () => Promise<void>): Promise<void> {
    const done = this.#writing.then(act, act);
    this.#writing = done;
    return done;
  }

  async #flush(): Promise<void> {
    const { work, selected, history } = this.workspace;
    const { past } = history;
    const last = this.#last;
    const isEmpty = work.source === null && work.set === null && work.pipeline.steps.length === 0;
    if (last === null && isEmpty) return;
    this.#last = work;
    if (this.state.kind === 'nothing') this.state = { kind: 'saving' };
    if (last?.set && last.set.id !== work.set?.id) {
      // A set that is left stays stored as it was left, which may be newer than what was written.
      const at = past.findLastIndex(({ snapshot }) => snapshot.set?.id === last.set?.id);
      const left = past[at]?.snapshot;
      if (left && left !== last) await this.#write(left, past.slice(0, at), null);
    }
    await this.#write(work, past, selected);
  }

  async #write(
    work: Work,
    before: readonly HistoryEntry<Work>[],
    selected: string | null,
  ): Promise<void> {
    const view = this.view.save();
    const setId = work.set?.id ?? null;
    // That of a set stays with the set when something else comes.
    const isOwn = this.unopened?.setId === setId;
    if (isOwn ? work.source : this.unopened?.setId === null) await this.#setAsideUnopened();
    const source = work.source ?? (isOwn ? this.unopened : null);
    const file = source?.file ?? null;
    if (file !== this.#stored) {
      const stored = await this.store.saveSource(file);
      if (!stored.ok) {
        this.state = { kind: 'failed', error: stored.error };
        return;
      }
      this.#stored = file;
    }
    // Undo to another picture would need that picture; such steps live until the page closes.
    const past = before
      .filter(({ snapshot }) => isSameSource(snapshot.source, work.source))
      .slice(-keptPast);
    const sets = await this.#packed(
      [work, ...past.map(({ snapshot }) => snapshot)].map((one) => one.set),
    );
    const saved = await this.store.saveWork({
      version: 1,
      savedAt: Date.now(),
      pipeline: writeDocument(work.pipeline),
      settings: work.settings,
      view,
      selected,
      past: past.map(({ change, snapshot }, index) => ({
        change,
        pipeline: writeDocument(snapshot.pipeline),
        settings: snapshot.settings,
        place: snapshot.place,
        set: sets.places[index + 1] ?? null,
      })),
      place: work.place,
      set: sets.places[0] ?? null,
      setId,
      sets: sets.stored,
      sourceName: source?.name ?? null,
      drawnAt: source?.rasterLongEdge ?? null,
    });
    if (!saved.ok) {
      this.state = { kind: 'failed', error: saved.error };
    } else if (saved.value) {
      this.state = { kind: 'partly', error: saved.value };
    } else {
      this.#kept = { work, selected, view: JSON.stringify(view) };
      this.state = { kind: 'saved', at: new Date() };
    }
  }

  async #setAsideUnopened(): Promise<void> {
    await this.store.setAside('source');
    this.unopened = null;
  }

  /**
   * Takes work over, with `take`, whose stored picture cannot be opened and stays with it; null where none
   * is stored. That of the work before goes where it belongs.
   */
  takeUnopened(unopened: Unopened | null, take: () => void): Promise<void> {
    return this.#inTurn(async () => {
      await this.#flush();
      if (this.unopened?.setId === null) await this.#setAsideUnopened();
      this.unopened = unopened;
      take();
    });
  }

  /** Looks whether what was saved is still there; the state says so when it is not. */
  async verify(): Promise<void> {
    const { state } = this;
    if (state.kind !== 'saved' || (await this.store.isKept()) || this.state !== state) return;
    const error = appError('STO-FAILED', 'Not saved: what was stored for this tab was deleted.', {
      safe: 'Your work is still open here.',
      advice: 'Try again to save it once more, or export it now.',
    });
    this.state = { kind: 'failed', error };
  }
}
