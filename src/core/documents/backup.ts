import { appError } from '../base/errors';
import { limits } from '../base/limits';
import { readFields } from '../pipeline/fields';
import { fail, ok, type Result } from '../base/result';
import { isModestJson } from './carriers/json-shape';
import { stored, type StoredName, workKindOf, type WorkName } from '../stored/kinds';

/**
 * A backup is a zip: a list of records as JSON under this name, and beside it, stored as they are,
 * the files that records consist of.
 */
export const backupName = 'backup.json';

const version = 1;

/** Letters of a key at most; ours have 71. */
const keyLength = 200;

/** A record of the database: its value, or the name of the file in the zip that is its picture. */
export interface BackupRecord {
  readonly key: string;
  readonly value?: unknown;
  readonly file?: { readonly name: string; readonly type: string };
}

/** What a backup holds, but for the files. */
export interface BackupList {
  /** When it was made, as an ISO date. */
  readonly madeAt: string;
  readonly records: readonly BackupRecord[];
  /** The settings, by their keys. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What a backup that was read holds, to be told before anything is done with it. */
export interface BackupContents {
  /** ISO date; empty when it does not say. */
  readonly madeAt: string;
  /** Records by kind. */
  readonly counts: ReadonlyMap<StoredName, number>;
  /** Records that cannot be read by this version. */
  readonly lost: number;
}

/** Returns the kind of record that a key of the database is of; null for none that goes into backups. */
export function kindOfKey(key: string): WorkName | null {
  const kind = workKindOf(key);
  return kind !== null && stored[kind].inBackup ? kind : null;
}

/** Returns the text of the list. */
export function writeBackupList({ madeAt, records, texts }: BackupList, madeWith: string): string {
  return JSON.stringify({
    'pipette-backup': version,
    madeAt,
    madeWith,
    records,
    texts: Object.fromEntries(texts),
  });
}

const refused = (message: string): Result<never> =>
  fail(
    appError('CFG-SHAPE', message, {
      safe: 'Nothing that is stored here was changed.',
      advice: 'Choose a file that “Back up everything” made.',
    }),
  );

function readRecord(input: unknown): BackupRecord | null {
  const fields = readFields(input, 'records');
  if (!fields.ok) return null;
  const key = fields.value.get('key');
  if (typeof key !== 'string' || key.length > keyLength) return null;
  if (!fields.value.has('file')) return { key, value: fields.value.get('value') };
  const file = readFields(fields.value.get('file'), 'file');
  const name = file.ok ? file.value.get('name') : null;
  const type = file.ok ? file.value.get('type') : null;
  if (typeof name !== 'string' || typeof type !== 'string') return null;
  // The type ends up at a Blob, which wants plain letters.
  return { key, file: { name, type: /^[\w.+/-]{0,100}$/.test(type) ? type : '' } };
}

/**
 * Reads the list of a backup. Records of an unknown kind or shape are left out, and counted in
 * `lost`; values are read later, each by the reader of its kind.
 */
export function readBackupList(text: string): Result<BackupList & { readonly lost: number }> {
  if (!isModestJson(text, limits.backup)) {
    return refused('The list of the backup is more than any that Pipette wrote.');
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return refused(`The list of the backup is damaged: ${String(error)}.`);
  }
  const fields = readFields(parsed, backupName);
  if (!fields.ok) return refused('The list of the backup is not one that Pipette wrote.');
  const made = fields.value.get('pipette-backup');
  const [madeAt, records] = [fields.value.get('madeAt'), fields.value.get('records')];
  if (made !== version) {
    return refused(
      typeof made === 'number' && made > version
        ? 'The backup was made by a newer version of Pipette. Update this one, then restore.'
        : 'The list of the backup is not one that Pipette wrote.',
    );
  }
  if (!Array.isArray(records) || records.length > limits.archive.entries) {
    return refused('The list of the backup holds no records that can be read.');
  }
  const read = records.map(readRecord);
  const known = read.filter((record) => record !== null && kindOfKey(record.key) !== null);
  const texts = readFields(fields.value.get('texts'), 'texts');
  return ok({
    madeAt: typeof madeAt === 'string' && !Number.isNaN(Date.parse(madeAt)) ? madeAt : '',
    records: known.filter((record) => record !== null),
    texts: new Map(
      [...(texts.ok ? texts.value : [])].flatMap(([key, value]): [string, string][] =>
        typeof value === 'string' && key.length <= keyLength ? [[key, value]] : [],
      ),
    ),
    lost: records.length - known.length,
  });
}
