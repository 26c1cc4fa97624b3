/**
 * Whether two plain values are the same, whatever the order of their fields. A field that is
 * undefined counts as absent.
 */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return false;
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => isSame(item, other[index]))
    );
  }
  const left = fieldsOf(one);
  const right = fieldsOf(other);
  return (
    left.size === right.size &&
    [...left].every(([name, value]) => right.has(name) && isSame(value, right.get(name)))
  );
}

const fieldsOf = (value: object): Map<string, unknown> =>
  new Map(Object.entries(value).filter(([, item]) => item !== undefined));

/** Returns plain data as text in which fields stand in one order, to compare and to sort by. */
export const plainText = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );

/** Compares texts by their code units, alike everywhere. */
export const byText = (one: string, other: string): number =>
  one < other ? -1 : one > other ? 1 : 0;
