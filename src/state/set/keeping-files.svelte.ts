import type { AppError } from '../../core/base/errors';
import { isReadable } from '../../core/base/readable';
import type { Result } from '../../core/base/result';
import type { Absence } from '../../core/set/absence';

/** Where files of pictures are kept, by the id of the picture; given by the platform. */
export interface SetFiles {
  /** Keeps where the file lies, where the browser can, else a copy; resolves to which of them. */
  keep(id: string, file: Blob): Promise<Result<{ readonly isReference: boolean }>>;
  /** The ids of all whose files are kept. */
  kept(): Promise<ReadonlySet<string>>;
  /**
   * Returns a file, or why it cannot be had.
   * @param anyVersion takes one that was changed since it was kept
   */
  file(id: string, anyVersion?: boolean): Promise<HeldFile | Absence>;
  /** Returns those of these pictures whose files cannot be had now, and why. */
  absent(ids: readonly string[]): Promise<ReadonlyMap<string, Absence>>;
  /** Asks whether the files of these pictures may be read where they lie. Call it within a click. */
  ask(ids: readonly string[]): Promise<void>;
}

/** A file, and whether it is one on the disk, which may be another one when it is read next. */
interface HeldFile {
  readonly file: Blob;
  readonly isReference: boolean;
}

const isSameFile = (a: Blob, b: Blob): boolean =>
  a instanceof File && b instanceof File && a.size === b.size && a.lastModified === b.lastModified;

/** Where the database has bytes in place of files, each of them takes its whole size in memory. */
const mostRead = 4;

