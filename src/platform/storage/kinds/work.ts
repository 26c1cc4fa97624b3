import { parsePipeline } from '../../../core/pipeline/parse';
import { always, fieldsOf, never, type StoredReader } from './stored-record';

export const work: StoredReader = {
  read: ({ value }) => {
    const fields = fieldsOf(value);
    const isWork = typeof fields.get('savedAt') === 'number';
    return isWork && parsePipeline(fields.get('pipeline')).ok ? value : null;
  },
  counts: always,
  isAdded: never,
  staysInPlace: never,
};
