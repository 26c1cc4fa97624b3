/** A record of the database of the work, as it was found there or in a backup. */
export interface StoredRecord {
  readonly key: string;
  readonly value: unknown;
  /** The file that it is; null for any other. */
  readonly file: Blob | null;
  readonly now: number;
}

/** What is done with the records of a kind, by whoever knows them. */
export interface StoredReader {
  /** Returns a record as it is stored, or a promise of it; null when it cannot be read. */
  readonly read: (record: StoredRecord) => unknown;
  /** Whether a record is one of what is counted; what lies beside one is none by itself. */
  readonly counts: (key: string) => boolean;
  /** Whether a backup adds a record to what is here, where there is none under its key. */
  readonly isAdded: (key: string) => boolean;
  /**
   * Whether a record that cannot be read stays in its place, because nothing is written over it, and is
   * looked for there.
   */
  readonly staysInPlace: (key: string) => boolean;
}

export const always = (): boolean => true;
export const never = (): boolean => false;

/** Returns the fields of what may be an object. */
export const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
