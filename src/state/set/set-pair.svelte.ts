import { untrack } from 'svelte';
import { fail, ok, type Result } from '../../core/base/result';
import type { Engine } from '../../core/engine/contract';
import { absenceError } from '../../core/set/absence';
import { effectivePipeline } from '../../core/set/going';
import { entryOf, type SetEntry } from '../../core/set/set';
import type { Workspace } from '../work/workspace.svelte';
import { fileOfEntry } from './entry-file';
import type { Pictures } from './pictures.svelte';
import { lookOf, setPictureKey } from './set-pictures.svelte';
import { SetSide, type WantedSide } from './set-side.svelte';

/** The current picture of the set beside another one, for as long as somebody looks. */
export class SetPair {
  readonly a: SetSide;
  readonly b: SetSide;
  #chosen = $state<string | null>(null);

  constructor(
    engine: Pick<Engine, 'viewFile' | 'regionOfFile'>,
    private readonly workspace: Pick<Workspace, 'source'>,
    private readonly pictures: Pick<Pictures, 'work' | 'current' | 'shown'> & {
      readonly files: Pick<Pictures['files'], 'of' | 'absent'>;
    },
  ) {
    const file = async ({ id, name }: WantedSide): Promise<Result<Blob>> => {
      const found = await fileOfEntry(id, this.workspace, this.pictures);
      return found ? ok(found) : fail(absenceError(this.pictures.files.absent.get(id), name));
    };
    this.a = new SetSide(engine, file);
    this.b = new SetSide(engine, file);
  }

  /**
   * Those that can be beside the current one: those shown, or all where no other is. The one that was chosen
   * keeps its place, for judging it can take it out of those shown.
   */
  readonly others = $derived.by((): readonly SetEntry[] => {
    const { current, shown, work } = this.pictures;
    const all = (work?.set.entries ?? []).filter((entry) => entry !== current);
    const isThere = new Set(shown);
    if (!all.some((entry) => isThere.has(entry))) return all;
    return all.filter((entry) => isThere.has(entry) || entry.id === this.#chosen);
  });

  /** The picture beside the current one: as chosen, else the next; null where there is no other. */
  readonly other = $derived.by((): SetEntry | null => {
    const { current, shown, work } = this.pictures;
    const chosen = work && this.#chosen !== null && entryOf(work.set, this.#chosen);
    if (chosen && chosen !== current) return chosen;
    const at = current ? shown.indexOf(current) : -1;
    return shown[at + 1] ?? shown[at - 1] ?? this.others[0] ?? null;
  });

  /** Says which picture is beside the current one, whatever is judged then; null for the next. */
  choose(id: string | null): void {
    this.#chosen = id;
    this.#chosen ??= this.other?.id ?? null;
  }

  /** Returns the one so many places on, or back for negative numbers; null at the ends. */
  next(by: number): SetEntry | null {
    return (this.other && this.others[this.others.indexOf(this.other) + by]) ?? null;
  }

  /** Draws both as long as somebody looks; returns what ends it and lets the pictures go. */
  follow(): () => void {
    const stop = $effect.root(() => {
      for (const [side, entryNow] of [
        [this.a, () => this.pictures.current],
        [this.b, () => this.other],
      ] as const) {
        $effect(() => {
          const wanted = this.#wanted(entryNow());
          untrack(() => {
            if (wanted) void side.show(wanted);
            else side.drop();
          });
        });
      }
    });
    return () => {
      stop();
      this.a.drop();
      this.b.drop();
    };
  }

  #wanted(entry: SetEntry | null): WantedSide | null {
    const { work } = this.pictures;
    if (!work || !entry) return null;
    const pipeline = effectivePipeline(work, entry);
    const key = setPictureKey(entry.id, lookOf(pipeline));
    return { id: entry.id, name: entry.name, pipeline, key };
  }
}
