/**
 * How versions of pipelines lie in the database of the work: each as a head, which lists need, and
 * beside it its contents. What was let go of leaves a trace in the place of its head. Small pictures
 * lie under their hash, so that versions which look alike share one.
 */
import { type Compaction, compact } from '../../core/pipeline/versions/compact';
import { readListed } from '../../core/pipeline/versions/listed';
import { joinVersions } from '../../core/pipeline/versions/make-version';
import {
  isTraceRecord,
  parseHead,
  parseTrace,
  parseVersion,
  traceOf,
  writeHead,
  writeTrace,
  writeVersion,
} from '../../core/pipeline/versions/record';
import {
  type Version,
  type VersionHead,
  type VersionTrace,
} from '../../core/pipeline/versions/version';
import { sha256 } from '../../core/assets/asset';
import type { SmallPictures } from '../../core/documents/project/history-text';
import { packSmallPicture, unpackSmallPicture } from '../../core/documents/project/packed-picture';
import { readSmallPicture, type SmallPicture } from '../../core/pipeline/versions/small-picture';
import { asideKey, smallPicturePrefix, stored } from '../../core/stored/kinds';
import { HeadReader } from './head-reader';
import type { Change } from './key-value-store';

const { prefix } = stored.version;

/** What the keys of heads and traces begin with. */
export const headPrefix = `${prefix}head:`;
const contentsPrefix = `${prefix}contents:`;

export const headKey = (id: string): string => headPrefix + id;
export const contentsKey = (id: string): string => contentsPrefix + id;
export const pictureKey = (hash: string): string => smallPicturePrefix + hash;

/** What a record of the history is; `listed` is one of the list that there was before. */
export type VersionRecordKind = 'head' | 'contents' | 'picture' | 'listed';

/** Returns what lies under a key that begins as those of versions do. */
export function versionRecordKind(key: string): VersionRecordKind {
  if (key.startsWith(headPrefix)) return 'head';
  if (key.startsWith(contentsPrefix)) return 'contents';
  return key.startsWith(smallPicturePrefix) ? 'picture' : 'listed';
}

/** Returns the record of a version's contents: what a whole one has beside its head. */
export function writeContents(version: Version): unknown {
  const { pipeline, export: settings } = writeVersion(version);
  return { pipeline, ...(settings === undefined ? {} : { export: settings }) };
}

/** Returns the version of a head and the record of its contents; null when these cannot be read. */
export function readWhole(head: VersionHead, contents: unknown): Version | null {
  if (typeof contents !== 'object' || contents === null) return null;
  const version = parseVersion({ ...contents, ...writeHead(head) });
  return version.ok ? version.value : null;
}

/** Whether a record of a kind can be read. Whether contents fit their head is not looked at. */
export function isReadableVersionRecord(kind: VersionRecordKind, value: unknown): boolean {
  switch (kind) {
    case 'head':
      return (isTraceRecord(value) ? parseTrace(value) : parseHead(value)).ok;
    case 'contents': {
      // Any head will do, for it is the contents that are in question.
      const head = { id: '0'.repeat(16), lineage: '0'.repeat(16), parents: [], at: 0 };
      const facts = { reason: 'asked', title: '', steps: 0, operations: [], bytes: 0 } as const;
      return readWhole({ ...head, ...facts, carriedBy: [] }, value) !== null;
    }
    case 'picture':
      return readSmallPicture(value) !== null;
    case 'listed':
      return readListed(value) !== null;
  }
}

/** What is known of versions without their contents. */
export interface VersionList {
  readonly heads: readonly VersionHead[];
  readonly traces: readonly VersionTrace[];
}

/**
 * Returns the heads and traces among records; what cannot be read is left where it is.
 * @param reader has read some of them before
 */
export function readHeads(
  values: ReadonlyMap<string, unknown>,
  reader = new HeadReader(),
): VersionList {
  const heads: VersionHead[] = [];
  const traces: VersionTrace[] = [];
  for (const [key, value] of values) {
    if (!key.startsWith(headPrefix)) continue;
    const read = reader.read(key, value);
    // A record under another one's id would be two.
    if (read.kind === 'trace' && headKey(read.trace.id) === key) traces.push(read.trace);
    if (read.kind === 'head' && headKey(read.head.id) === key) heads.push(read.head);
  }
  return { heads, traces };
}

