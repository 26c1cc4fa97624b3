/** Returns a record of what `make` makes of each of its keys. */
export function recordOf<Key extends PropertyKey, Made extends Record<Key, unknown>>(
  keys: readonly Key[],
  make: <One extends Key>(key: One) => Made[One],
): Pick<Made, Key> {
  type Whole = Pick<Made, Key>;
  const made: Partial<Whole> = {};
  const isWhole = (part: Partial<Whole>): part is Whole => keys.every((key) => key in part);
  const add = <One extends Key>(key: One): void => {
    made[key] = make(key);
  };
  keys.forEach(add);
  if (!isWhole(made)) throw new TypeError('A key was not made.');
  return made;
}
