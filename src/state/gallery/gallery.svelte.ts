import type { AppError } from '../../core/base/errors';
import type { Result } from '../../core/base/result';
import {
  type GalleryCollection,
  moved,
  movedBeside,
  renamed,
  withCover,
  withEntries,
  withoutEntries,
} from '../../core/gallery/collection';
import {
  bytesOfEntries,
  type GalleryDetails,
  type GalleryEntry,
  type GalleryFile,
  withDetails,
} from '../../core/gallery/entry';
import { findEntries, type GallerySort, tagsOf } from '../../core/gallery/find';
import type { GalleryFiles, GalleryStore } from '../../core/gallery/store';
import type { TextStore } from '../base/ports';
import { CommunityPictures } from './community.svelte';

export type GalleryTab = 'pictures' | 'presets';

/** Under which it is kept which tab was shown last. */
const tabKey = 'gallery-tab';

/** Stands for the pictures of the community where the id of a collection may. */
export const communityId = 'community';

/** Takes a removal back. */
export type BringBack = () => Promise<void>;

/** The finished pictures on this device, and which of them are looked at. */
export class Gallery {
  entries = $state.raw<readonly GalleryEntry[]>([]);
  collections = $state.raw<readonly GalleryCollection[]>([]);
  /** Records that cannot be read by this version. */
  unreadable = $state(0);
  /** Whether it is known what is here. */
  loaded = $state(false);
  failure = $state.raw<AppError | null>(null);
  query = $state('');
  tag = $state<string | null>(null);
  sort = $state<GallerySort>('newest');
  /** The id of the collection that is shown, or `communityId`; null for all own pictures. */
  chosen = $state<string | null>(null);
  /** The id of the picture that is looked at closely; null for none. */
  current = $state<string | null>(null);
  #tab = $state<GalleryTab>('presets');
  /** The readings, one after the other, so that the last one knows most. */
  #reading: Promise<void> = Promise.resolve();

  readonly byId: ReadonlyMap<string, GalleryEntry> = $derived(
    new Map(this.entries.map((entry) => [entry.id, entry])),
  );
  /** By the hash of their pictures; of several that show the same one, the first. */
  readonly byHash: ReadonlyMap<string, GalleryEntry> = $derived(
    new Map(this.entries.toReversed().map((entry) => [entry.files.picture.hash, entry])),
  );
  readonly collection = $derived.by(
    () => this.collections.find(({ id }) => id === this.chosen) ?? null,
  );
  /** Whether the pictures of the community are shown, which can only be looked at. */
  readonly showsCommunity = $derived(this.chosen === communityId);
  /** Those among which is searched. */
  readonly listed = $derived.by(() =>
    this.showsCommunity ? this.community.entries : this.entries,
  );
  /** Those that are asked for, in their order. */
  readonly shown = $derived.by(() => {
    const { query, tag, collection } = this;
    return findEntries(this.listed, { query, tag, collection, sort: this.order });
  });
  readonly tags = $derived.by(() => tagsOf(this.listed));
  readonly bytes = $derived(bytesOfEntries(this.entries));
  /** The picture that is looked at; null where it is not among those shown. */
  readonly open = $derived.by(() => this.shown.find(({ id }) => id === this.current) ?? null);

  constructor(
    private readonly store: GalleryStore,
    private readonly tools: { now(): number; newId(): string },
    private readonly texts: TextStore,
    readonly community = new CommunityPictures(() =>
      Promise.resolve({ found: [], complete: true }),
    ),
  ) {
    if (texts.get(tabKey) === 'pictures') this.#tab = 'pictures';
  }

  get tab(): GalleryTab {
    return this.#tab;
  }

  set tab(tab: GalleryTab) {
    this.#tab = tab;
    this.texts.set(tabKey, tab);
  }

  /** The order by hand is that of a collection; without one the newest come first. */
  get order(): GallerySort {
    return this.sort === 'hand' && !this.collection ? 'newest' : this.sort;
  }

  /** Reads anew what is here, as when another tab may have changed it. */
  load(): Promise<void> {
    this.#reading = this.#reading.then(() => this.#load());
    return this.#reading;
  }

