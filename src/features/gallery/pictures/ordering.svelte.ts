import type { Attachment } from 'svelte/attachments';
import type { GalleryEntry } from '../../../core/gallery/entry';
import { type PictureRow, placeAt } from '../../../core/gallery/rows';
import type { Gallery } from '../../../state/gallery/gallery.svelte';
import { fetchForDragging } from '../../../state/screen/dragging';
import type { Notices } from '../../../state/screen/notices.svelte';
import type { Dragging, DraggingEvents, Point } from './dragging-library';

/** A picture that is dragged, or is being put down. */
interface Held {
  readonly id: string;
  /** Where it is held, from its own upper left corner, in CSS pixels. */
  readonly within: Point;
  /** Where the hand is in the window; null once it let go. */
  readonly hand: Point | null;
  /** Where the picture itself is, from the corner of the list; null once it was let go. */
  readonly spot: Point | null;
  /** Where it would stand now. */
  readonly place: number;
}

/** The list in which pictures are ordered. */
export interface OrderedList {
  /** Whether pictures may be ordered now. */
  readonly isOn: boolean;
  rowsOf(entries: readonly GalleryEntry[]): readonly PictureRow[];
  /** Room for words below a row, as of `pictureRows`. */
  readonly below: number;
  /** Where the first picture has its upper left corner, in the window; wherever one has scrolled to. */
  corner(): Point;
}

/** The ordering of a collection by dragging its pictures. */
export class Ordering {
  #held = $state.raw<Held | null>(null);
  #dragging = $state.raw<Dragging | null>(null);
  /** A click that comes with the end of a drag is none. */
  #endedAt = -Infinity;
  readonly #elements = new Map<string, HTMLElement>();
  readonly #attachments = new Map<string, Attachment<HTMLElement>>();

  constructor(
    private readonly gallery: Gallery,
    private readonly list: OrderedList,
    private readonly notices: Pick<Notices, 'show'>,
  ) {}

  /** What is dragged; null for nothing. */
  readonly held = $derived.by(() => (this.list.isOn ? this.#held : null));

  readonly #others = $derived.by(() => this.gallery.shown.filter(({ id }) => id !== this.held?.id));
  /** The pictures as they would stand now. */
  readonly shown = $derived.by((): readonly GalleryEntry[] => {
    const { held } = this;
    const one = held && this.gallery.byId.get(held.id);
    return one ? this.#others.toSpliced(held.place, 0, one) : this.gallery.shown;
  });

  /** Fetches the library for it; returns what ends it. */
  start(): () => void {
    const events: DraggingEvents = {
      picked: (id, hand) => {
        const { x, y } = this.#elements.get(id)?.getBoundingClientRect() ?? hand;
        const place = this.gallery.shown.findIndex((entry) => entry.id === id);
        this.#held = { id, within: { x: hand.x - x, y: hand.y - y }, hand, spot: null, place };
        this.follow();
      },
      moved: (hand) => {
        this.#held = this.#held && { ...this.#held, hand };
        this.follow();
      },
      dropped: (canceled) => void this.#end(canceled),
    };
    const { stop } = fetchForDragging(
      () => import('./dragging-library'),
      ({ Dragging }) => (this.#dragging = new Dragging(events)),
      this.notices,
      { what: 'Pictures', instead: 'Alt+← and Alt+→ still move one, as its menu does.' },
    );
    return () => {
      stop();
      this.#dragging?.destroy();
      this.#dragging = null;
      this.#held = null;
    };
  }

  /** Has the picture go along with the hand, under which the list may have been scrolled. */
  follow(): void {
    const { held } = this;
    if (!held?.hand) return;
    const { hand, within } = held;
    const corner = this.list.corner();
    const under = { x: hand.x - corner.x, y: hand.y - corner.y };
    const spot = { x: under.x - within.x, y: under.y - within.y };
    // In the rows as they are seen; the picture itself is none of those before it.
    const before = placeAt(this.list.rowsOf(this.shown), under, this.list.below);
    const place = before > held.place ? before - 1 : before;
    this.#held = { ...held, spot, place };
  }

  /** Puts the picture where it would stand. */
  async #end(canceled: boolean): Promise<void> {
    const { held, gallery } = this;
    this.#endedAt = performance.now();
    const { collection } = gallery;
    const [next, last] = [held && this.#others[held.place], this.#others.at(-1)];
    if (held && collection && last && !canceled) {
      this.#held = { ...held, hand: null, spot: null };
      const [other, side] = next ? [next, 'before' as const] : [last, 'after' as const];
      await gallery.moveBeside(collection.id, held.id, other.id, side);
    }
    this.#held = null;
  }

  /** Lets an element drag the picture that it shows. */
  attach(id: string): Attachment<HTMLElement> {
    // The same for the same picture: another one would end the drag.
    const known = this.#attachments.get(id);
    if (known) return known;
    const attachment: Attachment<HTMLElement> = (element) => {
      const end = this.#dragging?.add(id, element);
      this.#elements.set(id, element);
      return () => {
        end?.();
        this.#elements.delete(id);
      };
    };
    this.#attachments.set(id, attachment);
    return attachment;
  }

  /** Whether a click is the end of a drag. */
  isEnd({ timeStamp }: Pick<MouseEvent, 'timeStamp'>): boolean {
    return timeStamp - this.#endedAt < 50;
  }
}
