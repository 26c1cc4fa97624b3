import { hasOwn, type SetWork } from './going';
import { bestRating, type SetEntry } from './set';

/** By what the pictures of a set are put in order: names in natural order, the newest, the best first. */
export type SetOrder = 'name' | 'date' | 'rating';
export const setOrders: readonly SetOrder[] = ['name', 'date', 'rating'];

/** Which pictures of a set are shown; `least` is a rating, 0 to `bestRating`. */
export interface SetFilter {
  readonly which: 'all' | 'pick' | 'unrejected' | 'reject' | 'own';
  readonly least: number;
}

export const everything: SetFilter = { which: 'all', least: 0 };

function isShown(work: SetWork, entry: SetEntry, { which, least }: SetFilter): boolean {
  if (entry.rating < Math.min(least, bestRating)) return false;
  if (which === 'own') return hasOwn(work, entry);
  if (which === 'unrejected') return entry.flag !== 'reject';
  return which === 'all' || entry.flag === which;
}

const ranks: Readonly<Record<SetOrder, (entry: SetEntry) => number>> = {
  name: () => 0,
  date: ({ modified }) => -modified,
  rating: ({ rating }) => -rating,
};

/** Returns the pictures that a filter lets through, in order; alike ones as their names are. */
export const shownEntries = (
  work: SetWork,
  filter: SetFilter,
  order: SetOrder,
): readonly SetEntry[] => {
  const rank = ranks[order];
  return work.set.entries
    .filter((entry) => isShown(work, entry, filter))
    .sort((one, other) => rank(one) - rank(other));
};

/**
 * Returns the picture so many places behind the current one, before it for negative numbers; null at
 * the ends. Where the current one is not shown, that is the first or the last one shown.
 */
export function neighbour(
  shown: readonly SetEntry[],
  current: string,
  by: number,
): SetEntry | null {
  const at = shown.findIndex(({ id }) => id === current);
  if (at === -1) return (by > 0 ? shown[0] : shown.at(-1)) ?? null;
  return shown[at + by] ?? null;
}
