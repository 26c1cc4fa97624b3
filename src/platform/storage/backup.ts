/** Everything that is stored here as one file, and back again. */
import {
  type BackupContents,
  backupName,
  type BackupRecord,
  kindOfKey,
  readBackupList,
  writeBackupList,
} from '../../core/documents/backup';
import { isModestJson } from '../../core/documents/carriers/json-shape';
import { listZip, stretchInZip, textInZip } from '../../core/documents/carriers/zip-file';
import { appError } from '../../core/base/errors';
import { limits } from '../../core/base/limits';
import type { Version } from '../../core/pipeline/versions/version';
import { fail, ok, type Result } from '../../core/base/result';
import { blobReader } from '../../core/source/byte-reader';
import type { StoredName } from '../../core/stored/kinds';
import { finishRestoring, nextId, restoredKey, restoredRecord } from './restored-texts';
import type { KeyValueStore, ListableStore } from './key-value-store';
import { storedReaders } from './kinds/index';
import { fieldsOf } from './kinds/stored-record';
import { idsIn, pictureIdOf } from './set-files';
import type { BrowserTexts } from './text-store';
import {
  arrivingFrom,
  contentsKey,
  headPrefix,
  keeping,
  packedRecord,
  versionRecordKind,
} from './version-records';
import { maxPart, type ZipEntry } from '../files/zip';

/** Under which the time of the newest backup is kept; it does not go into backups. */
export const lastBackupKey = 'last-backup';

/** What goes into a backup, ready to be written as a zip. */
export interface BackupPlan {
  readonly entries: readonly ZipEntry[];
  /** Pictures that would have made the file larger than archives may be. */
  readonly leftOut: number;
}

/** What a backup holds, which is one archive: as many entries as are read back. */
export const backupPart = { bytes: maxPart.bytes, entries: limits.archive.entries } as const;

const unharmed = 'Nothing that is stored here was changed.';

/** Bytes that the list and the directory of the zip may take beside the pictures. */
const forLists = limits.archive.backupBytes + 2 * limits.archive.directoryBytes;

/** Gathers what is to be backed up. Pictures are named, not read. */
export async function planBackup(
  store: KeyValueStore,
  texts: BrowserTexts,
  now: Date,
  madeWith: string,
): Promise<Result<BackupPlan>> {
  const keys = await store.keys();
  if (!keys.ok) return keys;
  const own = keys.value.filter((key) => kindOfKey(key) !== null);
  const values = await store.read(own);
  if (!values.ok) return values;
  const records: BackupRecord[] = [];
  const files: ZipEntry[] = [];
  let bytes = forLists;
  let leftOut = 0;
  for (const [index, key] of own.entries()) {
    const value = values.value[index];
    const picture = value instanceof Blob ? value : fieldsOf(value).get('png');
    if (!(picture instanceof Blob)) {
      records.push({ key, value: packedRecord(key, value) });
      continue;
    }
    // One file it is to be, so one archive; the list is an entry, too.
    if (bytes + picture.size > backupPart.bytes || files.length + 2 > backupPart.entries) {
      leftOut += 1;
      continue;
    }
    bytes += picture.size;
    const name = `pictures/${files.length + 1}`;
    records.push({ key, file: { name, type: picture.type } });
    files.push({ name, content: picture, modified: now, deflate: false });
  }
  const ofHere = [lastBackupKey, restoredKey];
  const kept = new Map([...texts.all()].filter(([key]) => !ofHere.includes(key)));
  const listOf = (some: readonly BackupRecord[]): string =>
    writeBackupList({ madeAt: now.toISOString(), records: some, texts: kept }, madeWith);
  let list = listOf(records);
  const small = records.filter(({ key }) => versionRecordKind(key) === 'picture');
  if (small.length > 0 && list.length > limits.archive.backupBytes) {
    // A history can be read without them; they are made for nothing but to be looked at.
    list = listOf(records.filter((record) => !small.includes(record)));
    leftOut += small.length;
  }
  const content = new Blob([list], { type: 'application/json' });
  if (content.size > limits.archive.backupBytes || !isModestJson(list, limits.backup)) {
    return fail(
      appError('CFG-SIZE', 'There is more work in progress than one backup holds.', {
        safe: unharmed,
        advice: 'Close some tabs of Pipette, or delete old versions in History, then try again.',
      }),
    );
  }
  return ok({
    entries: [{ name: backupName, content, modified: now, deflate: true }, ...files],
    leftOut,
  });
}

