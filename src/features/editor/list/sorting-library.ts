import {
  Accessibility,
  AutoScroller,
  DragDropManager,
  type Draggable,
  Feedback,
  KeyboardSensor,
  PointerActivationConstraints,
  PointerSensor,
  StyleInjector,
} from '@dnd-kit/dom';
import { isSortable, Sortable } from '@dnd-kit/dom/sortable';
import { tick } from 'svelte';
import './sorting.css';

/** A card of the list, and what it is dragged by. */
export interface SortedCard {
  readonly id: string;
  readonly index: number;
  readonly card: HTMLElement;
  readonly handle: HTMLElement;
}

export interface SortingEvents {
  /** A drag of the card began. */
  picked(id: string): void;
  /** The drag ended; the card is to stand at `index`, or nothing changes when that is null. */
  dropped(id: string, index: number | null): void;
  /** What screen readers call the card. */
  title(id: string): string;
}

/** A press becomes a drag after this many pixels, so that a click stays a click. */
const threshold = 4;

const instructions =
  'Press Space to pick the step up, the arrow keys to move it, Space again to put it down, ' +
  'or Escape to put it back.';

type Speech = NonNullable<ConstructorParameters<typeof Accessibility>[1]>;

/** What the library's events say of the card that is dragged. */
interface Dragged {
  readonly id: string | number;
  readonly index: number;
}

/** Returns what is dragged, when it is one of our cards. */
const sortedOf = (source: Draggable | null): Dragged | null => (isSortable(source) ? source : null);

/** Returns what screen readers are told. */
function speech(events: SortingEvents): Speech {
  const said = (
    source: Draggable | null,
    words: (title: string, place: number) => string | undefined,
  ) => {
    const dragged = sortedOf(source);
    return dragged ? words(events.title(String(dragged.id)), dragged.index + 1) : undefined;
  };
  /** The place that was told last: the library reports more often than anything changes. */
  let told = 0;
  const moved = (name: string, place: number): string | undefined => {
    if (place === told) return undefined;
    told = place;
    return `${name} is at place ${place}.`;
  };
  const picked = (name: string, place: number): string => {
    told = place;
    return `${name} is picked up, at place ${place}.`;
  };
  return {
    screenReaderInstructions: { draggable: instructions },
    announcements: {
      dragstart: ({ operation: { source } }) => said(source, picked),
      dragover: ({ operation: { source } }) => said(source, moved),
      // What was moved is said by who moves it.
      dragend: ({ operation: { source }, canceled }) =>
        canceled ? said(source, (name) => `${name} is back where it was.`) : undefined,
    },
  };
}

/**
 * Lets cards be sorted by mouse, pen, touch and keyboard. While a card is dragged, the library
 * reorders the elements of the list; Svelte finds them where it would put them.
 */
export class Sorting {
  readonly #manager: DragDropManager;

  constructor(events: SortingEvents) {
    this.#manager = new DragDropManager({
      plugins: [],
      // What moves is on screen once Svelte has caught up.
      renderer: {
        get rendering() {
          return tick();
        },
      },
      sensors: [
        PointerSensor.configure({
          activationConstraints: [new PointerActivationConstraints.Distance({ value: threshold })],
        }),
        KeyboardSensor,
      ],
    });
    // It would write <style> elements, which our policy refuses: sorting.css has the rules.
    this.#manager.registry.plugins.unregister(StyleInjector);
    this.#manager.plugins = [
      Accessibility.configure(speech(events)),
      AutoScroller,
      // No flight to the place: the card is there at once. A function, because null forgets focus.
      Feedback.configure({ dropAnimation: () => undefined }),
    ];
    const { monitor } = this.#manager;
    monitor.addEventListener('dragstart', ({ operation: { source } }) => {
      if (source) events.picked(String(source.id));
    });
    monitor.addEventListener('dragend', ({ operation: { source }, canceled }) => {
      const dragged = sortedOf(source);
      if (dragged) events.dropped(String(dragged.id), canceled ? null : dragged.index);
    });
  }

  /** Makes a card draggable by its handle. Its place may be changed, and `destroy` ends it. */
  add({ id, index, card, handle }: SortedCard): Pick<Sortable, 'index' | 'destroy'> {
    return new Sortable({ id, index, element: card, handle }, this.#manager);
  }

  /** Lets everything go. */
  destroy(): void {
    this.#manager.destroy();
  }
}
