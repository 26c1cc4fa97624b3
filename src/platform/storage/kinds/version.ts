import { takenFromBackup, versionRecordKind } from '../version-records';
import type { StoredReader } from './stored-record';

export const version: StoredReader = {
  read: ({ key, value }) => takenFromBackup(key, value),
  counts: (key) => ['contents', 'listed'].includes(versionRecordKind(key)),
  // The others are joined with the history that is here.
  isAdded: (key) => versionRecordKind(key) === 'listed',
  // Contents and pictures may be thousands: they are set aside when they are asked for.
  staysInPlace: (key) => !['contents', 'picture'].includes(versionRecordKind(key)),
};
