import { formatNumber, plainZero } from '../base/numbers';
import type { HueSpace } from '../colour/hues';
import { type Common, type Declared, parameterOf } from './parameter';

/** How a number is declared, with what may be left out. */
export interface NumericInput extends Declared<number> {
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** Shown after the number; empty for a bare number. */
  readonly unit?: string;
  /** Whether positive values are written with a plus sign. */
  readonly signed?: boolean;
  /** How the slider maps position to value; the number box is always the value itself. */
  readonly scale?: 'linear' | 'logarithmic';
  /** Whose hues its degrees are, for values that stand for colours and are shown as such. */
  readonly hues?: HueSpace | null;
}

/** A parameter that is a number within bounds. */
export type Numeric<Name extends string> = Common<Name, number> &
  Required<Omit<NumericInput, keyof Declared<number>>>;

/** Returns the value half of the way from `from` to `to` on the parameter's own scale. */
function halfway(from: number, to: number, step: number, scale: Required<NumericInput>['scale']) {
  const middle =
    scale === 'logarithmic' && from > 0 && to > 0 ? Math.sqrt(from * to) : (from + to) / 2;
  const steps = Math.round(middle / step);
  // Sums of decimal steps are not exact; formats round to the step's decimals.
  return Math.min(Math.max(from, to), Math.max(Math.min(from, to), steps * step));
}

/** Returns a parameter that is a number within bounds. */
export function numeric<Name extends string>(kind: Name, input: NumericInput): Numeric<Name> {
  const { min, max, step = 1, unit = '', signed = min < 0, scale = 'linear', hues = null } = input;
  const format = (value: number): string => formatNumber(value, { step, unit, signed });
  return parameterOf(
    { ...input, step, unit, signed, scale, hues },
    {
      kind,
      read: (value) =>
        typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max
          ? plainZero(value)
          : null,
      expected: `a number from ${min} to ${max}${unit ? ` (${unit})` : ''}`,
      format,
      schema: { type: 'number', minimum: min, maximum: max },
      range: `${format(min)} to ${format(max)}`,
      tries: (value) => {
        const others = [min, max]
          .map((end) => format(halfway(value, end, step, scale)))
          .filter((other) => other !== format(value));
        return others.length === 0 ? null : `${others.join(' or ')} instead of ${format(value)}`;
      },
      nearest: (came) => {
        if (typeof came !== 'number' || !Number.isFinite(came)) return null;
        const value = Math.min(max, Math.max(min, came));
        return [value, `the nearest that is possible, ${format(value)}`];
      },
    },
  );
}
