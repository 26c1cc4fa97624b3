import { untrack } from 'svelte';
import { fetchForDragging } from '../../../state/screen/dragging';
import type { Notices } from '../../../state/screen/notices.svelte';
import type { Sorting, SortingEvents } from './sorting-library';

/** Reorders the list of steps by dragging their handles, once the library for that has come. */
export class StepSorter {
  constructor(private readonly notices: Pick<Notices, 'show'>) {}

  /** The id of the step that is being dragged, or null. */
  dragged = $state<string | null>(null);
  #sorting = $state.raw<Sorting | null>(null);

  /**
   * Fetches the library, which the first picture need not wait for. Returns what ends the sorting.
   * @param drop is called with the id of a step and the index at which it was let go
   * @param title returns what a step is called
   */
  start(drop: (id: string, index: number) => void, title: (id: string) => string): () => void {
    const events: SortingEvents = {
      picked: (id) => this.#drag(id),
      dropped: (id, index) => {
        this.#drag(null);
        if (index !== null) drop(id, index);
      },
      title,
    };
    const { stop } = fetchForDragging(
      () => import('./sorting-library'),
      ({ Sorting }) => (this.#sorting = new Sorting(events)),
      this.notices,
      { what: 'Steps', instead: '“Move up” and “Move down” of a step still move it.' },
    );
    return () => {
      stop();
      this.#drag(null);
      this.#sorting?.destroy();
      this.#sorting = null;
    };
  }

  /** The whole page says that a step is dragged, for the cursor. */
  #drag(id: string | null): void {
    this.dragged = id;
    document.documentElement.toggleAttribute('data-sorting', id !== null);
  }

  /** Lets `handle` drag the card that it lies in, whose place in the list is `index`. */
  attach(handle: HTMLElement, id: string, index: () => number): (() => void) | undefined {
    const card = handle.closest('li');
    if (!this.#sorting || !card) return undefined;
    const sorted = this.#sorting.add({ id, index: untrack(index), card, handle });
    $effect(() => {
      sorted.index = index();
    });
    return () => sorted.destroy();
  }
}
