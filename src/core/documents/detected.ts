import type { ProgramName } from '../programs/index';
import type { Step } from '../pipeline/pipeline';
import { operationsById } from '../operations/index';
import type { ReadDocument } from './document';
import type { CarriedHistory } from './project/history-text';

/** What a pipeline was found in. */
export type DetectedIn =
  'JSON' | 'YAML' | ProgramName | 'picture' | 'zip' | 'project' | 'report' | 'link' | 'gallery';

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
}

export interface DetectedPipeline {
  readonly kind: 'pipeline';
  readonly from: DetectedIn;
  readonly document: ReadDocument;
  /** The pictures that came along for its steps. */
  readonly assets: CarriedPictures;
  /**
   * For a picture that says which pixels its steps made: their SHA-256 in hex
   * (core/metadata/embedded-pipeline.ts).
   */
  readonly pixels?: string;
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

/** What something from outside turned out to be. */
export type Detected =
  DetectedPipeline | DetectedHistory | DetectedCollection | DetectedBackup | DetectedPublished;

/**
 * Returns where a pipeline is from, in words, such as "from the Python program x.py".
 * @param name the file's name as it may be shown; null for what is no file
 */
export function whereFrom(from: DetectedIn, name: string | null): string {
  switch (from) {
    case 'link':
      return 'from a link';
    case 'gallery':
      return name === null ? 'from the gallery' : `from ${name} in the gallery`;
    case 'picture':
      return name === null ? 'inside a picture' : `inside the picture ${name}`;
    case 'zip':
      return name === null ? 'from a zip' : `from the zip ${name}`;
    case 'project':
      return name === null ? 'from a project' : `from the project ${name}`;
    case 'report':
      return name === null ? 'from a pasted report' : `from the report ${name}`;
    case 'JSON':
    case 'YAML':
      return name === null ? `from pasted ${from}` : `from the ${from} file ${name}`;
    default:
      return name === null ? `from a pasted ${from}` : `from the ${from} ${name}`;
  }
}

/** Returns the hashes of the pictures that a step shows, without those it was never given. */
export function picturesOf(step: Step): readonly string[] {
  if (step.kind === 'placeholder') return [];
  const { values } = step;
  const parameters = operationsById.get(step.operation)?.parameters ?? [];
  return [...parameters].flatMap(([name, { kind }]) => {
    const value = values[name];
    return kind === 'asset' && typeof value === 'string' && value !== '' ? [value] : [];
  });
}
