import type { Operation, Values } from '../operations/define';
import type { Parameter, ParameterValue } from '../operations/parameters';

/** More suggestions than this are not tried. */
const max = 2;

/** Returns the value half of the way from `from` to `to` on the parameter's own scale. */
function halfway(
  from: number,
  to: number,
  { step, scale }: { readonly step: number; readonly scale: 'linear' | 'logarithmic' },
): number {
  const middle =
    scale === 'logarithmic' && from > 0 && to > 0 ? Math.sqrt(from * to) : (from + to) / 2;
  const steps = Math.round(middle / step);
  // Sums of decimal steps are not exact; formats round to the step's decimals.
  return Math.min(Math.max(from, to), Math.max(Math.min(from, to), steps * step));
}

function tryOf(parameter: Parameter, value: ParameterValue | undefined): string | null {
  switch (parameter.kind) {
    case 'number':
    case 'pixels': {
      if (typeof value !== 'number') return null;
      const words = [parameter.min, parameter.max]
        .map((end) => halfway(value, end, parameter))
        .filter((other) => parameter.format(other) !== parameter.format(value))
        .map((other) => parameter.format(other));
      return words.length === 0
        ? null
        : `${parameter.label}: ${words.join(' or ')} instead of ${parameter.format(value)}.`;
    }
    case 'choice': {
      const others = parameter.options.filter((option) => option.value !== value);
      const chosen = parameter.options.find((option) => option.value === value);
      const words = others.slice(0, 3).map(({ label }) => `“${label}”`);
      return words.length === 0 || !chosen
        ? null
        : `${parameter.label}: ${words.join(', ')} instead of “${chosen.label}”.`;
    }
    case 'toggle':
      return `${parameter.label}: ${value === true ? 'off' : 'on'}.`;
    case 'colour':
      return `${parameter.label}: a lighter, a darker or the opposite colour.`;
    case 'point':
      return `${parameter.label}: another place on the picture.`;
    case 'rectangle':
      return `${parameter.label}: a tighter or a wider part of the picture.`;
    case 'curve':
      return `${parameter.label}: move one point a little up, then a little down.`;
    case 'rectangles':
    case 'text':
    case 'asset':
      return null;
  }
}

/**
 * Returns what one might try at a step, in sentences: other values of the parameters that are in
 * use, half of the way to their ends.
 */
export function triesFor(operation: Operation, values: Values): string[] {
  const tries = [...operation.parameters]
    .filter(([, parameter]) => parameter.shownWhen?.(values) ?? true)
    .map(([name, parameter]) => tryOf(parameter, values[name]));
  return tries.filter((text) => text !== null).slice(0, max);
}
