import { type VersionPlace, noPlace } from './undoable-work.svelte';

/** Ids of versions and lineages; core's own check belongs to what is fetched later. */
const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-z]{16}$/.test(value);

/**
 * Returns what reads the places of stored work, which records of earlier versions do not have. Work
 * that was in one place is in one again.
 */
export function placeReader(): (stored: unknown) => VersionPlace {
  const places = new Map<string, VersionPlace>();
  return (stored) => {
    const fields = new Map<string, unknown>(
      typeof stored === 'object' && stored !== null ? Object.entries(stored) : [],
    );
    const [lineage, head] = [fields.get('lineage'), fields.get('head')];
    const read = isId(lineage) ? { lineage, head: isId(head) ? head : null } : noPlace();
    const key = `${read.lineage} ${read.head}`;
    const place = places.get(key) ?? read;
    places.set(key, place);
    return place;
  };
}
