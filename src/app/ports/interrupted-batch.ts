import type { BatchJournal } from '../../core/batch/journal';
import type { Batch } from '../../state/batch/batch.svelte';
import type { Notices } from '../../state/screen/notices.svelte';

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
  // Every tab that is open or came since offers it.
  const tell = (): void => {
    const text = 'Another tab is finishing this export, or has finished it. Nothing is lost.';
    notices.show('info', text, { about: 'batch' });
  };
  const resume = async (): Promise<void> => {
    if (batch.busy) void show();
    else if (!(await batch.resume(() => void show()))) tell();
  };
  const forget = async (): Promise<void> => {
    if (await journal.claim(run.id)) await journal.end(run.id);
    else tell();
  };
  notices.show('warn', 'An export of many images was interrupted. Nothing that is done is lost.', {
    about: 'batch',
    // What is offered once must not go by itself.
    stays: true,
    actions: [
      { label: `Resume: ${count}`, run: () => void resume() },
      { label: 'Forget it', run: () => void forget() },
    ],
  });
}
