import { messageOf } from '../../core/base/errors';
import { onLaunchFiles, takeSharedFiles } from '../../platform/files/incoming';
import type { Notices } from '../../state/screen/notices.svelte';
import type { Opening } from './opening.svelte';

/** Opens what other apps and the system hand over. */
export function receiveFiles(opening: Pick<Opening, 'files' | 'shared'>, notices: Notices): void {
  const failed = (error: unknown): void => {
    const detail = messageOf(error);
    notices.show('error', 'A picture from another app did not arrive. Open it here instead.', {
      detail,
    });
  };
  onLaunchFiles((files) => void opening.files(files), failed);
  const address = new URL(location.href);
  if (!address.searchParams.has('shared')) return;
  address.searchParams.delete('shared');
  history.replaceState(history.state, '', address);
  takeSharedFiles().then((files) => opening.shared(files), failed);
}
