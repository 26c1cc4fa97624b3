import type { BrowserTexts } from '../../platform/storage/text-store';
import type { Notices } from '../../state/screen/notices.svelte';
import type { StorageOverview } from '../../state/device/storage-overview.svelte';

/** The records of which has been told, so that each is told of once. */
const toldKey = 'unread-told';

/**
 * Tells of stored records that could not be read, when there are new ones.
 * @param show opens the Storage window
 */
export async function offerUnread(
  storage: StorageOverview,
  texts: BrowserTexts,
  notices: Notices,
  show: () => Promise<void>,
): Promise<void> {
  await storage.lookForUnread();
  const told = texts.get(toldKey) ?? '';
  const fresh = storage.unread.filter(({ key }) => !told.includes(JSON.stringify(key)));
  const [newest] = fresh.slice(-1);
  if (!newest) return;
  texts.set(toldKey, JSON.stringify(storage.unread.map(({ key }) => key)));
  notices.show(
    'warn',
    'Something stored here could not be read. It is kept as it came, and new work is saved as ever.',
    {
      about: 'unread',
      // It is told of once.
      stays: true,
      actions: [
        { label: 'Download it', run: () => void storage.download(newest) },
        { label: 'Try again', run: () => void show().then(() => storage.readAgain(newest)) },
        { label: 'Storage', run: () => void show() },
      ],
    },
  );
}
