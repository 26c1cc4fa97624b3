import { ok } from '../../core/base/result';
import { smallPicture } from '../../platform/page/small-picture';
import { heldLocks, type Tab } from '../../platform/page/tab';
import type { ListableStore } from '../../platform/storage/key-value-store';
import { StoredRecentSets } from '../../platform/storage/recent-sets';
import type { StoredSetFiles } from '../../platform/storage/set-files';
import { whenAlone } from '../../platform/storage/when-alone';
import type { Workspaces } from '../../platform/storage/workspaces';
import type { RecentSetStore } from '../../state/set/recent-sets.svelte';
import type { Covers } from '../../state/set/set-covers.svelte';

/** A small picture on the start page takes at most so many bytes. */
const mostBytes = 16_000;

/** Where sets and their files lie. */
interface Places {
  readonly records: ListableStore;
  readonly workspaces: Workspaces;
  readonly tab: Tab;
  /** Starts all names of this site. */
  readonly prefix: string;
}

/** Returns what keeps sets that are not open, and their small pictures. */
export function recentSetPorts(
  { records, workspaces, tab, prefix }: Places,
  files: StoredSetFiles,
): RecentSetStore & Covers {
  const sets = new StoredRecentSets(records, files, workspaces, tab, prefix);
  return {
    list: () => sets.list(),
    take: (set) => sets.take(set),
    letGo: (set) => sets.letGo(set),
    async remove(set) {
      const removed = await sets.remove(set);
      if (!removed.ok) return removed;
      const { value } = removed;
      if (!value) return ok(null);
      return ok({
        bringBack: () => value.bringBack(),
        dropFiles: () => whenAlone(heldLocks, prefix, () => value.dropFiles()),
      });
    },
    async encode(bitmap) {
      // One that was put away meanwhile cannot be copied any more.
      const copy = await createImageBitmap(bitmap).catch(() => null);
      return copy && smallPicture(copy, mostBytes);
    },
    keepSmall: (id, small) => sets.keepSmall(id, small),
  };
}
