import { untrack } from 'svelte';
import { count } from '../../core/base/words';
import { namesInWords } from '../../core/naming/names-in-words';
import type { Absence } from '../../core/set/absence';
import { entryOf, type PictureSet, refile, type SetEntry } from '../../core/set/set';
import type { Workspace } from '../work/workspace.svelte';
import { entryFor } from './came-files';
import type { Pictures } from './pictures.svelte';

/** What is said of pictures whose files cannot be had. */
const said: Readonly<Record<Absence, (entries: readonly SetEntry[]) => string>> = {
  unasked: ({ length }) =>
    `The browser wants your permission before ${count(length, 'picture')} of the set can be read from your disk again.`,
  gone: (entries) =>
    entries.length === 1
      ? `${namesOf(entries)} is no longer where it was.`
      : `${namesOf(entries)} are no longer where they were.`,
  changed: (entries) =>
    `${namesOf(entries)} ${entries.length === 1 ? 'was' : 'were'} changed by another program.`,
  unstored: (entries) =>
    `${namesOf(entries)} ${entries.length === 1 ? 'is' : 'are'} not stored in this browser.`,
};

const namesOf = (entries: readonly SetEntry[]): string =>
  namesInWords(entries.map(({ name }) => name));

/** Moving a file, or calling it something else, changes neither. */
const isSame = ({ bytes, modified }: SetEntry, { size, lastModified }: File): boolean =>
  bytes === size && modified === lastModified;

/** In the order in which they are told of. */
const kinds = ['unasked', 'changed', 'gone', 'unstored'] as const;

/** The pictures of the set that is open whose files cannot be had now, and what can be done about it. */
export class AbsentFiles {
  constructor(
    private readonly workspace: Workspace,
    private readonly pictures: Pick<Pictures, 'work' | 'files'>,
  ) {}

  readonly #all = $derived.by(() => {
    const { absent } = this.pictures.files;
    const { set, source } = this.workspace.work;
    // That of the work may lie with the work alone.
    const isOpen = (id: string): boolean => source !== null && id === set?.current;
    return (set?.entries ?? []).flatMap((entry) => {
      const why = absent.get(entry.id);
      return why && !(why === 'unstored' && isOpen(entry.id)) ? [{ entry, why }] : [];
    });
  });

  /** The pictures by why, with what to say of them; none of those of which there is none. */
  readonly told = $derived(
    kinds.flatMap((why) => {
      const entries = this.#all.filter((one) => one.why === why).map(({ entry }) => entry);
      return entries.length > 0 ? [{ why, entries, text: said[why](entries) }] : [];
    }),
  );

  /** The work is another one at each change; which set it has is not. */
  readonly #setId = $derived.by(() => this.pictures.work?.set.id);
  /** Whether the browser was asked for permission, and nothing can be read that could not before. */
  refused = $state(false);
  /** How many looks run. */
  #looks = 0;

  /** Looks at the files of every set that is opened. Returns what stops that. */
  follow(): () => void {
    return $effect.root(() => {
      $effect(() => {
        if (this.#setId === undefined) return;
        this.refused = false;
        untrack(() => void this.look());
      });
    });
  }

  /** Looks anew which files cannot be had. */
  async look(): Promise<void> {
    const { entries } = this.pictures.work?.set ?? { entries: [] };
    this.#looks += 1;
    try {
      await this.pictures.files.look(entries.map(({ id }) => id));
    } finally {
      this.#looks -= 1;
    }
  }

  /** Looks anew when somebody comes back, for another program, or another tab, may have changed files. */
  async lookAgain(): Promise<void> {
    if (this.#looks === 0) await this.look();
  }

  /** Asks for permission to read what may not be read any more. Call it within a click. */
  async ask(): Promise<void> {
    const waiting = this.#all.filter(({ why }) => why === 'unasked');
    if (waiting.length === 0) return;
    await this.pictures.files.ask(waiting.map(({ entry }) => entry.id));
    const left = this.#all.filter(({ why }) => why === 'unasked');
    this.refused = left.length === waiting.length;
  }

  /** Takes files that another program changed as they are now. Returns the ids of their pictures. */
  async useAsTheyAre(): Promise<readonly string[]> {
    const found = new Map<string, File>();
    for (const { entry, why } of this.#all) {
      const file = why === 'changed' ? await this.pictures.files.asItIs(entry.id) : null;
      if (file) found.set(entry.id, file);
    }
    this.#give(found);
    return [...found.keys()];
  }

  /**
   * Gives files that were chosen to pictures that lack theirs: the same file, whatever it is called now, else
   * the only one of its name, else, where one is wanted and one came, that one. Returns the ids of the
   * pictures, and the other files.
   * @param wanted the pictures for which they were chosen
   */
  choose(
    files: readonly File[],
    wanted: readonly SetEntry[],
  ): { given: readonly string[]; others: readonly File[] } {
    const waiting = new Set(wanted);
    const left = new Set(files);
    const found = new Map<string, File>();
    const pass = (fits: (entry: SetEntry, file: File) => boolean): void => {
      for (const file of left) {
        const [entry, ...more] = [...waiting].filter((one) => fits(one, file));
        if (!entry || more.length > 0) continue;
        waiting.delete(entry);
        left.delete(file);
        found.set(entry.id, file);
      }
    };
    // Copies of one file are told apart by their names.
    pass((entry, file) => isSame(entry, file) && entry.name === file.name);
    pass(isSame);
    pass(({ name }, file) => name === file.name);
    if (files.length === 1 && wanted.length === 1) pass(() => true);
    const others = [...left];
    this.#give(found);
    return { given: [...found.keys()], others };
  }

  /** Has all work that undo leads to know the new files: what was kept of the old ones is gone. */
  #give(files: ReadonlyMap<string, File>): void {
    for (const [id, file] of files) this.pictures.files.replace(id, file);
    const known = new Map<PictureSet, PictureSet>();
    const refiled = (set: PictureSet): PictureSet => {
      let next = known.get(set) ?? set;
      if (next === set) {
        for (const [id, file] of files) {
          if (entryOf(set, id)) next = refile(next, id, entryFor({ file, folder: '' }, id));
        }
        known.set(set, next);
      }
      return next;
    };
    this.workspace.rework((work) => (work.set ? { ...work, set: refiled(work.set) } : work));
  }
}
