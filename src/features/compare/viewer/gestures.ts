import { on } from 'svelte/events';

/** What a person does with the picture. Distances and positions in CSS pixels of the element. */
export interface Gestures {
  /** The picture is dragged by this much. */
  pan(x: number, y: number): void;
  /** The zoom is to become `factor` times what it is, around a point. */
  zoom(factor: number, x: number, y: number): void;
  /** A double click or double tap at a point. */
  double(x: number, y: number): void;
}

/** Wheel distance per step of the zoom: a mouse's notch is about 100, a trackpad's pinch about 4. */
const wheelSpeed = 0.0016;
const pinchSpeed = 0.01;
/** Pixels per line or page of wheels that do not count in pixels. */
const wheelUnits = [1, 16, 400] as const;

interface Spot {
  readonly x: number;
  readonly y: number;
}

const between = (one: Spot, other: Spot): { middle: Spot; distance: number } => ({
  middle: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 },
  distance: Math.max(1, Math.hypot(one.x - other.x, one.y - other.y)),
});

/**
 * Turns wheel, drag, pinch and double click on `element` into gestures. What lies on the element
 * and has a use for the pointer itself stops `pointerdown`. Returns the function that ends it.
 */
export function followGestures(element: HTMLElement, gestures: Gestures): () => void {
  const pointers = new Map<number, Spot>();
  const spotOf = (event: MouseEvent): Spot => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const onwheel = (event: WheelEvent): void => {
    event.preventDefault();
    const distance = event.deltaY * (wheelUnits[event.deltaMode] ?? 1);
    const { x, y } = spotOf(event);
    const factor = Math.exp(-distance * (event.ctrlKey ? pinchSpeed : wheelSpeed));
    if (factor !== 1) gestures.zoom(factor, x, y);
  };

  const ondown = (event: PointerEvent): void => {
    if (event.button > 1) return;
    element.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, spotOf(event));
  };

  const onmove = (event: PointerEvent): void => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = spotOf(event);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    if (!other) {
      gestures.pan(now.x - before.x, now.y - before.y);
      return;
    }
    const from = between(before, other);
    const to = between(now, other);
    gestures.pan(to.middle.x - from.middle.x, to.middle.y - from.middle.y);
    gestures.zoom(to.distance / from.distance, to.middle.x, to.middle.y);
  };

  const onend = (event: PointerEvent): void => {
    pointers.delete(event.pointerId);
  };

  const ondouble = (event: MouseEvent): void => {
    const { x, y } = spotOf(event);
    gestures.double(x, y);
  };

  // `on` keeps the order of bubbling: plain listeners here would run before the handlers of what
  // lies on the element, which Svelte delegates to the root, and their stopPropagation come too late.
  const offs = [
    on(element, 'wheel', onwheel, { passive: false }),
    on(element, 'pointerdown', ondown),
    on(element, 'pointermove', onmove),
    on(element, 'pointerup', onend),
    on(element, 'pointercancel', onend),
    on(element, 'dblclick', ondouble),
  ];
  return () => offs.forEach((off) => off());
}