/** The files of the pictures of sets: those that this tab got, and those that are kept. */
export class KeepingFiles {
  /** Whether files are being kept. */
  busy = $state(false);
  /** Why files are not kept, by the id of the picture. */
  failures = $state.raw<ReadonlyMap<string, AppError>>(new Map());
  /** Why files cannot be had, by the id of the picture, as far as somebody looked. */
  absent = $state.raw<ReadonlyMap<string, Absence>>(new Map());
  /** Files as they came: on the disk, and read only when they are needed. */
  readonly #files = new Map<string, HeldFile>();
  /** Those that were read last of what is kept: asked for again, each is the same object. */
  readonly #read = new Map<string, HeldFile>();
  readonly #asked = new Set<string>();
  /** Those that are kept whatever is kept of them already. */
  readonly #replaced = new Set<string>();
  readonly #waiting: string[] = [];
  /** Which look was the last at each picture. */
  readonly #looks = new Map<string, object>();
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly files: SetFiles) {}

  /**
   * Has a file at hand for as long as this tab lives. It counts where what is kept of it cannot be had: it
   * is what the person worked on, and may be all that is left.
   */
  take(id: string, file: Blob): void {
    const held = this.#files.get(id);
    const isLost = this.absent.has(id);
    if (held && (!isLost || !held.isReference || held.file === file)) return;
    this.#files.set(id, { file, isReference: false });
    if (!isLost) return;
    this.#replaced.add(id);
    this.#asked.delete(id);
    this.#note(new Map([[id, null]]));
  }

  /** Keeps a file that was taken when its turn comes; one that is not here may be kept later. */
  keep(id: string): void {
    if (this.#asked.has(id) || !this.#files.has(id)) return;
    this.#asked.add(id);
    this.#ask([id]);
  }

  /** Takes and keeps a file in place of the one that was kept. */
  replace(id: string, file: Blob): void {
    this.#files.set(id, { file, isReference: false });
    this.#read.delete(id);
    this.#note(new Map([[id, null]]));
    this.#replaced.add(id);
    this.#asked.add(id);
    this.#ask([id]);
  }

  /** Tries again to keep what could not be kept. */
  retry(): void {
    if (!this.busy) this.#ask([...this.failures.keys()]);
  }

  #ask(ids: readonly string[]): void {
    this.#waiting.push(...ids);
    if (this.busy || ids.length === 0) return;
    this.busy = true;
    this.#running = this.#keepAll();
  }

  /** Returns the file of a picture; null where it cannot be had now, which `absent` then tells. */
  async of(id: string): Promise<Blob | null> {
    const here = this.#files.get(id) ?? this.#read.get(id);
    if (here && !here.isReference) return here.file;
    const found = await this.files.file(id);
    const replaced = this.#files.get(id);
    if (replaced && !replaced.isReference) return replaced.file;
    if (typeof found === 'string') {
      this.#note(new Map([[id, found]]));
      return null;
    }
    this.#note(new Map([[id, null]]));
    if (here && isSameFile(here.file, found.file)) return here.file;
    this.#files.delete(id);
    this.#read.set(id, found);
    for (const old of [...this.#read.keys()].slice(0, -mostRead)) this.#read.delete(old);
    return found.file;
  }

  /** Returns the file of a picture as it is now, also where it was changed; null where there is none. */
  async asItIs(id: string): Promise<File | null> {
    const found = await this.files.file(id, true);
    return typeof found !== 'string' && found.file instanceof File ? found.file : null;
  }

  /** Looks which files of these pictures cannot be had; those that this tab has can. */
  async look(ids: readonly string[]): Promise<void> {
    const asked = ids.filter((id) => this.#files.get(id)?.isReference ?? true);
    const look = {};
    for (const id of asked) this.#looks.set(id, look);
    const absent = await this.files.absent(asked);
    const isHere = (id: string): boolean => this.#files.get(id)?.isReference === false;
    const found = asked.filter((id) => this.#looks.get(id) === look && !isHere(id));
    this.#note(new Map(found.map((id) => [id, absent.get(id) ?? null])));
  }

  /** Asks whether files that may not be read any more may be. Call it within a click. */
  async ask(ids: readonly string[]): Promise<void> {
    await this.files.ask(ids);
    await this.look(ids);
  }

  /** Resolves when nothing waits to be kept. */
  async settled(): Promise<void> {
    await this.#running;
  }

  #note(found: ReadonlyMap<string, Absence | null>): void {
    const isNew = [...found].some(([id, why]) => (this.absent.get(id) ?? null) !== why);
    if (!isNew) return;
    const absent = new Map(this.absent);
    for (const [id, why] of found) {
      if (why === null) absent.delete(id);
      else absent.set(id, why);
    }
    this.absent = absent;
  }

  async #keepAll(): Promise<void> {
    try {
      const kept = await this.files.kept();
      for (let id = this.#waiting.shift(); id !== undefined; id = this.#waiting.shift()) {
        const held = this.#files.get(id);
        if (!held || (kept.has(id) && !this.#replaced.has(id))) continue;
        const done = await this.files.keep(id, held.file);
        if (done.ok) this.#isKept(id, held, done.value.isReference);
        else if (!(await isReadable(held.file))) {
          this.#isGone(id, held);
          continue;
        }
        // Where one finds no room, the next may be smaller; that it is not all has to be said.
        if (done.ok && !this.failures.has(id)) continue;
        const others = [...this.failures].filter(([other]) => other !== id);
        this.failures = new Map(done.ok ? others : [...others, [id, done.error]]);
      }
    } finally {
      this.busy = false;
    }
  }

  /** What is gone from the disk is no fault of the storage, and can be taken and kept another time. */
  #isGone(id: string, held: HeldFile): void {
    if (this.#files.get(id) !== held) return;
    this.#files.delete(id);
    this.#asked.delete(id);
    this.#note(new Map([[id, 'gone']]));
    this.failures = new Map([...this.failures].filter(([other]) => other !== id));
  }

  #isKept(id: string, held: HeldFile, isReference: boolean): void {
    // Another one may have taken its place meanwhile.
    if (this.#files.get(id) !== held) return;
    this.#replaced.delete(id);
    this.#note(new Map([[id, null]]));
    this.#files.set(id, { ...held, isReference });
  }
}
