/** The values a numeric control can take. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** The distance between neighbouring values, counted from `min`; more than 0. */
  readonly step: number;
}

/** How the position of a slider's thumb maps to its value. */
export type SliderScale = 'linear' | 'logarithmic';

/** What Shift, Page Up and Page Down multiply a step by. */
export const coarse = 10;

function decimalsOf(number: number): number {
  const [mantissa = '', exponent = '0'] = String(number).split('e');
  const fraction = mantissa.split('.')[1] ?? '';
  return Math.min(20, Math.max(0, fraction.length - Number(exponent)));
}

/** Returns the value nearest to `value` that `range` allows, free of floating-point dust. */
export function snap(value: number, { min, max, step }: NumberRange): number {
  const inside = Math.min(max, Math.max(min, value));
  // The end of the range counts as allowed even when no whole number of steps leads to it.
  const stepped =
    inside === max ? max : Math.min(max, min + Math.round((inside - min) / step) * step);
  // Adding 0 turns -0 into 0.
  return Number(stepped.toFixed(Math.max(decimalsOf(step), decimalsOf(min), decimalsOf(max)))) + 0;
}

/** Returns a number as a person writes it: a true minus sign and no exponent. */
export function plainNumber(value: number): string {
  return value.toFixed(decimalsOf(value)).replace('-', '−');
}

/** Returns where `value` lies in the range, from 0 (at `min`) to 1 (at `max`). */
export function toPosition(value: number, { min, max }: NumberRange, scale: SliderScale): number {
  if (max <= min) return 0;
  const position =
    scale === 'logarithmic' && min > 0
      ? Math.log(value / min) / Math.log(max / min)
      : (value - min) / (max - min);
  return Math.min(1, Math.max(0, position));
}

/** Returns the allowed value at a position from 0 to 1; the inverse of {@link toPosition}. */
export function fromPosition(position: number, range: NumberRange, scale: SliderScale): number {
  const { min, max } = range;
  const value =
    scale === 'logarithmic' && min > 0
      ? min * (max / min) ** position
      : min + position * (max - min);
  return snap(value, range);
}

/** Returns what a key pressed on a numeric control changes the value to, or null if it is not ours. */
export function steppedByKey(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  value: number,
  range: NumberRange,
): number | null {
  const size = range.step * (shiftKey ? coarse : 1);
  const moves: Readonly<Record<string, number>> = {
    ArrowUp: size,
    ArrowRight: size,
    ArrowDown: -size,
    ArrowLeft: -size,
    PageUp: range.step * coarse,
    PageDown: -range.step * coarse,
  };
  const move = moves[key];
  if (move !== undefined) return snap(value + move, range);
  if (key === 'Home') return range.min;
  if (key === 'End') return range.max;
  return null;
}
