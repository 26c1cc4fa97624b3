import type { NamedOwn, OwnValues } from './own-values';

/** Returns whether the same values, of the same steps, count for one picture only. */
function isSameValues(one: OwnValues, other: OwnValues): boolean {
  if (one === other) return true;
  const steps = Object.entries(one);
  return (
    steps.length === Object.keys(other).length &&
    steps.every(
      ([id, { operation, values }]) =>
        other[id]?.operation === operation && other[id].values === values,
    )
  );
}

/** Returns whether pictures are called the same and have the same values of their own, in the same order. */
export const isSameOwn = (one: readonly NamedOwn[], other: readonly NamedOwn[]): boolean =>
  one === other ||
  (one.length === other.length &&
    one.every(({ name, folder, own }, at) => {
      const there = other[at];
      return there?.name === name && there.folder === folder && isSameValues(own, there.own);
    }));
