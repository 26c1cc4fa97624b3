import { coarse, snap, type NumberRange } from './numbers';

/** What dragging over a number changes. */
export interface Scrubbed extends NumberRange {
  readonly value: number;
  onchange(value: number): void;
}

/** Pixels that a drag is longer than a click. */
const slack = 3;
/** Pixels over which a drag goes through the whole range, and those of a single step at most. */
const whole = 320;
const perStep = 2;

/**
 * Returns the value after a drag of so many CSS pixels to the right; `far` makes it ten times as much.
 * A range of few steps takes two pixels a step, one of many is gone through on 320.
 */
export function scrubbedTo(from: number, pixels: number, range: NumberRange, far = false): number {
  const perPixel = Math.max(range.step / perStep, (range.max - range.min) / whole);
  return snap(from + pixels * perPixel * (far ? coarse : 1), range);
}

/**
 * Lets a number be dragged to the left and right by mouse or pen on `element`, from when it is not
 * focused: a finger scrolls there, and in a focused box a drag selects. A press without a drag is as it
 * was. `now` returns the number, or null while it cannot be changed. Returns what ends it.
 */
export function scrub(element: HTMLElement, now: () => Scrubbed | null): () => void {
  let drag: { readonly id: number; readonly x: number; readonly from: number } | null = null;
  let moved = false;

  const ondown = (event: PointerEvent): void => {
    const number = now();
    const isPlain = event.button === 0 && event.pointerType !== 'touch';
    if (!number || !isPlain || document.activeElement === element) return;
    drag = { id: event.pointerId, x: event.clientX, from: number.value };
    moved = false;
    element.setPointerCapture(event.pointerId);
  };

  /** The focus waits for the end: a drag is no wish to type. */
  const onmousedown = (event: MouseEvent): void => {
    if (drag) event.preventDefault();
  };

  const onmove = (event: PointerEvent): void => {
    const number = now();
    if (!drag || !number || event.pointerId !== drag.id) return;
    const pixels = event.clientX - drag.x;
    moved ||= Math.abs(pixels) > slack;
    if (!moved) return;
    const next = scrubbedTo(drag.from, pixels, number, event.shiftKey);
    if (next !== number.value) number.onchange(next);
  };

  const onend = (): void => {
    const pressed = drag !== null && !moved;
    drag = null;
    if (pressed && element instanceof HTMLInputElement) element.focus();
  };

  /** A label that was dragged does not go to its field. */
  const onclick = (event: MouseEvent): void => {
    if (moved) event.preventDefault();
    moved = false;
  };

  const cancel = (): void => void (drag = null);
  element.addEventListener('pointerdown', ondown);
  element.addEventListener('mousedown', onmousedown);
  element.addEventListener('pointermove', onmove);
  element.addEventListener('pointerup', onend);
  element.addEventListener('pointercancel', cancel);
  element.addEventListener('click', onclick);
  return () => {
    element.removeEventListener('pointerdown', ondown);
    element.removeEventListener('mousedown', onmousedown);
    element.removeEventListener('pointermove', onmove);
    element.removeEventListener('pointerup', onend);
    element.removeEventListener('pointercancel', cancel);
    element.removeEventListener('click', onclick);
  };
}
