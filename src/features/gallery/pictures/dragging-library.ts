import {
  AutoScroller,
  DragDropManager,
  Draggable,
  PointerActivationConstraints,
  PointerSensor,
} from '@dnd-kit/dom';

/** A place in the window, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DraggingEvents {
  /** A drag of the picture with this id began. */
  picked(id: string, at: Point): void;
  moved(to: Point): void;
  /** The drag ended; where it was given up, everything is as it was. */
  dropped(canceled: boolean): void;
}

/** A press becomes a drag after so many pixels, so that a click stays a click. */
const threshold = 4;

/** A finger has to rest for so long, in milliseconds, or it scrolls; in pixels, how still it has to. */
const rest = { value: 300, tolerance: 8 };

/** Hears by mouse, pen and touch that pictures are dragged; what is shown of that is the list's own. */
export class Dragging {
  readonly #manager: DragDropManager;
  readonly #ending = new AbortController();

  constructor(events: DraggingEvents) {
    // No feedback, whose <style> elements our policy refuses: the list places its pictures itself.
    this.#manager = new DragDropManager({
      plugins: [AutoScroller],
      sensors: [
        PointerSensor.configure({
          activationConstraints: ({ pointerType }) => [
            pointerType === 'touch'
              ? new PointerActivationConstraints.Delay(rest)
              : new PointerActivationConstraints.Distance({ value: threshold }),
          ],
        }),
      ],
    });
    const { monitor, actions } = this.#manager;
    monitor.addEventListener('dragstart', ({ operation: { source, position } }) => {
      if (source) events.picked(String(source.id), position.initial);
    });
    monitor.addEventListener('dragmove', ({ nativeEvent }) => {
      // The library tells of scrolling, too, by which the finger goes nowhere.
      if (nativeEvent instanceof PointerEvent) {
        events.moved({ x: nativeEvent.clientX, y: nativeEvent.clientY });
      }
    });
    monitor.addEventListener('dragend', ({ canceled }) => events.dropped(canceled));
    // Escape gives the drag up, and closes no window.
    const giveUp = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || this.#manager.dragOperation.status.idle) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      actions.stop({ event, canceled: true });
    };
    window.addEventListener('keydown', giveUp, { capture: true, signal: this.#ending.signal });
  }

  /** Lets an element be dragged; returns what ends that. */
  add(id: string, element: HTMLElement): () => void {
    const draggable = new Draggable({ id, element }, this.#manager);
    return () => draggable.destroy();
  }

  /** Lets everything go. */
  destroy(): void {
    this.#ending.abort();
    this.#manager.destroy();
  }
}
