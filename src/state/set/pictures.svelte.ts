import { isCancelled } from '../../core/base/errors';
import { count } from '../../core/base/words';
import { displayFileName } from '../../core/naming/display-file-name';
import type { Source } from '../../core/engine/contract';
import type { Pipeline, Step } from '../../core/pipeline/pipeline';
import { absenceError } from '../../core/set/absence';
import {
  backToShared,
  beginAt,
  giveToAll,
  goTo,
  hasOwn,
  makeOwn,
  pipelineOfSet,
  type SetWork,
} from '../../core/set/going';
import {
  everything,
  neighbour,
  type SetFilter,
  type SetOrder,
  shownEntries,
} from '../../core/set/order';
import {
  addEntries,
  entryOf,
  flag,
  type Flag,
  newSet,
  type PictureSet,
  rate,
  removeEntry,
  renameSet,
  type SetEntry,
} from '../../core/set/set';
import { nameForFiles } from '../../core/set/set-name';
import { changeOf, type WorkChange } from '../work/work-change';
import type { OpenOutcome, Workspace } from '../work/workspace.svelte';
import { type CameFile, entriesFor, giveBack, takeFiles } from './came-files';
import { KeepingFiles, type SetFiles } from './keeping-files.svelte';

/** What became of files that came into a set. */
interface Added {
  /** How many are new pictures of it. */
  readonly added: number;
  /** How many are of pictures whose files were not stored, and are here again. */
  readonly given: number;
  /** For how many there is no room. */
  readonly left: number;
}

/** The set of pictures that is open. */
export class Pictures {
  filter = $state.raw<SetFilter>(everything);
  order = $state<SetOrder>('name');
  /** The picture that is on its way; null while none is. */
  going = $state<string | null>(null);
  readonly files: KeepingFiles;
  /** Those that are taken out of the set once the next picture is open. */
  readonly #leaving = new Set<string>();

  /** @param newId returns a new id for a picture or a set */
  constructor(
    private readonly workspace: Workspace,
    files: SetFiles,
    private readonly newId: () => string,
  ) {
    this.files = new KeepingFiles(files);
  }

