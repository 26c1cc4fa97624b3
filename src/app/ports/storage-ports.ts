import { appError } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import { stored } from '../../core/stored/kinds';
import {
  addFromBackup,
  backupPart,
  lastBackupKey,
  planBackup,
  readBackup,
  replaceByBackup,
} from '../../platform/storage/backup';
import type { StoredBatches } from '../../platform/storage/batch-journal';
import { galleryBell } from '../../platform/storage/gallery';
import { libraryBell } from '../../platform/storage/library';
import { sitePath } from '../../platform/page/isolation';
import {
  keepStorage,
  type KeyValueStore,
  type ListableStore,
  storageSpace,
} from '../../platform/storage/key-value-store';
import { surveyStorage } from '../../platform/storage/stored-use';
import { saveFile } from '../../platform/files/files';
import { Unread } from '../../platform/storage/unread';
import type { BrowserTexts } from '../../platform/storage/text-store';
import { versionsBell } from '../../platform/storage/versions';
import type { Workspaces } from '../../platform/storage/workspaces';
import type { Autosave } from '../../state/work/autosave.svelte';
import type { Gallery } from '../../state/gallery/gallery.svelte';
import type { Versions } from '../../state/versions/versions.svelte';
import type { StoragePorts } from '../../state/device/storage-overview.svelte';

interface Places {
  readonly records: ListableStore;
  readonly batches: KeyValueStore;
  readonly texts: BrowserTexts;
  readonly workspaces: Workspaces;
  readonly journal: StoredBatches;
  /** Starts all names of this site. */
  readonly prefix: string;
}

/** The stores that are told when what they show has changed in the storage. */
interface Told {
  readonly versions: Versions;
  readonly autosave: Autosave;
  readonly gallery: Pick<Gallery, 'load'>;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** Returns what the Storage page can do, with the places in which things are stored. */
export function storagePorts(
  { records, batches, texts, workspaces, journal, prefix }: Places,
  { versions, autosave, gallery }: Told,
): StoragePorts {
  /** Tells this tab and all others that presets, versions and finished pictures are others now. */
  const tell = async (): Promise<void> => {
    libraryBell(prefix).ring();
    versionsBell(prefix).ring();
    galleryBell(prefix).ring();
    await Promise.all([versions.load(), gallery.load()]);
  };
  const unread = new Unread(records, texts);
  const leaving = async (written: Promise<Result<null>>): Promise<Result<null>> => {
    const done = await written;
    if (done.ok) location.reload();
    return done;
  };
  return {
    survey: () => surveyStorage(records, batches, texts, sitePath()),
    space: storageSpace,
    keep: keepStorage,
    lastBackup: () => {
      const at = new Date(texts.get(lastBackupKey) ?? '');
      return Number.isNaN(at.getTime()) ? null : at;
    },
    async backUp() {
      await autosave.flush();
      const now = new Date();
      const plan = await planBackup(records, texts, now, __PIPETTE_VERSION__);
      if (!plan.ok) return plan;
      const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
      try {
        const { deliverZip } = await import('../../platform/files/deliver');
        await deliverZip(plan.value.entries, `pipette-backup-${day}`, { max: backupPart });
      } catch (error) {
        return fail(
          appError('STO-FAILED', 'The backup could not be written: there may be no room for it.', {
            safe: 'Everything is still stored here.',
            advice: 'Free space on the disk, or close large pictures, then try again.',
            detail: String(error),
          }),
        );
      }
      texts.set(lastBackupKey, now.toISOString());
      return ok(plan.value.leftOut);
    },
    async read(file) {
      const read = await readBackup(file, Date.now());
      if (!read.ok) return read;
      const backup = read.value;
      return ok({
        contents: backup,
        replace: () =>
          leaving(workspaces.giveWay(() => replaceByBackup(records, texts, backup, Date.now()))),
        async add() {
          const added = await addFromBackup(records, backup, Date.now());
          if (added.ok) await tell();
          return added;
        },
      });
    },
    unread: {
      list: () => unread.list(),
      async download(record) {
        const file = await unread.file(record);
        if (!file.ok) return file;
        saveFile(file.value, file.value.name);
        return ok(null);
      },
      async again(record) {
        await autosave.flush();
        const read = await unread.again(record);
        if (read.ok && read.value.kind === 'work') {
          workspaces.goTo(read.value.id);
          location.reload();
        } else if (read.ok) await tell();
        return read;
      },
      remove: (record) => unread.remove(record),
    },
    async forget(kind) {
      const keys = await records.keys();
      if (!keys.ok) return keys;
      const { prefix: start } = stored[kind];
      const drop = keys.value.filter((key) => key.startsWith(start));
      const dropped = await records.write({ put: new Map(), drop });
      if (dropped.ok) await tell();
      return dropped;
    },
    async forgetAll() {
      const runs = await journal.forget();
      if (!runs.ok) return runs;
      const work = await workspaces.forget();
      if (!work.ok) return work;
      texts.clear();
      location.reload();
      return work;
    },
  };
}