  async #load(): Promise<void> {
    const read = await this.store.list();
    this.failure = read.ok ? null : read.error;
    if (!read.ok) return;
    this.entries = read.value.entries;
    this.collections = read.value.collections.toSorted((one, other) => one.at - other.at);
    this.unreadable = read.value.unreadable;
    this.loaded = true;
  }

  /** Reads what is here, and follows the other tabs; returns what stops that. */
  follow(): () => void {
    void this.load();
    void this.community.load();
    return this.store.watch(() => void this.load());
  }

  /** Resolves to a file of an entry, be it of the community; null when it cannot be had. */
  async file({ hash }: Pick<GalleryFile, 'hash'>): Promise<Blob | null> {
    const read = await this.store.file(hash);
    return (read.ok ? read.value : null) ?? this.community.file({ hash });
  }

  /** Shows the picture that stands so many places later among those shown, or none. */
  step(by: number): void {
    const at = this.shown.findIndex(({ id }) => id === this.current);
    const next = this.shown[at + by];
    if (at !== -1 && next) this.current = next.id;
  }

  /** Shows a collection in its own order, the community's pictures, or, for null, all own ones. */
  choose(id: string | null): void {
    this.chosen = id;
    if (this.collection) this.sort = 'hand';
    if (!this.tags.some(({ tag }) => tag === this.tag)) this.tag = null;
  }

  /** Shows a picture whatever is searched for. */
  reveal(id: string): void {
    this.query = '';
    this.tag = null;
    this.chosen = null;
    this.current = id;
  }

  /** Keeps entries with their files; one that is here is replaced. Resolves to whether that worked. */
  async add(entries: readonly GalleryEntry[], files: GalleryFiles): Promise<Result<null>> {
    const added = await this.store.add(entries, files);
    if (!added.ok) return added;
    // To read all anew for each of a thousand would take minutes. A reading that has begun knows less.
    const ids = new Set(entries.map(({ id }) => id));
    this.#reading = this.#reading.then(() => {
      this.entries = [...this.entries.filter(({ id }) => !ids.has(id)), ...entries];
    });
    await this.#reading;
    return added;
  }

  /** Changes what is said of a picture; resolves to whether it was stored. */
  edit(id: string, details: GalleryDetails): Promise<boolean> {
    return this.#done(this.store.amend(id, (entry) => withDetails(entry, details)));
  }

  /** Adds a tag to pictures. */
  async tagAll(ids: readonly string[], tag: string): Promise<boolean> {
    for (const id of ids) {
      const add = (entry: GalleryEntry): GalleryEntry =>
        withDetails(entry, { ...entry, tags: [...entry.tags, tag] });
      const stored = await this.store.amend(id, add);
      if (!stored.ok) return this.#done(Promise.resolve(stored));
    }
    await this.load();
    return true;
  }

  /** Removes pictures. Resolves to what brings them back; null when that failed, as `failure` tells. */
  async remove(ids: readonly string[]): Promise<BringBack | null> {
    const removed = await this.store.remove(ids);
    if (!(await this.#done(Promise.resolve(removed))) || !removed.ok) return null;
    if (this.current !== null && ids.includes(this.current)) this.current = null;
    const { entries, files } = removed.value;
    return async () => {
      await this.#done(this.store.add(entries, files));
    };
  }

  /** Makes a collection of pictures; resolves to its id, or null when it could not be stored. */
  async collect(title: string, ids: readonly string[]): Promise<string | null> {
    const { tools } = this;
    const empty: GalleryCollection = { id: tools.newId(), at: tools.now(), title: '', entries: [] };
    const made = withEntries(renamed(empty, title), ids);
    return (await this.#done(this.store.change(made.id, () => made))) ? made.id : null;
  }

  rename(id: string, title: string): Promise<boolean> {
    return this.#change(id, (collection) => renamed(collection, title));
  }

  /** Puts pictures into a collection, at its end. */
  put(id: string, entries: readonly string[]): Promise<boolean> {
    return this.#change(id, (collection) => {
      const gone = collection.entries.filter((one) => !this.byId.has(one));
      return withEntries(withoutEntries(collection, gone), entries);
    });
  }

  /** Takes pictures out of a collection; they stay in the gallery. */
  takeOut(id: string, entries: readonly string[]): Promise<boolean> {
    return this.#change(id, (collection) => withoutEntries(collection, entries));
  }

  /** Puts a picture so many places later in a collection, among those that are here. */
  move(id: string, entry: string, by: number): Promise<boolean> {
    return this.#change(id, (collection) => {
      const gone = collection.entries.filter((one) => !this.byId.has(one));
      return moved(withoutEntries(collection, gone), entry, by);
    });
  }

  /** Puts a picture just before or after another one of a collection. */
  moveBeside(id: string, entry: string, other: string, side: 'before' | 'after'): Promise<boolean> {
    return this.#change(id, (collection) => movedBeside(collection, entry, other, side));
  }

  /** Has a picture stand for a collection. */
  cover(id: string, entry: string): Promise<boolean> {
    return this.#change(id, (collection) => withCover(collection, entry));
  }

  /** Forgets a collection; its pictures stay. Resolves to what brings it back. */
  async forget(id: string): Promise<BringBack | null> {
    const collection = this.collections.find((one) => one.id === id);
    if (!collection || !(await this.#done(this.store.change(id, () => null)))) return null;
    if (this.chosen === id) this.chosen = null;
    return async () => {
      await this.#done(this.store.change(id, (now) => now ?? collection));
    };
  }

  #change(
    id: string,
    change: (collection: GalleryCollection) => GalleryCollection,
  ): Promise<boolean> {
    return this.#done(this.store.change(id, (collection) => collection && change(collection)));
  }

  /** Reads what was written; `failure` tells why it was not. */
  async #done(writing: Promise<Result<unknown>>): Promise<boolean> {
    const written = await writing;
    if (written.ok) await this.load();
    else this.failure = written.error;
    return written.ok;
  }
}
