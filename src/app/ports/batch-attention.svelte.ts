import { keepAwake, notifyHidden } from '../../platform/page/attention';
import type { Batch } from '../../state/batch/batch.svelte';

/**
 * Keeps the screen awake while a run of many files goes on, and tells a person who looked away when
 * it has ended by itself; whichever window is open, for a run does not need its own. Tells the run
 * when the page is left.
 */
export function attendTo(batch: Batch): void {
  addEventListener('pagehide', () => batch.leave());
  $effect.root(() => {
    $effect(() => (batch.busy ? keepAwake() : undefined));

    let wasBusy = false;
    $effect(() => {
      if (wasBusy && batch.phase === 'finished') {
        const failed = batch.failed.length === 0 ? '' : `, ${batch.failed.length} failed`;
        notifyHidden(
          'Pipette',
          `${batch.done.length} of ${batch.items.length} files done${failed}.`,
        );
      }
      wasBusy = batch.busy;
    });
  });
}
