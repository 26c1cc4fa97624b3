import { galleryFromBackup, galleryRecordKind } from '../gallery-records';
import { always, type StoredReader } from './stored-record';

export const gallery: StoredReader = {
  read: ({ key, value, file }) => galleryFromBackup(key, value, file),
  counts: (key) => galleryRecordKind(key) === 'entry',
  isAdded: always,
  // Files are what they are, and would all have to be read.
  staysInPlace: (key) => galleryRecordKind(key) !== 'file',
};
