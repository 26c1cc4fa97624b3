import { ok, type Result } from '../../base/result';
import type { ByteReader } from '../../source/byte-reader';
import type { ReadDocument } from '../document';
import type { CarriedHistory } from '../project/history-text';
import type { CameText } from './came-text';
import type { ZipFileEntry } from './zip-file';

/** PNG files by the SHA-256 that they are called by; whether that is true is not checked yet. */
export type CarriedPictures = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** Where the bytes of a picture stand in a file, which are not read yet. */
export interface PictureInFile {
  readonly name: string;
  /** Its MIME type; empty where nobody knows. */
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** What a set says of it, not read yet. */
  readonly set?: object;
}

/** What a project file brings along beside its pipeline. */
export interface DetectedProject {
  /** Null where there is none that can be read. */
  readonly history: CarriedHistory | null;
  /** Those that the pipeline is made for. */
  readonly pictures: readonly PictureInFile[];
  /** What it says of the set that they are, which is read with the set (core/set/carried.ts). */
  readonly set?: object;
}

/** A pipeline in what carries it. */
export interface CarriedPipeline {
  readonly kind: 'pipeline';
  readonly document: ReadDocument;
  /** The pictures that came along for its steps. */
  readonly assets: CarriedPictures;
  /** Of a project file alone. */
  readonly project?: DetectedProject;
}

/** Versions of pipelines, to be added to those that are here. */
export interface DetectedHistory {
  readonly kind: 'history';
  readonly history: CarriedHistory;
}

/** A collection of presets, not read yet. */
export interface DetectedCollection {
  readonly kind: 'collection';
  readonly text: string;
}

/** A copy of everything that was stored here once, not read yet. */
export interface DetectedBackup {
  readonly kind: 'backup';
}

/** A gallery that was published, not read yet. */
export interface DetectedPublished {
  readonly kind: 'published';
}

/** What is no pipeline. */
export type Other = DetectedHistory | DetectedCollection | DetectedBackup | DetectedPublished;

/** What is said of where a pipeline was found. */
export interface CarrierWords {
  /**
   * Returns where it is from, such as "from the report x.html".
   * @param name the file's name as it may be shown; null for what is no file
   */
  readonly where: (name: string | null) => string;
  /** What it is called without a name. */
  readonly nameless: string;
}

/** An archive from outside, and its list of files. */
export interface CameZip {
  readonly reader: ByteReader;
  readonly entries: readonly ZipFileEntry[];
}

/** A document in an archive, not read yet, which may be of any kind that texts are of. */
export interface TextInZip {
  readonly kind: 'text';
  readonly text: string;
}

interface Readers<InText, InZip> {
  /** What says of a pipeline where it was found. */
  readonly from: string;
  /** How names of its files end, without the dot, where no other carrier has said so. */
  readonly endings: readonly string[];
  readonly readText: ((came: CameText) => Result<InText> | null) | null;
  readonly readZip: ((came: CameZip) => Promise<Result<InZip> | null>) | null;
}

/** Something that pipelines travel in. */
export interface PipelineCarrier extends Readers<CarriedPipeline, CarriedPipeline | TextInZip> {
  readonly words: CarrierWords;
}

/** Something else that Pipette hands over. */
export interface OtherCarrier extends Readers<Other, Other> {
  readonly words: null;
}

/**
 * Its content alone says what it is: a reader returns null for what is none of its kind, and a failure
 * for what is one but cannot be read. What never comes as a text, or as an archive, has no reader for it.
 */
export type Carrier = PipelineCarrier | OtherCarrier;

/** Returns the words for a text of some kind, such as "report". */
export const textWords = (kind: string): CarrierWords => ({
  where: (name) => (name === null ? `from a pasted ${kind}` : `from the ${kind} ${name}`),
  nameless: 'pasted text',
});

/** Returns the words for a file of some kind. */
export const fileWords = (kind: string): CarrierWords => ({
  where: (name) => (name === null ? `from a ${kind}` : `from the ${kind} ${name}`),
  nameless: 'pasted text',
});

/** Returns a document whose lines the person sees. */
export const inSight = (read: Result<ReadDocument>): Result<CarriedPipeline> =>
  read.ok ? ok({ kind: 'pipeline', document: read.value, assets: new Map() }) : read;

/** Returns a document that lies inside of something else, where numbers of lines would mislead. */
export function inside(
  read: Result<ReadDocument>,
  assets: CarriedPictures = new Map(),
): Result<CarriedPipeline> {
  if (!read.ok) return read;
  const problems = read.value.problems.map(({ path, expected, came, kept }) => ({
    path,
    expected,
    came,
    kept,
  }));
  return ok({ kind: 'pipeline', document: { ...read.value, problems }, assets });
}
