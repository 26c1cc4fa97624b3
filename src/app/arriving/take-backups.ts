import type { Notices } from '../../state/screen/notices.svelte';
import type { StorageOverview } from '../../state/device/storage-overview.svelte';
import { namesInWords } from '../../core/naming/names-in-words';

/** Puts a backup on offer, and names those that have to wait: one at a time decides what becomes of each. */
export async function takeBackups(
  [first, ...others]: readonly File[],
  storage: Pick<StorageOverview, 'open'>,
  notices: Pick<Notices, 'show' | 'fail'>,
): Promise<void> {
  if (!first) return;
  const opened = await storage.open(first);
  if (!opened.ok) notices.fail(opened.error);
  if (others.length === 0) return;
  const names = namesInWords(others.map(({ name }) => name));
  notices.show('warn', `One backup is restored at a time. Not opened: ${names}.`, {
    about: 'backups',
  });
}
