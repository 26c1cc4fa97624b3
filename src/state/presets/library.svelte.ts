import { number } from '../../core/base/words';
import { fingerprint } from '../../core/documents/document';
import type { ReadCollection } from '../../core/documents/collection';
import type { Preset, ReadPreset } from '../../core/documents/preset';
import type {
  Conflict,
  KeptPreset,
  PresetChange,
  PresetStore,
} from '../../core/documents/preset-store';
import { type AppError, appError } from '../../core/base/errors';
import { limits } from '../../core/base/limits';
import { freeName } from '../../core/naming/free-name';
import { newStepId } from '../../core/pipeline/edit';

/** What came of a change; a conflict waits in `Library.conflict` for the person's word. */
export type Changed =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'conflict' };

/** How presets that clash with another tab's are resolved. */
export type Resolution = 'mine' | 'theirs' | 'both';

/** What a person says about a preset. */
export type PresetDetails = Omit<Preset, 'id' | 'created' | 'changed'>;

/** What is to become of a preset that is imported. */
export type ImportChoice = 'add' | 'skip' | 'replace' | 'both';

/** A preset of a collection beside what is here already. */
export interface ImportRow {
  readonly read: ReadPreset;
  /** The own preset of the same id, or of the same name and folder; null for a new one. */
  readonly clash: KeptPreset | null;
  /** Whether that one is the very same. */
  readonly same: boolean;
}

const now = (): string => new Date().toISOString();

const essence = ({ id: _, created: __, changed: ___, pipeline, asks, ...texts }: Preset): string =>
  JSON.stringify([texts, fingerprint(pipeline.steps), asks.map(({ parameter }) => parameter)]);

/** The presets of this device: the person's own, those that came along, and the community's. */
export class Library {
  /** By name. */
  own = $state.raw<readonly KeptPreset[]>([]);
  community = $state.raw<readonly Preset[]>([]);
  /** Stored records that this version cannot read. */
  unreadable = $state(0);
  /** Why the own presets could not be read. */
  failure = $state.raw<AppError | null>(null);
  conflict = $state.raw<readonly Conflict[] | null>(null);
  /** The readings, one after the other, so that the last one knows most. */
  #reading: Promise<void> = Promise.resolve();

  readonly all = $derived.by((): readonly Preset[] => [
    ...this.own.map(({ preset }) => preset),
    ...this.builtIn,
    ...this.community,
  ]);
  readonly folders = $derived.by((): readonly string[] =>
    [...new Set(this.own.map(({ preset }) => preset.folder))].filter(Boolean).sort(),
  );

  /** @param persist asks the browser to keep what is stored; called after the first own preset */
  constructor(
    private readonly store: PresetStore,
    readonly builtIn: readonly Preset[],
    private readonly persist: () => void,
  ) {
    store.watch(() => void this.load());
  }

  /** Reads the own presets anew. */
  load(): Promise<void> {
    this.#reading = this.#reading.then(() => this.#load());
    return this.#reading;
  }

