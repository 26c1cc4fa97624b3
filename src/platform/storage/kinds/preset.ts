import { readKept } from '../library';
import { always, type StoredReader } from './stored-record';

export const preset: StoredReader = {
  read: ({ value }) => (readKept(value) ? value : null),
  counts: always,
  isAdded: always,
  staysInPlace: always,
};
