import { type Box, dropIndex, giveWay } from './sort-positions';

interface Drag {
  readonly id: string;
  readonly from: number;
  readonly boxes: readonly Box[];
  readonly scroller: Element | null;
  readonly scrolledAtStart: number;
}

/** A press becomes a drag after this many pixels. */
const threshold = 4;

/** The list scrolls while the pointer is this near to its upper or lower edge, in pixels. */
const scrollZone = 36;

function scrollerOf(element: Element): Element | null {
  for (let above = element.parentElement; above; above = above.parentElement) {
    const { overflowY } = getComputedStyle(above);
    const scrolls = overflowY === 'auto' || overflowY === 'scroll';
    if (scrolls && above.scrollHeight > above.clientHeight) return above;
  }
  return null;
}

/**
 * Reorders a list by dragging handles, with mouse, pen or touch. Cards only move by `translate`
 * until the drop, so the list stays as it is for the keyboard and for screen readers. Written here
 * because svelte-dnd-action announces through innerHTML, which Trusted Types refuse, and makes
 * every list item focusable.
 */
export class StepSorter {
  #drag = $state.raw<Drag | null>(null);
  #offset = $state(0);

  /** `drop` is called with the id of the card and the index at which it was let go. */
  constructor(private readonly drop: (id: string, index: number) => void) {}

  /** The id of the card that is being dragged, or null. */
  readonly dragged = $derived(this.#drag?.id ?? null);
  readonly #to = $derived(
    this.#drag ? dropIndex(this.#drag.boxes, this.#drag.from, this.#offset) : -1,
  );

  /** Returns by how many pixels the card at `index` is away from its place, downwards. */
  shift(index: number): number {
    if (!this.#drag) return 0;
    const { boxes, from } = this.#drag;
    return index === from ? this.#offset : giveWay(boxes, index, { from, to: this.#to });
  }

  /**
   * Follows the pointer that was pressed on `handle`, which lies in the card `id`: the child of the
   * list at `from`. Escape takes the drag back.
   */
  press(event: PointerEvent, handle: HTMLElement, id: string, from: number): void {
    const list = handle.closest('ol');
    if (event.button !== 0 || !event.isPrimary || !list || this.#drag) return;
    // Without this a mouse would start to mark text.
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    const start = event.clientY;
    let pointer = start;
    let frame = 0;
    const listening = new AbortController();

    const follow = (): void => {
      const drag = this.#drag;
      if (!drag) return;
      this.#offset = pointer - start + (drag.scroller?.scrollTop ?? 0) - drag.scrolledAtStart;
    };

    const scroll = (): void => {
      const scroller = this.#drag?.scroller;
      if (scroller) {
        const { top, bottom } = scroller.getBoundingClientRect();
        const above = Math.max(0, top + scrollZone - pointer);
        const below = Math.max(0, pointer - (bottom - scrollZone));
        scroller.scrollTop += (below - above) / 4;
        follow();
      }
      frame = requestAnimationFrame(scroll);
    };

    const begin = (): void => {
      const scroller = scrollerOf(list);
      const boxes = Array.from(list.children, (card) => card.getBoundingClientRect());
      this.#drag = { id, from, boxes, scroller, scrolledAtStart: scroller?.scrollTop ?? 0 };
      frame = requestAnimationFrame(scroll);
    };

    const end = (keep: boolean): void => {
      listening.abort();
      cancelAnimationFrame(frame);
      const [drag, to] = [this.#drag, this.#to];
      this.#drag = null;
      this.#offset = 0;
      if (keep && drag && to !== drag.from) this.drop(id, to);
    };

    const { signal } = listening;
    const move = (moved: PointerEvent): void => {
      pointer = moved.clientY;
      if (!this.#drag && Math.abs(pointer - start) >= threshold) begin();
      follow();
    };
    const cancel = (pressed: KeyboardEvent): void => {
      if (pressed.key !== 'Escape' || !this.#drag) return;
      pressed.stopPropagation();
      pressed.preventDefault();
      end(false);
    };
    handle.addEventListener('pointermove', move, { signal });
    handle.addEventListener('pointerup', () => end(true), { signal });
    handle.addEventListener('lostpointercapture', () => end(false), { signal });
    window.addEventListener('keydown', cancel, { signal, capture: true });
  }
}
