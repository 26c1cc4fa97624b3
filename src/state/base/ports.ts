import type { Copied } from '../../core/base/copied';

// Powers of the browser that several stores are given by the app.

/** Hands a finished file to the person. */
export type SaveFile = (file: Blob, name: string) => void;

/** Puts text into the clipboard; resolves to whether that worked. */
export type CopyText = (text: string) => Promise<Copied>;

/** One file of an archive. */
export interface ArchiveFile {
  readonly name: string;
  readonly content: Blob;
  /** Whether it is text, which is worth deflating. */
  readonly text: boolean;
}

/** Hands an archive over. */
export type SaveArchive = (files: readonly ArchiveFile[], stem: string) => Promise<void>;

/** A small store of texts by key. Reading and writing never throw. */
export interface TextStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
}
