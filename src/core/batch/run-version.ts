import { readFields } from '../pipeline/fields';
import { type CarriedVersion, carriedField, readCarried } from '../pipeline/versions/carried';
import type { StoredRun } from './journal';

/** Returns which version the pipeline of a run is; null where the run does not say. */
export function versionOfRun({ pipeline }: Pick<StoredRun, 'pipeline'>): CarriedVersion | null {
  const fields = readFields(pipeline, 'pipeline');
  return fields.ok ? readCarried(fields.value.get(carriedField)) : null;
}
