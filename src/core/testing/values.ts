import { initialValues, type Operation, type Values } from '../operations/define';
import { triedKind } from './kinds';
import { assetHashes } from './resources';
import { randomNumbers } from './vips';

// Help for tests only: settings of operations to try.

/** Returns values of an operation drawn by `random`. */
export const drawnValues = (operation: Operation, random: () => number): Values =>
  Object.fromEntries(
    [...operation.parameters].map(([name, p]) => [name, triedKind(p).drawn(p, random)]),
  );

/** Returns the values with a picture wherever the person would have to give one. */
export const withPictures = (operation: Operation, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      operation.parameters.get(name)?.kind === 'asset' && value === ''
        ? (assetHashes[0] ?? '')
        : value,
    ]),
  );

/** The values that a step starts with, and pictures. */
export const startingValues = (operation: Operation): Values =>
  withPictures(operation, initialValues(operation));

/** Starting values, each end of each range with the others as they start, and two draws. */
export function settingsOf(operation: Operation): Values[] {
  const random = randomNumbers(20261123);
  const initial = startingValues(operation);
  const atEnds = [...operation.parameters].flatMap(([name, parameter]) =>
    triedKind(parameter)
      .ends(parameter)
      .map((value) => ({ ...initial, [name]: value })),
  );
  return [initial, ...atEnds, drawnValues(operation, random), drawnValues(operation, random)];
}

/** Enlarging to 20,000 pixels would test the memory instead of the operation. */
export const withoutHugeSizes = (values: Values): Values =>
  values['enlarge'] === true
    ? Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'number' ? Math.min(value, 400) : value,
        ]),
      )
    : values;
