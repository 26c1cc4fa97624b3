/** The sets whose work is stored and that no tab shows, with some small pictures of each. */
import { readRecord } from '../../core/base/read-record';
import { ok, type Result } from '../../core/base/result';
import type { PictureSet } from '../../core/set/set';
import { type RecentSet, shownOfSet } from '../../core/set/recent-set';
import { setsReader } from '../../core/set/stored-sets';
import { stored } from '../../core/stored/kinds';
import { beyondKept, keptWork } from './kept-works';
import type { ListableStore } from './key-value-store';
import type { Tab } from '../page/tab';
import { idsIn, type StoredSetFiles } from './set-files';
import { workspaceLocks, type Workspaces } from './workspaces';

/** A tab that just left a set lets go of it within this time, in milliseconds. */
const patience = 400;

/** What is left of a set that was removed. */
export interface RemovedSet {
  bringBack(): Promise<Result<null>>;
  /** Drops its files, too, as far as no other work names them. */
  dropFiles(): Promise<Result<null>>;
}

function setOf(work: unknown): PictureSet | null {
  const of = readRecord(work);
  return setsReader(of.any('sets'))(of.any('set'));
}

/** A database that takes no lists of files takes fields that are some. */
const smallOf = (cover: unknown): readonly Blob[] =>
  Array.from({ length: shownOfSet }, (_, at) => readRecord(cover).any(String(at))).filter(
    (part) => part instanceof Blob,
  );

/** Finds kept sets among the work that is stored on this site. */
export class StoredRecentSets {
  /** @param prefix starts the names of this site */
  constructor(
    private readonly records: ListableStore,
    private readonly files: Pick<StoredSetFiles, 'drop'>,
    private readonly workspaces: Pick<Workspaces, 'goOnIn' | 'isClosed'>,
    private readonly tab: Pick<Tab, 'hold' | 'release' | 'held'>,
    private readonly prefix: string,
  ) {}

  /** Returns the sets that no tab shows and that stay, the newest first. */
  async list(): Promise<Result<readonly RecentSet[]>> {
    const held = await this.tab.held();
    const [works, covers] = [
      await this.records.readAll(stored.work.prefix),
      await this.records.readAll(stored.cover.prefix),
    ];
    if (!works.ok) return works;
    const all = [...works.value].map(([key, work]) => ({
      ...keptWork(key.slice(stored.work.prefix.length), work),
      work,
    }));
    all.sort((a, b) => b.savedAt - a.savedAt);
    const tooMany = new Set(beyondKept(all, ''));
    const found = all.flatMap(({ id: place, setId, savedAt, work }): RecentSet[] => {
      if (setId === null || tooMany.has(place) || held.has(this.#lockOf(place))) return [];
      const set = setOf(work);
      if (!set) return [];
      const cover = covers.ok ? covers.value.get(stored.cover.prefix + setId) : undefined;
      const { name, entries } = set;
      return [{ place, id: setId, name, pictures: entries.length, savedAt, small: smallOf(cover) }];
    });
    return ok(found);
  }

  #lockOf(place: string): string {
    return workspaceLocks(this.prefix) + place;
  }

  /**
   * Takes the work on a set for this tab, which goes on in its workspace. Null where another tab has it, or
   * it is gone.
   */
  async take({ place, id }: RecentSet): Promise<Result<{ work: unknown; source: unknown } | null>> {
    if (!(await this.tab.hold(this.#lockOf(place), patience))) return ok(null);
    const read = await this.records.read([
      stored.work.prefix + place,
      stored.source.prefix + place,
    ]);
    const [work, source] = read.ok ? read.value : [];
    const kept = keptWork(place, work);
    if (kept.setId === id) {
      this.workspaces.goOnIn(kept, id);
      return ok({ work, source });
    }
    this.tab.release(this.#lockOf(place));
    return read.ok ? ok(null) : read;
  }

  /** Lets go of what was taken: this tab does not go on in its workspace. */
  letGo({ place, id }: RecentSet): void {
    this.workspaces.goOnIn(null, id);
    this.tab.release(this.#lockOf(place));
  }

  /** Keeps small pictures of a set. */
  async keepSmall(id: string, small: readonly Blob[]): Promise<Result<null>> {
    if (this.workspaces.isClosed) return ok(null);
    const put = new Map([[stored.cover.prefix + id, { ...small.slice(0, shownOfSet) }]]);
    return this.records.write({ put, drop: [] });
  }

  /**
   * Removes a set; its files stay until they are dropped as well. Null where a tab has it, or where it is
   * gone.
   */
  async remove({ place, id }: Pick<RecentSet, 'place' | 'id'>): Promise<Result<RemovedSet | null>> {
    const lock = this.#lockOf(place);
    // A lock that this tab holds already would be granted.
    if ((await this.tab.held()).has(lock) || !(await this.tab.hold(lock, patience)))
      return ok(null);
    try {
      return await this.#removeFree(place, id);
    } finally {
      this.tab.release(lock);
    }
  }

  async #removeFree(place: string, id: string): Promise<Result<RemovedSet | null>> {
    const keys = [
      stored.work.prefix + place,
      stored.source.prefix + place,
      stored.cover.prefix + id,
    ];
    const isThere = (work: unknown) => keptWork(place, work).setId === id;
    const read = await this.records.update(keys, ([work]) =>
      isThere(work) ? { put: new Map(), drop: keys } : null,
    );
    if (!read.ok) return read;
    if (!isThere(read.value[0])) return ok(null);
    const put = new Map(
      keys.flatMap((key, at): [string, unknown][] =>
        read.value[at] === undefined ? [] : [[key, read.value[at]]],
      ),
    );
    return ok({
      bringBack: async () => {
        // What lies there by now is newer.
        const back = await this.records.update(keys, ([work]) =>
          work === undefined ? { put, drop: [] } : null,
        );
        return back.ok ? ok(null) : back;
      },
      dropFiles: () => this.files.drop([...idsIn(read.value[0])]),
    });
  }
}
