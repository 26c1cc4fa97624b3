import { count } from '../../core/base/words';
import type { BackupContents } from '../../core/documents/backup';
import type { AppError } from '../../core/base/errors';
import { ok, type Result } from '../../core/base/result';
import { Latest } from '../../core/base/latest';
import type { ReadAgain, StoredUse, UnreadRecord } from '../../core/stored/kinds';
import type { Deletable } from '../../core/stored/words';

/** A backup that was read, and what can be done with it. */
export interface OpenBackup {
  readonly contents: BackupContents;
  /** Puts it in place of everything that is stored here; the page is then left. */
  replace(): Promise<Result<null>>;
  /** Adds presets, versions, finished pictures and their files that are not here; resolves to how many. */
  add(): Promise<Result<number>>;
}

/** What can be done with records that cannot be read. */
export interface UnreadPorts {
  list(): Promise<Result<readonly UnreadRecord[]>>;
  /** Hands a record out as a file. */
  download(record: UnreadRecord): Promise<Result<null>>;
  /** Tries to read a record again; when it is work in progress, the page is then left for it. */
  again(record: UnreadRecord): Promise<Result<ReadAgain>>;
  remove(record: UnreadRecord): Promise<Result<null>>;
}

/** What the Storage page needs of the platform. */
export interface StoragePorts {
  survey(): Promise<Result<readonly StoredUse[]>>;
  /** What is used and granted in bytes, and whether the browser promised to keep it; null if unknown. */
  space(): Promise<{ used: number; granted: number; kept: boolean } | null>;
  /** Asks the browser to keep everything. */
  keep(): Promise<boolean>;
  lastBackup(): Date | null;
  /** Hands everything over as one file; resolves to the pictures that did not fit. */
  backUp(): Promise<Result<number>>;
  read(file: File): Promise<Result<OpenBackup>>;
  forget(kind: Deletable): Promise<Result<null>>;
  readonly unread: UnreadPorts;
  /** Deletes everything; the page is then left. */
  forgetAll(): Promise<Result<null>>;
}

/** What is stored in this browser, and its backup. */
export class StorageOverview {
  uses = $state.raw<readonly StoredUse[]>([]);
  /** Records that cannot be read. */
  unread = $state.raw<readonly UnreadRecord[]>([]);
  space = $state.raw<Awaited<ReturnType<StoragePorts['space']>>>(null);
  lastBackup = $state.raw<Date | null>(null);
  /** What is being done, in words; empty when nothing is. */
  doing = $state('');
  failure = $state.raw<AppError | null>(null);
  /** What came of the last command. */
  said = $state('');
  /** The backup that waits for the person's word. */
  offer = $state.raw<OpenBackup | null>(null);
  readonly #reading = new Latest();
  readonly #looking = new Latest();

  constructor(private readonly ports: StoragePorts) {}

  /** Looks at what is stored, anew. */
  async look(): Promise<void> {
    const signal = this.#looking.next();
    const [uses, space] = await Promise.all([
      this.ports.survey(),
      this.ports.space(),
      this.lookForUnread(),
    ]);
    if (signal.aborted) return;
    if (uses.ok) this.uses = uses.value;
    else this.failure = uses.error;
    this.space = space;
    this.lastBackup = this.ports.lastBackup();
  }

  /** Looks anew for records that cannot be read. */
  async lookForUnread(): Promise<void> {
    const unread = await this.ports.unread.list();
    if (unread.ok) this.unread = unread.value;
    else this.failure = unread.error;
  }

  /** Asks the browser never to clear what is stored by itself. */
  async keep(): Promise<void> {
    this.said = (await this.ports.keep())
      ? 'The browser will not clear it by itself.'
      : 'The browser did not promise it. Installing the app or a bookmark can help.';
    await this.look();
  }

  async backUp(): Promise<void> {
    const left = await this.#do('Writing the backup…', () => this.ports.backUp());
    if (left === null) return;
    this.said =
      left === 0
        ? 'The backup is in your downloads.'
        : `The backup is in your downloads, without ${left === 1 ? 'one picture' : count(left, 'picture')} that did not fit: keep those files yourself.`;
    await this.look();
  }

  /** Reads a backup and puts it on offer; fails when it is none or not whole. */
  async open(file: File): Promise<Result<null>> {
    const signal = this.#reading.next();
    this.doing = 'Reading the backup…';
    const read = await this.ports.read(file);
    // Another backup came meanwhile: that one counts.
    if (signal.aborted) return ok(null);
    this.doing = '';
    this.said = '';
    this.failure = null;
    if (!read.ok) return read;
    this.offer = read.value;
    return ok(null);
  }

  /** Puts the offered backup in place of everything. */
  async replace(): Promise<void> {
    const { offer } = this;
    if (offer) await this.#do('Restoring…', () => offer.replace());
  }

  /** Adds what the offered backup has and this browser has not. */
  async add(): Promise<void> {
    const { offer } = this;
    if (!offer) return;
    const added = await this.#do('Adding…', () => offer.add());
    if (added === null) return;
    this.offer = null;
    this.said = added === 0 ? 'Everything was here already.' : `Added ${added}.`;
    await this.look();
  }

  /** Leaves the offered backup alone. */
  decline(): void {
    this.offer = null;
    this.failure = null;
  }

  /** Hands out a record that cannot be read, as a file. */
  async download(record: UnreadRecord): Promise<void> {
    const done = await this.#do('Reading…', () => this.ports.unread.download(record));
    if (done === null && this.failure === null) this.said = 'It is in your downloads.';
  }

  /** Tries to read a record again. */
  async readAgain(record: UnreadRecord): Promise<void> {
    const read = await this.#do('Reading…', () => this.ports.unread.again(record));
    if (read) {
      this.said =
        read.kind === 'unread'
          ? 'It still cannot be read. A newer version of Pipette may be able to.'
          : 'It can be read again and is back in its place.';
    }
    await this.look();
  }

  /** Deletes a record that cannot be read. */
  async discard(record: UnreadRecord): Promise<void> {
    await this.#do('Deleting…', () => this.ports.unread.remove(record));
    await this.look();
  }

  async forget(kind: Deletable): Promise<void> {
    await this.#do('Deleting…', () => this.ports.forget(kind));
    await this.look();
  }

  async forgetAll(): Promise<void> {
    await this.#do('Deleting…', () => this.ports.forgetAll());
  }

  /** Runs a command; null when it failed, which `failure` then tells. */
  async #do<Value>(words: string, work: () => Promise<Result<Value>>): Promise<Value | null> {
    this.doing = words;
    this.said = '';
    this.failure = null;
    const done = await work();
    this.doing = '';
    if (done.ok) return done.value;
    this.failure = done.error;
    return null;
  }
}
