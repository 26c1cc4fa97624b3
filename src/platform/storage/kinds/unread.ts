import { always, never, type StoredReader } from './stored-record';

/** What could not be read is kept as it came. */
export const unread: StoredReader = {
  read: ({ value, file }) => file ?? value,
  counts: always,
  isAdded: never,
  staysInPlace: never,
};
