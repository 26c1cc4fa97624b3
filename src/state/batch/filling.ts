import { count } from '../../core/base/words';
import type { NoticeAction, Notices } from '../screen/notices.svelte';
import type { Batch } from './batch.svelte';
import type { BatchFile } from './batch-item.svelte';

/** Why a list is not replaced without the person's word. */
type Held = 'running' | 'unfinished' | 'unsaved' | 'chosen';

type List = Pick<
  Batch,
  'add' | 'busy' | 'done' | 'fill' | 'hasOwnList' | 'items' | 'rest' | 'saved'
>;

/** Returns why a list is not replaced without the person's word; null where nothing is lost by it. */
function heldBy({ busy, rest, done, saved, hasOwnList }: List): Held | null {
  if (busy) return 'running';
  if (rest.length > 0) return 'unfinished';
  if (done.length > 0 && !saved) return 'unsaved';
  return hasOwnList ? 'chosen' : null;
}

function inWords(held: Held, { items, rest }: List): string {
  switch (held) {
    case 'running':
      return 'An export of many images is still running. Export these when it is done.';
    case 'unfinished':
      return `An export of many images was stopped with ${count(rest.length, 'file')} left.`;
    case 'unsaved':
      return 'The results of the last export of many images are not saved yet.';
    case 'chosen':
      return `You already have a list of ${count(items.length, 'file')} to export.`;
  }
}

/**
 * Fills the list of files to export with these, and shows it. What would be lost by that stays: a
 * notice says what it is, and asks.
 * @param show opens the window of the list
 */
export async function fillList(
  batch: List,
  notices: Pick<Notices, 'show'>,
  files: readonly BatchFile[],
  show: () => void,
): Promise<void> {
  const ask = (held: Held): void => {
    const add = (): void => {
      batch.add(files);
      show();
    };
    const actions: NoticeAction[] = [
      { label: 'Show it', run: show },
      ...(held === 'chosen' ? [{ label: 'Add to it', run: add }] : []),
      ...(held === 'running' ? [] : [{ label: 'Start a new list', run: () => void replace() }]),
    ];
    notices.show('warn', inWords(held, batch), { about: 'filling', stays: true, actions });
  };
  const replace = async (): Promise<void> => {
    if (await batch.fill(files)) show();
    else ask('running');
  };
  const held = heldBy(batch);
  if (held) ask(held);
  else await replace();
}
