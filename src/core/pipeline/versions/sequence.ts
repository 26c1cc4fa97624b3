import { diffComm } from 'node-diff3';

/**
 * Returns the ids of a longest run of `after` that stands in the same order in `before`. Each id
 * stands once in each.
 */
export const inSameOrder = (
  before: readonly string[],
  after: readonly string[],
): ReadonlySet<string> =>
  new Set(diffComm([...before], [...after]).flatMap(({ common }) => common ?? []));

/**
 * Returns the ids of a longest run of `base` that stands in the same order in both others, which may
 * change their parts. Programs for sequences compare two at a time, and what two agree on need not be
 * what all three do. The work is the square of the number of steps, which is at most 200.
 */
export function inAllOrders(
  base: readonly string[],
  one: readonly string[],
  other: readonly string[],
): ReadonlySet<string> {
  const places = [one, other].map((ids) => new Map(ids.map((id, place) => [id, place])));
  const common = base.flatMap((id) => {
    const [a, b] = [places[0]?.get(id), places[1]?.get(id)];
    return a === undefined || b === undefined ? [] : [{ id, a, b }];
  });
  const best: { length: number; from: number }[] = [];
  let longest = -1;
  for (const [index, { a, b }] of common.entries()) {
    const entry = { length: 1, from: -1 };
    for (let earlier = 0; earlier < index; earlier += 1) {
      const before = common[earlier];
      const length = (best[earlier]?.length ?? 0) + 1;
      if (before && before.a < a && before.b < b && length > entry.length) {
        entry.length = length;
        entry.from = earlier;
      }
    }
    best.push(entry);
    if (longest < 0 || entry.length > (best[longest]?.length ?? 0)) longest = index;
  }
  const run = new Set<string>();
  for (let at = longest; at >= 0; at = best[at]?.from ?? -1) {
    const found = common[at];
    if (found) run.add(found.id);
  }
  return run;
}
