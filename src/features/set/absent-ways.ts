import type { SetEntry } from '../../core/set/set';

/** What can be done about pictures whose files cannot be had; given by the app. */
export interface AbsentWays {
  /** Asks for permission to read them. Called within a click. */
  readonly allow: () => Promise<void>;
  /** Takes those that were changed as they are now. */
  readonly use: () => Promise<void>;
  /** Asks for other files of these pictures. Called within a click. */
  readonly choose: (entries: readonly SetEntry[]) => Promise<void>;
}
