import type { BatchJournal } from '../core/batch/journal';
import type { Batch } from '../state/batch.svelte';
import type { Notices } from '../state/notices.svelte';

/**
 * Offers to go on with a run of many files whose tab is gone.
 * @param show opens the window for many files
 */
export async function offerInterrupted(
  journal: BatchJournal,
  batch: Batch,
  notices: Notices,
  show: () => Promise<void>,
): Promise<void> {
  const found = await journal.interrupted();
  if (!found) return;
  const { run, done } = found;
  const count = `${done.length} of ${run.items.length} done`;
  // A warning, because it stays: what is offered once must not go by itself.
  notices.show('warn', 'An export of many images was interrupted. Nothing that is done is lost.', {
    about: 'batch',
    actions: [
      {
        label: `Resume: ${count}`,
        run: () => {
          void show();
          void batch.resume();
        },
      },
      { label: 'Forget it', run: () => void journal.end(run.id) },
    ],
  });
}
