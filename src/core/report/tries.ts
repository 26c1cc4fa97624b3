import type { Operation, Values } from '../operations/define';

/** More suggestions than this are not tried. */
const max = 2;

/**
 * Returns what one might try at a step, in sentences: other values of the parameters that are in
 * use, half of the way to their ends.
 */
export function triesFor(operation: Operation, values: Values): string[] {
  const tries = [...operation.parameters]
    .filter(([, parameter]) => parameter.shownWhen?.(values) ?? true)
    .flatMap(([name, parameter]) => {
      const words = parameter.tries(values[name]);
      return words === null ? [] : [`${parameter.label}: ${words}.`];
    });
  return tries.slice(0, max);
}
