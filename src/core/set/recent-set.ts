/** A set that is kept though it is not open. */
export interface RecentSet {
  /** The workspace in which its work lies. */
  readonly place: string;
  /** The id of the set. */
  readonly id: string;
  readonly name: string;
  /** How many pictures it has. */
  readonly pictures: number;
  /** When it was saved last, in milliseconds since 1970. */
  readonly savedAt: number;
  /** Some of its pictures, as files; none where there was no time to make them. */
  readonly small: readonly Blob[];
}

/** So many small pictures show what a set is about. */
export const shownOfSet = 4;
