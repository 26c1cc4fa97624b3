import { always, never, type StoredReader } from './stored-record';

/** Pictures of the work, whatever they are: they are read when they are opened. */
export const source: StoredReader = {
  read: ({ file }) => file,
  counts: always,
  isAdded: never,
  staysInPlace: never,
};