  /** The set with its pipeline; null while none is open. */
  readonly work = $derived.by((): SetWork | null => {
    const { set, pipeline } = this.workspace.work;
    return set && { set, pipeline };
  });
  /** The pipeline that all pictures have; of a single picture, its own. */
  readonly shared = $derived.by(() => {
    const { viewed, pipeline } = this.workspace;
    return viewed || !this.work ? pipeline : pipelineOfSet(this.work);
  });
  readonly shown = $derived.by(() =>
    this.work ? shownEntries(this.work, this.filter, this.order) : [],
  );
  readonly current = $derived.by(() => {
    const set = this.work?.set;
    return set ? (entryOf(set, set.current) ?? null) : null;
  });
  readonly #refused = $derived.by(() => {
    const { failures } = this.files;
    return (this.work?.set.entries ?? []).flatMap(({ id }) => failures.get(id) ?? []);
  });
  /** The picture that is marked: the one on its way, else the current one. */
  readonly marked = $derived.by(() => {
    const set = this.work?.set;
    return set && this.going !== null ? (entryOf(set, this.going) ?? null) : this.current;
  });
  /** Why not all pictures of the set are stored; null while none was refused. */
  readonly unstored = $derived.by(() => this.#refused[0] ?? null);
  /** How many are picked, have values of their own, and could not be stored. */
  readonly counts = $derived.by(() => {
    const { work } = this;
    const all = work?.set.entries ?? [];
    return {
      all: all.length,
      picked: all.filter(({ flag }) => flag === 'pick').length,
      own: work ? all.filter((entry) => hasOwn(work, entry)).length : 0,
      unstored: this.#refused.length,
    };
  });

  #keep({ entries }: PictureSet): void {
    for (const { id } of entries) this.files.keep(id);
  }

  /**
   * Opens pictures as a set, as many as it holds, and shows the one to begin with, or the first that can
   * be opened. One undo brings back what was there.
   * @param called the name of the set, where it has one already
   */
  async open(
    files: readonly CameFile[],
    called: string | null = null,
  ): Promise<OpenOutcome | null> {
    const entries = entriesFor(files, this.newId);
    const all = [...entries.keys()];
    const set = newSet(called ?? nameForFiles(all), all, this.newId());
    if (set) takeFiles(set, this.files, entries);
    const current = all[files.findIndex(({ isCurrent }) => isCurrent)];
    const others = set?.entries.filter((entry) => entry !== current) ?? [];
    const begin = current && set?.entries.includes(current) ? [current] : [];
    let outcome: OpenOutcome | null = null;
    for (const { id, name } of [...begin, ...others]) {
      const file = await this.files.of(id);
      if (!set || !file) continue;
      outcome = await this.workspace.open(file, name, {
        ...beginAt(set, this.workspace.work.pipeline, id),
        change: { did: 'open', of: count(set.entries.length, 'picture') },
      });
      // One that is damaged does not keep the others from being looked at.
      if (outcome.kind !== 'failed' || isCancelled(outcome.error)) break;
    }
    this.filter = everything;
    if (set && outcome?.kind !== 'failed') this.#keep(set);
    return outcome;
  }

  /** Adds pictures to the set, as many as it holds; files that its pictures lack are given to them. */
  async add(files: readonly CameFile[]): Promise<Added> {
    const others = this.work ? await giveBack(this.work.set, this.files, files) : files;
    const given = files.length - others.length;
    const { work } = this;
    if (!work) return { added: 0, given, left: others.length };
    const entries = entriesFor(others, this.newId);
    const set = addEntries(work.set, [...entries.keys()]);
    const added = set.entries.length - work.set.entries.length;
    const result = { added, given, left: others.length - added };
    const [first] = entries.keys();
    if (added === 0 || !first) return result;
    takeFiles(set, this.files, entries);
    const of = added === 1 ? displayFileName(first.name) : count(added, 'picture');
    this.workspace.takeDocument({ did: 'join', of }, { set });
    this.#keep(set);
    return result;
  }

  /**
   * Shows another picture of the set, which is no change for undo. Resolves to null when there is
   * nothing to do, or when another one was wanted meanwhile.
   * @param anew opens the current one again, whose file is another one
   */
  async go(id: string, anew = false): Promise<OpenOutcome | null> {
    const { work, workspace } = this;
    const entry = work && entryOf(work.set, id);
    const isOpen = id === work?.set.current && workspace.source !== null;
    if (!entry || (isOpen && !anew && this.going === null)) return null;
    this.going = id;
    const before = workspace.openingName;
    const file = await this.files.of(id);
    if (this.going !== id) return null;
    const other = workspace.openingName;
    if (!this.work || !entryOf(this.work.set, id) || (other !== null && other !== before)) {
      // Something else was opened since.
      this.#arrived();
      return null;
    }
    if (!file) {
      this.#arrived();
      return { kind: 'failed', error: absenceError(this.files.absent.get(id), entry.name) };
    }
    // A picture that came with the work need not be kept as one of the set yet.
    if (workspace.source) {
      this.files.take(this.work.set.current, workspace.source.file);
      this.files.keep(this.work.set.current);
    }
    workspace.endGesture();
    const outcome = await workspace.open(file, entry.name, {
      take: (source) => this.#show(id, source),
    });
    if (this.going === id) this.#arrived();
    return outcome;
  }

  /** Has all work that undo leads to show another picture of the set, as far as it is in it there. */
  #show(id: string, source: Source): void {
    const known = new Map<PictureSet, Map<Pipeline, SetWork | null>>();
    const gone = (set: PictureSet, pipeline: Pipeline): SetWork | null => {
      const ofSet = known.get(set) ?? new Map<Pipeline, SetWork | null>();
      known.set(set, ofSet);
      const found = ofSet.get(pipeline) ?? goTo({ set, pipeline }, id);
      ofSet.set(pipeline, found);
      return found;
    };
    this.workspace.rework((work) => {
      const there = work.set && gone(work.set, work.pipeline);
      return there ? { ...work, ...there, source } : work;
    });
  }

  /** Returns the picture so many places on, or back for negative numbers; null at the ends. */
  next(by: number): SetEntry | null {
    const { work } = this;
    return work && neighbour(this.shown, this.going ?? work.set.current, by);
  }

  /** Calls the set something else; a name of nothing but spaces leaves it as it is. */
  rename(name: string): void {
    const set = this.work && renameSet(this.work.set, name);
    if (set && set !== this.work?.set) this.workspace.takeDocument({ did: 'rename-set' }, { set });
  }

  #judge(entry: SetEntry | null, did: WorkChange['did'], judged: (set: PictureSet) => PictureSet) {
    if (!this.work || !entry) return;
    const of = displayFileName(entry.name);
    this.workspace.takeDocument({ did, of }, { set: judged(this.work.set) }, `${did}:${entry.id}`);
  }

  /** Rates a picture, 0 to 5: the one that is marked, unless another is meant. */
  rate(rating: number, entry = this.marked): void {
    if (!entry || entry.rating === rating) return;
    this.#judge(entry, 'rate', (set) => rate(set, [entry.id], rating));
  }

  /** Flags a picture in the same way, or takes that flag away where it has it. */
  flag(to: Exclude<Flag, 'none'>, entry = this.marked): void {
    if (!entry) return;
    const isTaken = entry.flag === to;
    const next = isTaken ? 'none' : to;
    this.#judge(entry, isTaken ? 'unflag' : to, (set) => flag(set, [entry.id], next));
  }

  /**
   * Takes the marked picture out of the set and shows the next; undo puts it back. The last one
   * stays. Resolves as `go` does.
   */
  async remove(): Promise<OpenOutcome | null> {
    const { work, marked } = this;
    if (!work || !marked) return null;
    const stays = ({ id }: SetEntry): boolean => id !== marked.id && !this.#leaving.has(id);
    const around = this.shown.filter((entry) => entry === marked || stays(entry));
    const next =
      neighbour(around, marked.id, 1) ??
      neighbour(around, marked.id, -1) ??
      work.set.entries.find(stays);
    if (!next) return null;
    this.#leaving.add(marked.id);
    return this.go(next.id);
  }

  /** Nothing is on its way any more: takes out what was to go, but never the picture that is open. */
  #arrived(): void {
    this.going = null;
    const ids = [...this.#leaving];
    this.#leaving.clear();
    for (const id of ids) {
      const set = this.work?.set;
      const entry = set && entryOf(set, id);
      if (!entry || id === set.current) continue;
      const change = { did: 'drop', of: displayFileName(entry.name) } as const;
      this.workspace.takeDocument(change, { set: removeEntry(set, id) });
    }
  }

  #change(change: WorkChange, changed: (work: SetWork) => SetWork): void {
    if (this.work) this.workspace.takeDocument(change, changed(this.work));
  }

  /** Gives the current picture values of its own of a step, or has it use the set's again. */
  own(step: Step, isOwn: boolean): void {
    const of = displayFileName(this.current?.name ?? '');
    if (isOwn) this.#change({ ...changeOf('own', step), of }, (work) => makeOwn(work, step.id));
    else this.#change(changeOf('shared', step), (work) => backToShared(work, step.id));
  }

  /** Gives what the current picture has of a step to the whole set. */
  give(step: Step): void {
    this.#change(changeOf('give', step), (work) => giveToAll(work, step.id));
  }
}