/** A backup that was read and found whole. */
export interface ReadBackup extends BackupContents {
  /** Values for the database, by key. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Reads a backup. Its pictures stay in the file, but for watermarks, whose names are checked. Fails
 * in words when it is none, is not whole, or cannot be read.
 */
export async function readBackup(file: Blob, now: number): Promise<Result<ReadBackup>> {
  try {
    return await readWhole(file, now);
  } catch (thrown) {
    return fail(
      appError('CFG-NONE', 'The backup could not be read. It may have moved or changed.', {
        safe: unharmed,
        advice: 'Choose the file again.',
        detail: String(thrown),
      }),
    );
  }
}

const noBackup = (message: string): Result<never> =>
  fail(
    appError('CFG-SHAPE', message, {
      safe: unharmed,
      advice: 'Choose a file that “Back up everything” made.',
    }),
  );

async function readWhole(file: Blob, now: number): Promise<Result<ReadBackup>> {
  const reader = blobReader(file);
  const listed = await listZip(reader);
  if (!listed.ok) return noBackup(`This is no whole backup. ${listed.error.message}`);
  const entry = listed.value.find(({ name }) => name === backupName);
  if (!entry) return noBackup('This file is a zip, but no backup of Pipette.');
  const text = await textInZip(reader, entry, limits.archive.backupBytes);
  if (!text.ok) return noBackup(`This backup is not whole. ${text.error.message}`);
  const list = readBackupList(text.value);
  if (!list.ok) return list;
  const inside = new Map(listed.value.map((one) => [one.name, one]));
  const values = new Map<string, unknown>();
  const counts = new Map<StoredName, number>();
  let { lost } = list.value;
  let pictured = 0;
  for (const { key, value, file: named } of list.value.records) {
    const kind = kindOfKey(key);
    let picture: Blob | null = null;
    if (named) {
      const entry = inside.get(named.name);
      const stretch = entry ? await stretchInZip(reader, entry) : null;
      // A picture that is not all there would be lost without anybody knowing.
      if (!stretch) return noBackup('This backup is not whole: one of its pictures is missing.');
      if (!stretch.ok) return noBackup(`This backup is not whole. ${stretch.error.message}`);
      const { start, end } = stretch.value;
      pictured += end - start;
      // Else a thousand records could bring one large picture a thousand times.
      if (pictured > file.size) return noBackup('This backup names one of its pictures too often.');
      picture = file.slice(start, end, named.type);
    }
    const ready =
      kind === null ? null : await storedReaders[kind].read({ key, value, file: picture, now });
    if (kind === null || ready === null) {
      lost += 1;
      continue;
    }
    values.set(key, ready);
    if (storedReaders[kind].counts(key)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return ok({ madeAt: list.value.madeAt, values, texts: list.value.texts, counts, lost });
}

/** Returns work in progress with its newest saved now, so that the next tab goes on with it. */
function renewed(values: ReadonlyMap<string, unknown>, now: number): ReadonlyMap<string, unknown> {
  const savedAt = (value: unknown): number => Number(fieldsOf(value).get('savedAt'));
  const works = [...values].filter(([key]) => kindOfKey(key) === 'work');
  const newest = Math.max(...works.map(([, value]) => savedAt(value)));
  const later = works.map(([key, value]): [string, unknown] => [
    key,
    { ...Object.fromEntries(fieldsOf(value)), savedAt: savedAt(value) + now - newest },
  ]);
  return new Map([...values, ...later]);
}

/** Puts a backup in place of everything that is stored here: all of it, or after a failure nothing. */
export async function replaceByBackup(
  store: KeyValueStore,
  texts: BrowserTexts,
  backup: ReadBackup,
  now: number,
): Promise<Result<null>> {
  const keys = await store.keys();
  if (!keys.ok) return keys;
  const settings = new Map(backup.texts);
  if (backup.madeAt !== '') settings.set(lastBackupKey, backup.madeAt);
  const put = new Map(renewed(backup.values, now));
  put.set(...restoredRecord(settings, nextId(texts, now)));
  // The files of sets are in no backup: those that lie here are all there is of them.
  const named = idsIn([...put.values()]);
  const isKept = (key: string): boolean => put.has(key) || named.has(pictureIdOf(key) ?? '');
  const written = await store.write({ put, drop: keys.value.filter((key) => !isKept(key)) });
  if (written.ok) await finishRestoring(store, texts);
  return written;
}

/**
 * Adds what of presets, versions, finished and watermark pictures of a backup is not here; histories are
 * joined, and nothing else that is here changes. Returns how many came, but for watermark pictures.
 */
export async function addFromBackup(
  store: ListableStore,
  backup: ReadBackup,
  now: number,
): Promise<Result<number>> {
  const keys = await store.keys();
  if (!keys.ok) return keys;
  const here = new Set(keys.value);
  const put = new Map(
    [...backup.values].filter(([key]) => {
      const kind = kindOfKey(key);
      return !here.has(key) && kind !== null && storedReaders[kind].isAdded(key);
    }),
  );
  const written = await store.write({ put, drop: [] });
  if (!written.ok) return written;
  const arriving = arrivingFrom(backup.values);
  const joined = await store.updateAll(
    headPrefix,
    arriving.versions.map(({ id }) => contentsKey(id)),
    (values) => keeping(values, arriving, { now, pinned: new Set() }),
  );
  if (!joined.ok) return joined;
  const isNew = ({ id }: Version): boolean => !joined.value.has(contentsKey(id));
  const others = [...put.keys()].filter((key) => {
    const kind = kindOfKey(key);
    return kind !== null && kind !== 'asset' && storedReaders[kind].counts(key);
  });
  return ok(others.length + arriving.versions.filter(isNew).length);
}
