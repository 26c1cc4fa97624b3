import { appError } from '../base/errors';
import { limits } from '../base/limits';
import { fail, ok, type Result } from '../base/result';
import { type Fields, readFields } from './fields';
import { operationOfOldName } from './parse-step';
import { documentVersion } from './pipeline';
import { mismatch, type Tolerance } from './tolerance';

/** A document in the shape of the current version. */
export interface Upgraded {
  readonly fields: Fields;
  /** What the list of steps is called in the document as it came, for messages. */
  readonly list: string;
}

/** Version 1 called the list `steps` and numbered nothing. */
const fromFirst = (fields: Fields): Upgraded => ({
  fields: new Map([...fields, ['operations', fields.get('steps')]]),
  list: 'steps',
});

/** More settings than any operation has: a step with more is kept as it is. */
const maxSettings = 100;

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Steps of the older shape have no ids, and names of operations and settings in another style. */
function olderStep(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  const fields = new Map<string, unknown>(Object.entries(item));
  const name = fields.get('operation');
  const operation = typeof name === 'string' ? operationOfOldName(name) : undefined;
  if (!operation) return item;
  fields.set('operation', operation.id);
  const came = fields.get('parameters');
  if (typeof came === 'object' && came !== null && !Array.isArray(came)) {
    const names = new Map([...operation.parameters.keys()].map((name) => [plain(name), name]));
    if (Object.keys(came).length > maxSettings) return Object.fromEntries(fields);
    const parameters = Object.entries(came).map(([key, value]: [string, unknown]) => [
      names.get(key.length > limits.document.nameLength ? key : plain(key)) ?? key,
      value,
    ]);
    fields.set('parameters', Object.fromEntries(parameters));
  }
  return Object.fromEntries(fields);
}

/** The older shape: `{"pipeline_info": {...}, "operations": [{"step", "operation", ...}]}`. */
function fromOlderShape(fields: Fields): Result<Upgraded> {
  const info = fields.get('pipeline_info');
  const about = info === undefined ? ok<Fields>(new Map()) : readFields(info, 'pipeline_info');
  if (!about.ok) return about;
  const list = fields.get('operations');
  const isReadable = Array.isArray(list) && list.length <= limits.document.steps;
  const text = (name: string) => {
    const value = about.value.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  return ok({
    list: 'operations',
    fields: new Map<string, unknown>([
      ['name', text('name') ?? 'Untitled'],
      ['description', text('description')],
      // Of more steps than are read nothing is read.
      ['operations', isReadable ? list.map(olderStep) : list],
    ]),
  });
}

/**
 * Returns a document of any version in the shape of the current one. A newer document is an error,
 * or, where that is tolerated, read as far as it is understood.
 */
export function upgradeDocument(fields: Fields, tolerance: Tolerance): Result<Upgraded> {
  const version = fields.get('pipette');
  if (version === documentVersion) return ok({ fields, list: 'operations' });
  if (version === 1) return ok(fromFirst(fields));
  const isOlderShape =
    version === undefined && (fields.has('pipeline_info') || fields.has('operations'));
  if (isOlderShape && tolerance.isLenient) return fromOlderShape(fields);
  const isNewer =
    typeof version === 'number' && Number.isInteger(version) && version > documentVersion;
  if (!isNewer) {
    return fail(mismatch('pipette', `the document version, ${documentVersion}`, version));
  }
  if (tolerance.isLenient && Array.isArray(fields.get('operations'))) {
    return tolerance.recover(
      'pipette',
      `version ${documentVersion} or an earlier one`,
      version,
      { fields, list: 'operations' },
      'what this version understands',
    );
  }
  return fail(
    appError(
      'CFG-VERSION',
      `This pipeline was written by a newer Pipette (document version ${version}; this one reads up to ${documentVersion}).`,
      {
        path: 'pipette',
        safe: 'Nothing was changed.',
        advice: 'Reload the page to get the newest version.',
      },
    ),
  );
}
