import { type AppError, appError } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import { graphOf } from '../../core/pipeline/versions/graph';
import {
  byNewest,
  type Version,
  type VersionHead,
  type VersionTrace,
} from '../../core/pipeline/versions/version';
import type { VersionStore, VersionTools } from './ports';

/** Versions whose contents are held; those read first go first. */
const maxHeld = 200;

const unread = (id: string): AppError =>
  appError('VER-READ', 'This version cannot be read.', {
    safe: 'Your pipeline and all other versions are unchanged.',
    advice: 'Its record is kept. Look under “Kept aside” in Storage.',
    detail: id,
  });

/** What is known of all versions on this device. */
export class KnownVersions {
  /** The newest first. */
  heads = $state.raw<readonly VersionHead[]>([]);
  /** What stayed of those that were let go of. */
  traces = $state.raw<readonly VersionTrace[]>([]);
  readonly graph = $derived(graphOf([...this.traces, ...this.heads]));
  readonly byId: ReadonlyMap<string, VersionHead> = $derived(
    new Map(this.heads.map((head) => [head.id, head])),
  );
  failure = $state.raw<AppError | null>(null);
  readonly #contents = new Map<string, Version>();
  readonly #addresses = new Map<string, string>();
  /** The readings, one after the other, so that the last one knows most. */
  #reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Pick<VersionStore, 'list' | 'contents' | 'picture'>,
    private readonly addresses: VersionTools['addresses'],
  ) {}

  /** Reads anew what is known, as when another tab may have kept some. */
  load(): Promise<void> {
    this.#reading = this.#reading.then(() => this.#load());
    return this.#reading;
  }

  async #load(): Promise<void> {
    const read = await this.store.list();
    this.failure = read.ok ? null : read.error;
    if (!read.ok) return;
    this.heads = read.value.heads.toSorted(byNewest);
    this.traces = read.value.traces;
  }

  /** Takes notice of a version that was just kept; `load` reads what else came of that. */
  learn(version: Version): void {
    if (this.byId.has(version.id)) return;
    this.#contents.set(version.id, version);
    this.heads = [version, ...this.heads].sort(byNewest);
  }

  /** Reads what was written; `failure` tells why it was not. Resolves to whether it was. */
  async done(written: Result<unknown>): Promise<boolean> {
    if (written.ok) await this.load();
    else this.failure = written.error;
    return written.ok;
  }

  /** Reads one version's contents; VER-READ when they cannot be read. */
  async contents(id: string): Promise<Result<Version>> {
    const held = this.#contents.get(id);
    const head = this.byId.get(id);
    if (!head) return fail(unread(id));
    // What may change of a version is what is listed of it.
    if (held) return ok({ ...held, ...head });
    const read = await this.store.contents(head);
    if (!read.ok) return read;
    if (!read.value) return fail(unread(id));
    this.#contents.set(id, read.value);
    const [oldest] = this.#contents.keys();
    if (this.#contents.size > maxHeld && oldest !== undefined) this.#contents.delete(oldest);
    return ok(read.value);
  }

  /** Resolves to a version, or to null where it is not here or cannot be read. */
  async version(id: string): Promise<Version | null> {
    const read = await this.contents(id);
    return read.ok ? read.value : null;
  }

  /** The same; `failure` tells why it cannot be read. */
  async needed(id: string): Promise<Version | null> {
    const read = await this.contents(id);
    if (read.ok) return read.value;
    this.failure = read.error;
    return null;
  }

  /** Resolves to a small picture's address, kept until `freePictures`; null for none. */
  async picture(hash: string): Promise<string | null> {
    const known = this.#addresses.get(hash);
    if (known !== undefined) return known;
    const read = await this.store.picture(hash);
    if (!read.ok || !read.value) return null;
    const address = this.#addresses.get(hash) ?? this.addresses.make(read.value);
    this.#addresses.set(hash, address);
    return address;
  }

  /** Gives the addresses of small pictures back, once nothing shows them any more. */
  freePictures(): void {
    for (const address of this.#addresses.values()) this.addresses.free(address);
    this.#addresses.clear();
  }
}