  async #load(): Promise<void> {
    const read = await this.store.all();
    this.failure = read.ok ? null : read.error;
    if (!read.ok) return;
    this.own = [...read.value.kept].sort((one, other) =>
      one.preset.name.localeCompare(other.preset.name),
    );
    this.unreadable = read.value.unreadable;
  }

  /** Returns the own preset of this id as it is stored. */
  kept(id: string): KeptPreset | undefined {
    return this.own.find(({ preset }) => preset.id === id);
  }

  /** Keeps a new preset. */
  async add(details: PresetDetails): Promise<Changed> {
    const preset = { ...details, id: newStepId(), created: now(), changed: now() };
    return this.#change([{ id: preset.id, from: 0, preset }]);
  }

  /** Changes an own preset that was read as `base`; another tab's later change is not written over. */
  async edit(base: KeptPreset, details: PresetDetails): Promise<Changed> {
    const { id, created } = base.preset;
    const preset = { ...details, id, created, changed: now() };
    return this.#change([{ id, from: base.revision, preset }]);
  }

  /** Keeps a copy of any preset as an own one. */
  async duplicate(preset: Preset): Promise<Changed> {
    const isOwn = this.kept(preset.id) !== undefined;
    const name = isOwn ? this.#freeName(preset.name, preset.folder) : preset.name;
    return this.add({ ...preset, name, folder: isOwn ? preset.folder : '' });
  }

  /** Deletes own presets. `restore` brings them back. */
  async remove(
    kept: readonly KeptPreset[],
  ): Promise<Changed & { restore?: () => Promise<Changed> }> {
    const changed = await this.#change(
      kept.map(({ preset, revision }) => ({ id: preset.id, from: revision, preset: null })),
    );
    if (changed.kind !== 'done') return changed;
    const back = kept.map(({ preset }) => ({ id: preset.id, from: 0, preset }));
    return { ...changed, restore: () => this.#change(back) };
  }

  /** Returns the presets of a collection beside what is here. */
  compare(collection: ReadCollection): readonly ImportRow[] {
    return collection.presets.map((read) => {
      const { preset } = read;
      const clash =
        this.kept(preset.id) ??
        this.own.find(
          (one) => one.preset.name === preset.name && one.preset.folder === preset.folder,
        ) ??
        null;
      return { read, clash, same: clash !== null && essence(clash.preset) === essence(preset) };
    });
  }

  /** Takes presets of a collection over, all in one, each as was chosen. */
  async bring(rows: readonly (ImportRow & { choice: ImportChoice })[]): Promise<Changed> {
    const changes = rows.flatMap(({ read, clash, choice }): PresetChange[] => {
      const { preset } = read;
      if (choice === 'skip') return [];
      if (choice === 'replace' && clash) {
        const { id } = clash.preset;
        return [{ id, from: clash.revision, preset: { ...preset, id } }];
      }
      // Those that came along keep their ids to themselves.
      const isFree = clash === null && !/^(?:builtin|community):/.test(preset.id);
      const id = isFree ? preset.id : newStepId();
      const name = choice === 'both' ? this.#freeName(preset.name, preset.folder) : preset.name;
      return [{ id, from: 0, preset: { ...preset, id, name } }];
    });
    return changes.length === 0 ? { kind: 'done' } : this.#change(changes);
  }

  /** Settles the conflict that waits. */
  async resolve(how: Resolution): Promise<Changed> {
    const conflicts = this.conflict ?? [];
    this.conflict = null;
    const changes = conflicts.flatMap(({ change, theirs }): PresetChange[] => {
      if (how === 'theirs') return [];
      if (how === 'mine') return [{ ...change, from: theirs?.revision ?? 0 }];
      if (!change.preset) return [];
      const name = this.#freeName(change.preset.name, change.preset.folder);
      const id = newStepId();
      return [{ id, from: 0, preset: { ...change.preset, id, name } }];
    });
    return changes.length === 0 ? { kind: 'done' } : this.#change(changes);
  }

  async #change(changes: readonly PresetChange[]): Promise<Changed> {
    const added = changes.filter(({ from, preset }) => from === 0 && preset).length;
    const max = limits.preset.kept;
    if (this.own.length + added > max) {
      const message = `Not saved: the library holds at most ${number(max)} presets.`;
      const advice = 'Export some as a file, then delete them here.';
      return { kind: 'failed', error: appError('CFG-SIZE', message, { advice }) };
    }
    const outcome = await this.store.change(changes);
    if (!outcome.ok) return { kind: 'failed', error: outcome.error };
    await this.load();
    if (outcome.value.kind === 'conflict') {
      this.conflict = outcome.value.conflicts;
      return { kind: 'conflict' };
    }
    if (added > 0) this.persist();
    return { kind: 'done' };
  }

  #freeName(name: string, folder: string): string {
    const taken = new Set(
      this.own.filter(({ preset }) => preset.folder === folder).map(({ preset }) => preset.name),
    );
    return freeName(name, taken, limits.document.nameLength);
  }
}
