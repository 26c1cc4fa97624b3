import { cutText } from '../base/cut-text';
import { inNaturalOrder } from '../naming/natural-order';
import { documentVersion } from '../pipeline/pipeline';
import { nothingOwn, type OwnValues } from './own-values';
import { setName } from './set-name';

/** What a person thinks of a picture. */
export type Flag = 'none' | 'pick' | 'reject';
export const flags: readonly Flag[] = ['none', 'pick', 'reject'];

/** The best rating; 0 is none. */
export const bestRating = 5;

/** Pictures that a set may hold. */
export const maxPictures = 2_000;

/** Names of files, and of the folders around them, are no longer than this, in characters. */
export const longestPath = 4_096;

/** A file that becomes a picture of a set. */
export interface SetFile {
  readonly name: string;
  /** Where it came from: "" or "holiday/day 1/". */
  readonly folder: string;
  /** Its size, in bytes. */
  readonly bytes: number;
  /** When it was changed last, in milliseconds since 1970; negative before. */
  readonly modified: number;
}

/** One picture of a set. */
export interface SetEntry extends SetFile {
  /** Names the picture in this set and its file in the storage. */
  readonly id: string;
  /** 0 to `bestRating`. */
  readonly rating: number;
  readonly flag: Flag;
  /** What counts for this picture only. Those of the current one stand in the pipeline itself. */
  readonly own: OwnValues;
}

/** Several pictures that are open together. Immutable: every change makes a new one. */
export interface PictureSet {
  /** Names the set among all that are kept. */
  readonly id: string;
  /** The version of documents whose values of steps these are. */
  readonly pipette: number;
  readonly name: string;
  /** In natural order. No two have one id; files may be called alike, even in one folder. */
  readonly entries: readonly SetEntry[];
  /** The id of the picture that is open. */
  readonly current: string;
  /** What the other pictures have of those steps for which the current one has its own values. */
  readonly shared: OwnValues;
}

const inOrder = (entries: readonly SetEntry[]): readonly SetEntry[] =>
  inNaturalOrder(entries, ({ folder, name }) => folder + name);

/** Returns a picture of a set that nobody has judged yet; of its names what can be stored. */
export const newEntry = ({ name, folder, bytes, modified }: SetFile, id: string): SetEntry => ({
  id,
  name: cutText(name, longestPath),
  folder: cutText(folder, longestPath),
  bytes,
  modified,
  rating: 0,
  flag: 'none',
  own: nothingOwn,
});

/**
 * Returns a set of these pictures, at most `maxPictures`, of which the first is current; null for none.
 * @param id a new one, which no other set has
 */
export function newSet(name: string, entries: readonly SetEntry[], id: string): PictureSet | null {
  const all = inOrder(entries).slice(0, maxPictures);
  const [first] = all;
  return first
    ? { id, pipette: documentVersion, name, entries: all, current: first.id, shared: nothingOwn }
    : null;
}

/** Returns the set with another name; with the one that it has where a person typed none. */
export function renameSet(set: PictureSet, typed: string): PictureSet {
  const name = setName(typed, set.name);
  return name === set.name ? set : { ...set, name };
}

/** Returns the picture with this id. */
export const entryOf = (set: PictureSet, id: string): SetEntry | undefined =>
  set.entries.find((entry) => entry.id === id);

/** Returns the set with more pictures, as far as there is room for them. */
export function addEntries(set: PictureSet, entries: readonly SetEntry[]): PictureSet {
  const added = entries.slice(0, maxPictures - set.entries.length);
  return added.length === 0 ? set : { ...set, entries: inOrder([...set.entries, ...added]) };
}

/** Returns the set with another file for a picture, of which all else stays. */
export function refile(set: PictureSet, id: string, file: Omit<SetFile, 'folder'>): PictureSet {
  const { name, bytes, modified } = file;
  const given = { name: cutText(name, longestPath), bytes, modified };
  const entries = set.entries.map((entry) => (entry.id === id ? { ...entry, ...given } : entry));
  return { ...set, entries: inOrder(entries) };
}

function change(
  set: PictureSet,
  ids: ReadonlySet<string>,
  changed: Partial<Pick<SetEntry, 'rating' | 'flag'>>,
): PictureSet {
  return {
    ...set,
    entries: set.entries.map((entry) => (ids.has(entry.id) ? { ...entry, ...changed } : entry)),
  };
}

/** Returns the set with pictures rated, 0 to `bestRating`; anything else leaves it as it is. */
export const rate = (set: PictureSet, ids: readonly string[], rating: number): PictureSet =>
  Number.isInteger(rating) && rating >= 0 && rating <= bestRating
    ? change(set, new Set(ids), { rating })
    : set;

/** Returns the set with pictures flagged. */
export const flag = (set: PictureSet, ids: readonly string[], to: Flag): PictureSet =>
  change(set, new Set(ids), { flag: to });

/** Returns the set without a picture that is not current; that one stays. */
export const removeEntry = (set: PictureSet, id: string): PictureSet =>
  id === set.current ? set : { ...set, entries: set.entries.filter((entry) => entry.id !== id) };
