import { number } from '../../base/words';
import { type AppError, appError } from '../../base/errors';
import { fail, ok, type Result } from '../../base/result';
import { readFields } from '../fields';
import { mismatch, type Problem } from '../tolerance';
import { joinVersions } from './make-version';
import { parseTrace, readVersion, writeTrace, writeVersion } from './record';
import { type Version, versionBounds, type VersionTrace } from './version';

/** The version of the history file that this program writes. */
export const historyVersion = 1;

/** The field by which a history is known. */
export const historyField = 'pipette-history';

/** A version of a history that could not be read at all. */
export interface RefusedVersion {
  /** Its place in the file, from 1. */
  readonly place: number;
  readonly error: AppError;
}

/** A history from outside: what could be read of it, and what could not. */
export interface ReadHistory {
  /** Each id once. */
  readonly versions: readonly Version[];
  readonly traces: readonly VersionTrace[];
  /** What did not fit, by the version's id. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  readonly refused: readonly RefusedVersion[];
  /** Whether a newer version of Pipette wrote it, so that there may be more in it. */
  readonly isNewer: boolean;
}

/** Whether parsed JSON says of itself that it is a history. */
export const isHistory = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && Object.hasOwn(input, historyField);

/** Returns a history as a plain, JSON-able object. */
export const writeHistory = (
  versions: readonly Version[],
  traces: readonly VersionTrace[] = [],
): unknown => ({
  [historyField]: historyVersion,
  versions: versions.map(writeVersion),
  ...(traces.length === 0 ? {} : { traces: traces.map(writeTrace) }),
});

const tooMany = (count: number): AppError =>
  appError(
    'CFG-SIZE',
    `This history has ${number(count)} versions; at most ${number(versionBounds.imported)} are read.`,
    { safe: 'Nothing was changed.' },
  );

/**
 * Reads a history version by version, so that a damaged one does not spoil the rest. Fails only for
 * what is no history, or too large. A trace that does not fit is passed over: it only helps.
 */
export function readHistory(input: unknown): Result<ReadHistory> {
  const fields = readFields(input, 'history');
  if (!fields.ok) return fields;
  const version = fields.value.get(historyField);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return fail(mismatch(historyField, `the version of a history, ${historyVersion}`, version));
  }
  const list: unknown = fields.value.get('versions');
  if (!Array.isArray(list)) return fail(mismatch('versions', 'a list of versions', list));
  const others: unknown = fields.value.get('traces');
  const traceList: readonly unknown[] = Array.isArray(others) ? others : [];
  const count = list.length + traceList.length;
  if (count > versionBounds.imported) return fail(tooMany(count));
  const versions = new Map<string, Version>();
  const problems = new Map<string, readonly Problem[]>();
  const refused: RefusedVersion[] = [];
  for (const [index, item] of list.entries()) {
    const read = readVersion(item);
    if (!read.ok) {
      refused.push({ place: index + 1, error: read.error });
      continue;
    }
    const { id } = read.value.version;
    const known = versions.get(id);
    versions.set(id, known ? joinVersions(known, read.value.version) : read.value.version);
    if (read.value.problems.length > 0) problems.set(id, read.value.problems);
  }
  const traces = new Map<string, VersionTrace>();
  for (const item of traceList) {
    const read = parseTrace(item);
    if (read.ok && !versions.has(read.value.id)) traces.set(read.value.id, read.value);
  }
  return ok({
    versions: [...versions.values()],
    traces: [...traces.values()],
    problems,
    refused,
    isNewer: version > historyVersion,
  });
}
