import {
  coarse,
  fromPosition,
  snap,
  toPosition,
  type NumberRange,
  type SliderScale,
} from './numbers';

/** What dragging over a number changes. */
export interface Scrubbed extends NumberRange {
  readonly value: number;
  readonly scale: SliderScale;
  /** Follows the drag. */
  oninput(value: number): void;
  /** Called once at the end of a drag: with null where it came back to where it began. */
  onend(value: number | null): void;
}

/** Pixels that a drag is longer than a click. */
const slack = 3;
/** Pixels over which a drag goes through the whole range, and those of a single step at most. */
const whole = 320;
const perStep = 2;

/**
 * Returns the value after a drag of so many CSS pixels to the right; `far` makes it ten times as much.
 * A range of few steps takes two pixels a step, one of many is gone through on 320, along its scale.
 */
export function scrubbedTo(
  from: number,
  pixels: number,
  range: NumberRange,
  scale: SliderScale,
  far = false,
): number {
  const { min, max, step } = range;
  if (max <= min) return snap(from, range);
  const perPixel = Math.max(step / (max - min) / perStep, 1 / whole);
  const position = toPosition(from, range, scale) + pixels * perPixel * (far ? coarse : 1);
  return fromPosition(Math.min(1, Math.max(0, position)), range, scale);
}

/**
 * Lets a number be dragged to the left and right by mouse or pen on `element`, from when it is not
 * focused: a finger scrolls there, and in a focused box a drag selects. A press without a drag is as it
 * was. `now` returns the number, or null while it cannot be changed. Returns what ends it.
 */
export function scrub(element: HTMLElement, now: () => Scrubbed | null): () => void {
  let drag: { readonly id: number; readonly x: number; readonly of: Scrubbed; to: number } | null =
    null;
  let moved = false;

  const ondown = (event: PointerEvent): void => {
    const number = now();
    const isPlain = event.button === 0 && event.pointerType !== 'touch';
    if (!number || !isPlain || document.activeElement === element) return;
    drag = { id: event.pointerId, x: event.clientX, of: number, to: number.value };
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
    const next = scrubbedTo(drag.of.value, pixels, number, number.scale, event.shiftKey);
    if (next === drag.to) return;
    drag.to = next;
    number.oninput(next);
  };

  /** What a drag came to stays when it is broken off, as on a slider. */
  const finish = (): void => {
    const ended = drag;
    drag = null;
    if (ended && moved) ended.of.onend(ended.to === ended.of.value ? null : ended.to);
  };

  const onend = (): void => {
    const pressed = drag !== null && !moved;
    finish();
    if (pressed && element instanceof HTMLInputElement) element.focus();
  };

  /** A label that was dragged does not go to its field. */
  const onclick = (event: MouseEvent): void => {
    if (moved) event.preventDefault();
    moved = false;
  };

  element.addEventListener('pointerdown', ondown);
  element.addEventListener('mousedown', onmousedown);
  element.addEventListener('pointermove', onmove);
  element.addEventListener('pointerup', onend);
  element.addEventListener('pointercancel', finish);
  element.addEventListener('click', onclick);
  return () => {
    element.removeEventListener('pointerdown', ondown);
    element.removeEventListener('mousedown', onmousedown);
    element.removeEventListener('pointermove', onmove);
    element.removeEventListener('pointerup', onend);
    element.removeEventListener('pointercancel', finish);
    element.removeEventListener('click', onclick);
  };
}
