import type { Operation } from './define';

const known = new Map<string, Operation>();

/**
 * Operations by id. A Map, so that an id such as "constructor" finds nothing. Empty until the list
 * (`operations/index`) is there, which the first screen does without: it has no steps, and whatever makes or
 * reads one imports the list.
 */
export const operationsById: ReadonlyMap<string, Operation> = known;

/** Makes operations known; the list alone calls it. */
export function makeKnown(operations: readonly Operation[]): void {
  for (const operation of operations) known.set(operation.id, operation);
}
