/** A swipe goes at least so far across, in CSS pixels, and twice as far as up or down... */
const least = 48;
/** ...within this time, in milliseconds. */
const longest = 600;

/**
 * Calls `go` with 1 for a finger's swipe over the picture to the left, and with -1 for one to the right.
 * @param may whether a swipe counts now
 * @returns what ends it
 */
export function followSwipes(may: () => boolean, go: (by: 1 | -1) => void): () => void {
  let begun: {
    readonly id: number;
    readonly x: number;
    readonly y: number;
    readonly at: number;
  } | null = null;
  let fingers = 0;

  const isOnPicture = ({ target }: PointerEvent): boolean =>
    target instanceof Element &&
    target.closest('[data-viewer]') !== null &&
    target.closest('[role=slider], button, select, input, [role=dialog]') === null;

  const ondown = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') return;
    fingers += 1;
    const { pointerId: id, clientX: x, clientY: y, timeStamp: at } = event;
    // Two fingers zoom.
    begun = fingers === 1 && isOnPicture(event) && may() ? { id, x, y, at } : null;
  };

  const onup = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') return;
    fingers = Math.max(0, fingers - 1);
    if (begun?.id !== event.pointerId) return;
    const { x, y, at } = begun;
    begun = null;
    const [across, down] = [event.clientX - x, event.clientY - y];
    const isSwipe =
      event.type === 'pointerup' &&
      event.timeStamp - at <= longest &&
      Math.abs(across) >= Math.max(least, 2 * Math.abs(down));
    if (isSwipe && may()) go(across < 0 ? 1 : -1);
  };

  const capture = { capture: true };
  addEventListener('pointerdown', ondown, capture);
  addEventListener('pointerup', onup, capture);
  addEventListener('pointercancel', onup, capture);
  return () => {
    removeEventListener('pointerdown', ondown, capture);
    removeEventListener('pointerup', onup, capture);
    removeEventListener('pointercancel', onup, capture);
  };
}
