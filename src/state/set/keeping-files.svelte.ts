import type { AppError } from '../../core/base/errors';
import type { Result } from '../../core/base/result';

/** Where files of pictures are kept, by the id of the picture; given by the platform. */
export interface SetFiles {
  keep(id: string, file: Blob): Promise<Result<null>>;
  /** The ids of all whose files are kept. */
  kept(): Promise<ReadonlySet<string>>;
  file(id: string): Promise<Blob | null>;
}

/** Where the database has bytes in place of files, each of them takes its whole size in memory. */
const mostRead = 4;

/** The files of the pictures of sets: those that this tab got, and those that are kept. */
export class KeepingFiles {
  /** Whether files are being kept. */
  busy = $state(false);
  /** Why files are not kept, by the id of the picture. */
  failures = $state.raw<ReadonlyMap<string, AppError>>(new Map());
  /** Files as they came: on the disk, and read only when they are needed. */
  readonly #files = new Map<string, Blob>();
  /** Those that were read last of what is kept: asked for again, each is the same object. */
  readonly #read = new Map<string, Blob>();
  readonly #asked = new Set<string>();
  readonly #waiting: string[] = [];
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly files: SetFiles) {}

  /** Has a file at hand for as long as this tab lives. */
  take(id: string, file: Blob): void {
    if (!this.#files.has(id)) this.#files.set(id, file);
  }

  /** Keeps a file that was taken when its turn comes; one that is not here may be kept later. */
  keep(id: string): void {
    if (this.#asked.has(id) || !this.#files.has(id)) return;
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

  /** Returns the file of a picture; null where it was not kept before its tab ended. */
  async of(id: string): Promise<Blob | null> {
    const here = this.#files.get(id) ?? this.#read.get(id);
    if (here) return here;
    const file = await this.files.file(id);
    if (!file) return null;
    this.#read.set(id, file);
    for (const old of [...this.#read.keys()].slice(0, -mostRead)) this.#read.delete(old);
    return file;
  }

  /** Resolves when nothing waits to be kept. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #keepAll(): Promise<void> {
    try {
      const kept = await this.files.kept();
      for (let id = this.#waiting.shift(); id !== undefined; id = this.#waiting.shift()) {
        const file = this.#files.get(id);
        if (!file || kept.has(id)) continue;
        const done = await this.files.keep(id, file);
        // Where one finds no room, the next may be smaller; that it is not all has to be said.
        if (done.ok && !this.failures.has(id)) continue;
        const others = [...this.failures].filter(([other]) => other !== id);
        this.failures = new Map(done.ok ? others : [...others, [id, done.error]]);
      }
    } finally {
      this.busy = false;
    }
  }
}