/** What is to be kept beside what is here. */
export interface Arriving {
  readonly versions: readonly Version[];
  readonly traces?: readonly VersionTrace[];
  /** By hash. */
  readonly pictures?: SmallPictures;
}

interface Moment {
  readonly now: number;
  /** Ids of versions that stay whatever their age. */
  readonly pinned: ReadonlySet<string>;
}

/** Returns a record's value as JSON can say it: the bytes of a small picture as text. */
export function packedRecord(key: string, value: unknown): unknown {
  const picture = key.startsWith(smallPicturePrefix) ? readSmallPicture(value) : null;
  return picture ? packSmallPicture(picture) : value;
}

/** Resolves to a record out of a backup as it is stored; null when it cannot be read. */
export async function takenFromBackup(key: string, value: unknown): Promise<unknown> {
  const kind = versionRecordKind(key);
  if (kind !== 'picture') return isReadableVersionRecord(kind, value) ? value : null;
  const picture = unpackSmallPicture(value);
  return picture && pictureKey(await sha256(picture.bytes)) === key ? picture : null;
}

/** Returns the versions, traces and small pictures among records. */
export function arrivingFrom(values: ReadonlyMap<string, unknown>): Arriving {
  const { heads, traces } = readHeads(values);
  const versions = heads.flatMap((head) => readWhole(head, values.get(contentsKey(head.id))) ?? []);
  const hashes = new Set(versions.flatMap(({ picture }) => picture?.hash ?? []));
  const pictures = [...hashes].flatMap((hash): [string, SmallPicture][] => {
    const picture = readSmallPicture(values.get(pictureKey(hash)));
    return picture ? [[hash, picture]] : [];
  });
  return { versions, traces, pictures: new Map(pictures) };
}

/** Returns what is written and dropped so that what arrives is here, and what is too much is not. */
export function keeping(
  values: ReadonlyMap<string, unknown>,
  { versions, traces = [], pictures = new Map() }: Arriving,
  { now, pinned }: Moment,
  reader?: HeadReader,
): Change {
  const list = readHeads(values, reader);
  const heads = new Map(list.heads.map((head) => [head.id, head]));
  const lines = new Map(list.traces.map((trace) => [trace.id, trace]));
  const put = new Map<string, unknown>();
  /** Writes, and keeps aside what lies there and nobody can read. */
  const write = (key: string, value: unknown, isReadable: boolean): void => {
    const before = values.get(key);
    if (before !== undefined && !isReadable) put.set(asideKey(now, key), before);
    put.set(key, value);
  };
  for (const version of versions) {
    const { id } = version;
    const head = heads.get(id);
    const here = values.get(contentsKey(id));
    const before = head ? readWhole(head, here) : null;
    const joined = head ? joinVersions(before ?? { ...version, ...head }, version) : version;
    write(headKey(id), writeHead(joined), head !== undefined || lines.has(id));
    if (!before) write(contentsKey(id), writeContents(joined), head === undefined);
    heads.set(id, joined);
    lines.delete(id);
  }
  for (const trace of traces) {
    if (heads.has(trace.id) || lines.has(trace.id)) continue;
    write(headKey(trace.id), writeTrace(trace), false);
    lines.set(trace.id, trace);
  }
  for (const [hash, picture] of pictures) put.set(pictureKey(hash), picture);
  const compaction = compact([...heads.values()], [...lines.values()], now, { pinned });
  return letGo([...heads.values()], compaction, put);
}

/** Returns what is written and dropped for a compaction, after `put`, which is written anyway. */
export function letGo(
  heads: readonly VersionHead[],
  { strip, relink, forget }: Pick<Compaction, 'strip' | 'relink' | 'forget'>,
  put: ReadonlyMap<string, unknown> = new Map(),
): Change {
  const gone = new Set(strip.map(({ id }) => id));
  const shown = new Set(heads.flatMap(({ id, picture }) => (gone.has(id) ? [] : picture?.hash)));
  const written = new Map(put);
  const drop = forget.map(headKey);
  for (const head of strip) {
    written.set(headKey(head.id), writeTrace(traceOf(head)));
    drop.push(contentsKey(head.id));
    if (head.picture && !shown.has(head.picture.hash)) drop.push(pictureKey(head.picture.hash));
  }
  for (const trace of relink) written.set(headKey(trace.id), writeTrace(trace));
  for (const key of drop) written.delete(key);
  return { put: written, drop };
}
