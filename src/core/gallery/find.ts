import { language } from '../base/words';
import { operationsById } from '../operations/index';
import type { GalleryCollection } from './collection';
import type { GalleryEntry } from './entry';

export const gallerySorts = ['newest', 'oldest', 'title', 'taken', 'hand'] as const;
/** In which order entries stand; `hand` is that of a collection. */
export type GallerySort = (typeof gallerySorts)[number];

/** Which entries are wanted. */
export interface Wanted {
  /** Words of which each has to occur. */
  readonly query: string;
  /** Null for any. */
  readonly tag: string | null;
  /** Null for all pictures. */
  readonly collection: GalleryCollection | null;
  readonly sort: GallerySort;
}

/** Returns all that a search looks at, in small letters: title, caption, tags and steps. */
export const wordsOfEntry = ({ title, caption = '', tags, pipeline }: GalleryEntry): string =>
  [
    title,
    caption,
    ...tags,
    ...pipeline.steps.flatMap(({ name = '', operation }) => [
      name,
      operationsById.get(operation)?.label ?? operation,
    ]),
  ]
    .join('\n')
    .toLowerCase();

const inOrder = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });

/** Which of two comes first; what is equal stands as it was added, the newest first. */
const orders: Readonly<
  Record<Exclude<GallerySort, 'hand'>, (one: GalleryEntry, other: GalleryEntry) => number>
> = {
  newest: () => 0,
  oldest: (one, other) => one.at - other.at,
  title: (one, other) => inOrder.compare(one.title, other.title),
  // What has no date comes last.
  taken: ({ taken: one = '' }, { taken: other = '' }) => (one === other ? 0 : one < other ? 1 : -1),
};

const byNewest = (one: GalleryEntry, other: GalleryEntry): number =>
  other.at - one.at || (one.id < other.id ? -1 : 1);

/** Returns the entries that are wanted, in the order that is wanted. */
export function findEntries(
  entries: readonly GalleryEntry[],
  { query, tag, collection, sort }: Wanted,
): readonly GalleryEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const places = collection && new Map(collection.entries.map((id, index) => [id, index]));
  const found = entries.filter((entry) => {
    if (places && !places.has(entry.id)) return false;
    if (tag !== null && !hasTag(entry, tag)) return false;
    if (words.length === 0) return true;
    const text = wordsOfEntry(entry);
    return words.every((word) => text.includes(word));
  });
  if (sort === 'hand' && places) {
    const place = ({ id }: GalleryEntry): number => places.get(id) ?? 0;
    return found.sort((one, other) => place(one) - place(other));
  }
  const compare = sort === 'hand' ? orders.newest : orders[sort];
  return found.sort((one, other) => compare(one, other) || byNewest(one, other));
}

const hasTag = ({ tags }: GalleryEntry, tag: string): boolean =>
  tags.some((one) => one.toLowerCase() === tag.toLowerCase());

/** A tag, and how many entries have it. */
export interface UsedTag {
  readonly tag: string;
  readonly count: number;
}

/** Returns the tags of entries, those that are used most first. */
export function tagsOf(entries: readonly GalleryEntry[]): readonly UsedTag[] {
  const used = new Map<string, UsedTag>();
  for (const tag of entries.flatMap(({ tags }) => tags)) {
    const key = tag.toLowerCase();
    const known = used.get(key);
    used.set(key, { tag: known?.tag ?? tag, count: (known?.count ?? 0) + 1 });
  }
  return [...used.values()].sort(
    (one, other) => other.count - one.count || inOrder.compare(one.tag, other.tag),
  );
}
