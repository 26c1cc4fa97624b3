import type { AppError } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import { asideKey, stored } from '../../core/stored/kinds';
import { beyondKept, type KeptWork, keptWork, keptWorks } from './kept-works';
import type { Change, KeyValueStore } from './key-value-store';
import { goneAtOnce, pictureRefused } from './save-failures';
import type { Tab } from '../page/tab';

/** A tab that is being reloaded or closed lets go of its lock within this time, in milliseconds. */
const handOver = 400;

/** On a busy machine letting go takes longer; a duplicated tab waits this long for nothing. */
const slowHandOver = 1_600;

/** A lock that nobody holds is granted within this time on the busiest machine, in milliseconds. */
const slowGrant = 10_000;

/** While other tabs are open, only work this recent is taken over by a new tab, in milliseconds. */
const recent = 600_000;

/** Starts the names of the locks that tabs hold, each on its workspace. */
export const workspaceLocks = (prefix: string): string => `${prefix}workspace:`;

const workPrefix = stored.work.prefix;
const sourcePrefix = stored.source.prefix;

/** Plain data; only its age and its set matter here. */
interface Work {
  readonly savedAt: number;
  readonly setId?: string | null;
}

type Place = Pick<KeptWork, 'id' | 'savedAt'>;

/**
 * The stored workspaces of this site, of which each tab owns one: a reloaded tab its own, a new tab
 * the newest that was left behind, else a new one. A lock named after the workspace says who owns
 * it, so that two tabs never write over each other. Work on a set has a workspace of its own, which stays
 * as it is when the tab goes on with something else.
 */
export class Workspaces {
  #claimed: Promise<Result<string>> | null = null;
  /** The picture that goes into the next write; undefined when it is stored already. */
  #staged: Blob | null | undefined = undefined;
  /** The picture that belongs to the work. */
  #source: Blob | null = null;
  #stale: readonly string[] = [];
  /** The set whose work is stored for this tab, and that work. */
  #setId: string | null = null;
  #work: unknown = null;
  /** Where work on sets is, or is about to go on, in this tab, as it was stored then; by the set's id. */
  readonly #ofSets = new Map<string, Place>();
  /** Whether nothing is written from here on. */
  isClosed = false;
  /** The save that was asked for last: each waits for the one before. */
  #saving: Promise<Result<AppError | null>> = Promise.resolve(ok(null));

  /** @param prefix starts the names of the locks and carries the folder of the site */
  constructor(
    private readonly records: KeyValueStore,
    private readonly tab: Tab,
    private readonly prefix: string,
    private readonly clock: { now(): number; newId(): string } = {
      now: () => Date.now(),
      newId: () => crypto.getRandomValues(new Uint32Array(3)).join('-'),
    },
  ) {}

