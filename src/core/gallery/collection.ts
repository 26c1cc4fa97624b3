import { cutText } from '../base/cut-text';
import { fail, ok, type Result } from '../base/result';
import { readFields, readText } from '../pipeline/fields';
import { mismatch, Tolerance } from '../pipeline/tolerance';
import { galleryBounds, type GalleryEntry } from './entry';
import { checkGalleryVersion, galleryField, galleryVersion, isGalleryId, readAt } from './record';

/** Pictures that belong together, in an order made by hand. A picture may be in several. Immutable. */
export interface GalleryCollection {
  readonly id: string;
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
  readonly title: string;
  /** Ids of its entries, each once; one that is not here is passed over. */
  readonly entries: readonly string[];
  /** The id of the entry that stands for it; the first one where there is none. */
  readonly cover?: string;
}

/** Returns a collection as a plain, JSON-able record. */
export const writeCollection = (collection: GalleryCollection): unknown => {
  const { id, at, title, entries, cover } = collection;
  return {
    [galleryField]: galleryVersion,
    id,
    at,
    title,
    entries: [...entries],
    ...(cover === undefined ? {} : { cover }),
  };
};

/** Reads a collection from our own records: the first thing that does not fit is the failure. */
export function parseCollection(input: unknown): Result<GalleryCollection> {
  const whole = readFields(input, 'collection');
  if (!whole.ok) return whole;
  const fields = whole.value;
  const known = checkGalleryVersion(fields);
  if (!known.ok) return known;
  const id = fields.get('id');
  if (!isGalleryId(id)) return fail(mismatch('id', 'the id of a collection', id));
  const at = readAt(fields, Tolerance.strict());
  if (!at.ok) return at;
  const { titleLength, entries: most } = galleryBounds;
  const title = readText(fields.get('title'), 'title', titleLength, Tolerance.strict());
  if (!title.ok) return title;
  const came: unknown = fields.get('entries');
  const items: readonly unknown[] = Array.isArray(came) ? came.slice(0, most + 1) : [];
  const entries = [...new Set(items.filter(isGalleryId))];
  if (!Array.isArray(came) || entries.length !== came.length || entries.length > most) {
    return fail(mismatch('entries', `at most ${most} ids, each once`, came));
  }
  const cover = fields.get('cover');
  if (cover === undefined) return ok({ id, at: at.value, title: title.value, entries });
  return isGalleryId(cover) && entries.includes(cover)
    ? ok({ id, at: at.value, title: title.value, entries, cover })
    : fail(mismatch('cover', 'the id of one of its entries', cover));
}

/** Returns a collection under another title. */
export const renamed = (collection: GalleryCollection, title: string): GalleryCollection => ({
  ...collection,
  title: cutText(title.trim(), galleryBounds.titleLength),
});

/** Returns a collection with more entries at its end, as many as it holds. */
export const withEntries = (
  collection: GalleryCollection,
  ids: readonly string[],
): GalleryCollection => ({
  ...collection,
  entries: [...new Set([...collection.entries, ...ids])].slice(0, galleryBounds.entries),
});

/** Returns a collection without some entries. */
export function withoutEntries(
  collection: GalleryCollection,
  ids: readonly string[],
): GalleryCollection {
  const gone = new Set(ids);
  const entries = collection.entries.filter((id) => !gone.has(id));
  const { cover, ...rest } = collection;
  return cover === undefined || gone.has(cover) ? { ...rest, entries } : { ...collection, entries };
}

/** Returns a collection in which an entry stands so many places later; earlier for less than 0. */
export function moved(collection: GalleryCollection, id: string, by: number): GalleryCollection {
  const from = collection.entries.indexOf(id);
  if (from === -1) return collection;
  const rest = collection.entries.filter((one) => one !== id);
  const to = Math.min(rest.length, Math.max(0, from + by));
  return { ...collection, entries: rest.toSpliced(to, 0, id) };
}

/** Returns a collection in which an entry stands just before or after another one. */
export function movedBeside(
  collection: GalleryCollection,
  id: string,
  other: string,
  side: 'before' | 'after',
): GalleryCollection {
  const rest = collection.entries.filter((one) => one !== id);
  const at = rest.indexOf(other);
  if (at === -1 || rest.length === collection.entries.length) return collection;
  return { ...collection, entries: rest.toSpliced(side === 'before' ? at : at + 1, 0, id) };
}

/** Returns a collection for which one of its entries stands. */
export const withCover = (collection: GalleryCollection, id: string): GalleryCollection =>
  collection.entries.includes(id) ? { ...collection, cover: id } : collection;

/** Returns the entry that stands for a collection; undefined while none of its entries is here. */
export function coverOf(
  { entries, cover }: GalleryCollection,
  byId: ReadonlyMap<string, GalleryEntry>,
): GalleryEntry | undefined {
  const named = cover === undefined ? undefined : byId.get(cover);
  return named ?? entries.flatMap((id) => byId.get(id) ?? [])[0];
}
