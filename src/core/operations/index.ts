import type { Operation } from './define';
import { exposure } from './exposure';
import { gaussianBlur } from './gaussian-blur';

/** Every operation, in the order in which the add-step dialog lists them within their group. */
export const operations: readonly Operation[] = [exposure, gaussianBlur];

/** Operations by id. A Map, so that an id such as "constructor" finds nothing. */
export const operationsById: ReadonlyMap<string, Operation> = new Map(
  operations.map((operation) => [operation.id, operation]),
);