  /** Returns what was stored for this tab, or null; decides on the first call which that is. */
  async load(): Promise<Result<{ work: unknown; source: Blob | null } | null>> {
    const claimed = await this.#claim();
    if (!claimed.ok) return claimed;
    const id = claimed.value;
    const read = await this.records.read([workPrefix + id, sourcePrefix + id]);
    if (!read.ok) return read;
    const [work, source] = read.value;
    if (work === undefined) return ok(null);
    this.#setId = keptWork(id, work).setId;
    this.#work = work;
    this.#source = source instanceof Blob ? source : null;
    return ok({ work, source: this.#source });
  }

  /**
   * Takes the picture for the next `saveWork`: both go into one transaction, so that a tab killed
   * between the two cannot leave a picture under another one's name.
   */
  saveSource(source: Blob | null): Promise<Result<null>> {
    this.#staged = source;
    this.#source = source;
    return Promise.resolve(ok(null));
  }

  /**
   * Writes the work, and looks whether it is there with its picture: somebody may have cleared what
   * is stored under this tab. Returns why the picture alone is not stored, or null.
   */
  saveWork(work: Work): Promise<Result<AppError | null>> {
    const save = () => this.#save(work);
    return (this.#saving = this.#saving.then(save, save));
  }

  async #save(work: Work): Promise<Result<AppError | null>> {
    const claimed = await this.#claim();
    if (!claimed.ok) return claimed;
    if (this.isClosed) return ok(null);
    const id = await this.#placeFor(claimed.value, work.setId ?? null);
    const first = await this.#write(id, work);
    if (!first.ok || first.value !== null || (await this.#holds(id))) return first;
    this.#staged = this.#source;
    const second = await this.#write(id, work);
    if (!second.ok || second.value !== null || (await this.#holds(id))) return second;
    return fail(goneAtOnce());
  }

  /** Whether what was saved for this tab is still there. */
  async isKept(): Promise<boolean> {
    const claimed = await this.#claim();
    return this.isClosed || (claimed.ok && (await this.#holds(claimed.value)));
  }

  /**
   * Keeps the work, or its picture, that is stored for this tab under another key, where no later
   * write reaches it.
   */
  async setAside(kind: 'work' | 'source'): Promise<void> {
    const claimed = await this.#claim();
    if (!claimed.ok) return;
    const key = stored[kind].prefix + claimed.value;
    const read = await this.records.read([key]);
    const value = read.ok ? read.value[0] : undefined;
    if (read.ok && value === undefined) return;
    // The work is written again anyhow; a picture need not lie there twice.
    const drop = kind === 'source' ? [key] : [];
    const put = new Map([[asideKey(this.clock.now(), key), value]]);
    const moved = read.ok ? await this.records.write({ put, drop }) : read;
    // What cannot be moved stays where it is, and this tab goes elsewhere.
    if (!moved.ok) this.#claimed = this.#begin().then((id) => (this.tab.remember(id), ok(id)));
  }

  /**
   * Lets `write` change what is stored for all tabs; when that worked, nothing is written from here
   * on. Reload after it.
   */
  async giveWay(write: () => Promise<Result<null>>): Promise<Result<null>> {
    this.isClosed = true;
    // What is being saved would come after it.
    await this.#saving;
    const written = await write();
    if (written.ok) this.tab.forget();
    else this.isClosed = false;
    return written;
  }

  /** Makes a stored workspace this tab's. Reload after it; what the tab shows now stays stored. */
  goTo(id: string): void {
    this.isClosed = true;
    this.tab.remember(id);
  }

  /** Deletes every workspace of this site. Reload after it. */
  forget(): Promise<Result<null>> {
    return this.giveWay(() => this.records.clear());
  }

  /** Has work on a set go on in a workspace that this tab holds; null for one of its own. */
  goOnIn(place: Place | null, setId: string): void {
    if (place === null) this.#ofSets.delete(setId);
    else this.#ofSets.set(setId, place);
  }

  /** Returns the workspace into which work on a set is written, null for work on none. */
  async #placeFor(id: string, setId: string | null): Promise<string> {
    const before = this.#setId;
    const known = setId === null ? undefined : this.#ofSets.get(setId);
    this.#setId = setId;
    if (setId === before || (before === null && known === undefined)) return id;
    const next = known && (await this.#isAsItWas(known)) ? known.id : await this.#begin();
    if (next === id) return id;
    if (before === null) this.#stale = [...this.#stale, id];
    else {
      this.#ofSets.set(before, keptWork(id, this.#work));
      // Later than this, another tab may have gone on with it.
      const work = Object.assign({}, this.#work, { isLeft: true });
      await this.records.write({ put: new Map([[workPrefix + id, work]]), drop: [] });
    }
    // The picture is not there yet.
    this.#staged = this.#source;
    this.#claimed = Promise.resolve(ok(next));
    this.tab.remember(next);
    this.tab.release(this.#lockOf(id));
    return next;
  }

  /** Takes a workspace again, unless another tab has it, or has changed or removed what lies there. */
  async #isAsItWas({ id, savedAt }: Place): Promise<boolean> {
    if (!(await this.tab.hold(this.#lockOf(id), handOver))) return false;
    const read = await this.records.read([workPrefix + id]);
    if (read.ok && keptWork(id, read.value[0]).savedAt === savedAt) return true;
    this.tab.release(this.#lockOf(id));
    return false;
  }

  async #write(id: string, work: Work): Promise<Result<AppError | null>> {
    const staged = this.#staged;
    this.#work = work;
    const put = new Map<string, unknown>([[workPrefix + id, work]]);
    // A tab may have opened one since it was found to be too many.
    const stale = this.#stale.length > 0 ? await this.#free(this.#stale) : [];
    const drop = stale.flatMap((other) => [workPrefix + other, sourcePrefix + other]);
    if (staged === null) drop.push(sourcePrefix + id);
    if (staged) put.set(sourcePrefix + id, staged);
    const written = await this.records.write({ put, drop });
    if (written.ok) {
      this.#stale = [];
      if (this.#staged === staged) this.#staged = undefined;
      return written;
    }
    return staged ? this.#withoutPicture(id, work, written.error) : written;
  }

  /** Saves the pipeline alone where its picture is refused, and returns what to say of that. */
  async #withoutPicture(id: string, work: Work, why: AppError): Promise<Result<AppError | null>> {
    const change: Change = {
      put: new Map([[workPrefix + id, work]]),
      drop: [sourcePrefix + id],
    };
    const written = await this.records.write(change);
    if (!written.ok) return written;
    return ok(pictureRefused(why));
  }

  /** Whether the work lies there, and its picture where it has one. */
  async #holds(id: string): Promise<boolean> {
    const keys = await this.records.keys();
    if (!keys.ok) return false;
    const needed = [workPrefix + id, ...(this.#source ? [sourcePrefix + id] : [])];
    return needed.every((key) => keys.value.includes(key));
  }

  #lockOf(id: string): string {
    return workspaceLocks(this.prefix) + id;
  }

  #claim(): Promise<Result<string>> {
    return (this.#claimed ??= this.#findOwn());
  }

  async #findOwn(): Promise<Result<string>> {
    const before = this.tab.recall();
    const found = await keptWorks(this.records);
    // A tab that cannot read what is stored must not believe that its own work is all there is.
    if (!found.ok) {
      this.#claimed = null;
      return found;
    }
    const own = before ? await this.#reclaim(before) : await this.#adopt(found.value);
    const id = own ?? (await this.#begin());
    this.tab.remember(id);
    this.#stale = await this.#free(beyondKept(found.value, id));
    return ok(id);
  }

  /** After a reload; null in a duplicated tab, whose twin goes on with the workspace. */
  async #reclaim(id: string): Promise<string | null> {
    const lock = this.#lockOf(id);
    if (await this.tab.hold(lock, handOver)) return id;
    // Giving up too soon would show an empty workspace in place of what the person just had.
    const isHeld = (await this.tab.held()).has(lock);
    return (await this.tab.hold(lock, isHeld ? slowHandOver : slowGrant)) ? id : null;
  }

  /** In a fresh tab: the newest workspace that a closed or killed tab left behind. */
  async #adopt(found: readonly KeptWork[]): Promise<string | null> {
    const held = await this.tab.held();
    const alone = ![...held].some((name) => name.startsWith(this.#lockOf('')));
    const missed = found.filter(({ isLeft }) => !isLeft);
    for (const [index, { id, savedAt }] of missed.entries()) {
      if (!alone && this.clock.now() - savedAt > recent) return null;
      // The tab that holds the newest may be just about to close; others are not waited for.
      const isHeld = held.has(this.#lockOf(id));
      if (index > 0 && isHeld) continue;
      // Giving up a free one too soon would show an empty workspace in place of what was left.
      if (await this.tab.hold(this.#lockOf(id), isHeld ? handOver : slowGrant)) return id;
    }
    return null;
  }

  async #begin(): Promise<string> {
    const id = this.clock.newId();
    await this.tab.hold(this.#lockOf(id), handOver);
    return id;
  }

  /** Returns those that no tab holds. */
  async #free(ids: readonly string[]): Promise<readonly string[]> {
    const held = await this.tab.held();
    return ids.filter((id) => !held.has(this.#lockOf(id)));
  }
}
