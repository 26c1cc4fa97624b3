import { readRecord } from '../base/read-record';
import { documentVersion } from '../pipeline/pipeline';
import { readEntry, readSet, readSetOf } from './read-set';
import type { PictureSet, SetEntry } from './set';

/** Sets as they are stored together: work and what undo leads to have most of their pictures in common. */
export interface StoredSets {
  readonly pipette: number;
  /** All pictures, each once. */
  readonly entries: readonly SetEntry[];
  /** All sets, each once; their pictures by the place in `entries`. */
  readonly sets: readonly (Omit<PictureSet, 'pipette' | 'entries'> & {
    readonly entries: readonly number[];
  })[];
}

/** Sets to be stored, and which of them each one that was given is. */
export interface PackedSets {
  readonly stored: StoredSets;
  /** A place in `stored.sets` for each set; null for none. */
  readonly places: readonly (number | null)[];
}

/** Returns the place of something in a list, to whose end it comes where it is new. */
function placesIn<Key, Stored>(list: Stored[], made: (key: Key) => Stored): (key: Key) => number {
  const known = new Map<Key, number>();
  return (key) => {
    const place = known.get(key) ?? list.push(made(key)) - 1;
    known.set(key, place);
    return place;
  };
}

/** Returns sets as they are stored together: what is one object in memory is stored once. */
export function packSets(all: readonly (PictureSet | null)[]): PackedSets {
  const entries: SetEntry[] = [];
  const placeOfEntry = placesIn(entries, (entry: SetEntry) => entry);
  const sets: StoredSets['sets'][number][] = [];
  const placeOfSet = placesIn(sets, ({ id, name, current, shared, entries }: PictureSet) => ({
    id,
    name,
    current,
    shared,
    entries: entries.map(placeOfEntry),
  }));
  const places = all.map((set) => set && placeOfSet(set));
  return { stored: { pipette: documentVersion, entries, sets }, places };
}

/** Returns a function that reads each value once: what was one object is one again. */
function once<Value>(read: (input: unknown) => Value): (input: unknown) => Value {
  const known = new Map<unknown, { readonly value: Value }>();
  return (input) => {
    const found = known.get(input) ?? { value: read(input) };
    known.set(input, found);
    return found.value;
  };
}

/**
 * Returns what reads each set that was stored together with others: by its place, or as it is, as
 * records of earlier versions have it. It returns null for what is no set.
 */
export function setsReader(stored: unknown): (place: unknown) => PictureSet | null {
  const of = readRecord(stored);
  const pipette = of.any('pipette');
  const [entries, sets] = [of.list('entries'), of.list('sets')];
  // Before sets had ids, all that were stored together were states of one.
  const firstId = readRecord(entries[0]).text('id');
  const entryAt = once((at) => (typeof at === 'number' ? readEntry(entries[at], pipette) : null));
  return once((place) => {
    if (typeof place !== 'number') return place ? readSet(place) : null;
    return readSetOf(sets[place], pipette, entryAt, firstId);
  });
}
