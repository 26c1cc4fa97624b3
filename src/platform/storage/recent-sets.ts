/** The sets whose work is stored and that no tab shows, with some small pictures of each. */
import { readRecord } from '../../core/base/read-record';
import { ok, type Result } from '../../core/base/result';
import type { PictureSet } from '../../core/set/set';
import { type RecentSet, shownOfSet } from '../../core/set/recent-set';
import { setsReader } from '../../core/set/stored-sets';
import { stored } from '../../core/stored/kinds';
import { keptWork } from './kept-works';
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
    private readonly workspaces: Pick<Workspaces, 'goOnIn'>,
    private readonly tab: Pick<Tab, 'hold' | 'release' | 'held'>,
    private readonly prefix: string,
  ) {}

  /** Returns the sets that no tab shows, the newest first. */
  async list(): Promise<Result<readonly RecentSet[]>> {
    const held = await this.tab.held();
    const [works, covers] = [
      await this.records.readAll(stored.work.prefix),
      await this.records.readAll(stored.cover.prefix),
    ];
    if (!works.ok) return works;
    const found = [...works.value].flatMap(([key, work]): RecentSet[] => {
      const place = key.slice(stored.work.prefix.length);
      const { setId, savedAt } = keptWork(place, work);
      if (setId === null || held.has(this.#lockOf(place))) return [];
      const set = setOf(work);
      if (!set) return [];
      const cover = covers.ok ? covers.value.get(stored.cover.prefix + setId) : undefined;
      const { name, entries } = set;
      return [{ place, id: setId, name, pictures: entries.length, savedAt, small: smallOf(cover) }];
    });
    return ok(found.sort((a, b) => b.savedAt - a.savedAt));
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
  keepSmall(id: string, small: readonly Blob[]): Promise<Result<null>> {
    const put = new Map([[stored.cover.prefix + id, { ...small.slice(0, shownOfSet) }]]);
    return this.records.write({ put, drop: [] });
  }

  /** Removes a set; its files stay until they are dropped as well. */
  async remove({ place, id }: Pick<RecentSet, 'place' | 'id'>): Promise<Result<RemovedSet>> {
    const keys = [
      stored.work.prefix + place,
      stored.source.prefix + place,
      stored.cover.prefix + id,
    ];
    const read = await this.records.read(keys);
    if (!read.ok) return read;
    const put = new Map(
      keys.flatMap((key, at): [string, unknown][] =>
        read.value[at] === undefined ? [] : [[key, read.value[at]]],
      ),
    );
    const dropped = await this.records.write({ put: new Map(), drop: keys });
    if (!dropped.ok) return dropped;
    return ok({
      bringBack: () => this.records.write({ put, drop: [] }),
      dropFiles: () => this.files.drop([...idsIn(read.value[0])]),
    });
  }
}
