import type { Copied } from '../../core/base/copied';
import type { ReadCollection } from '../../core/documents/collection';
import type { Preset } from '../../core/documents/preset';
import type { Result } from '../../core/base/result';
import type { GalleryEntry } from '../../core/gallery/entry';

/** What presets need of the browser and of other features; given by the app. */
export interface Ports {
  /** Asks for a collection file; null when none was chosen. Call it within a click. */
  ask(): Promise<Result<ReadCollection> | null>;
  /** Hands presets over as files. Returns how many files that took. */
  save(presets: readonly Preset[], name: string): number;
  /** Copies a link to the preset; null where links cannot be made. */
  readonly copyLink: ((preset: Preset) => Promise<Copied>) | null;
}

/** What finished pictures need of the browser and of other features; given by the app. */
export interface PicturePorts {
  /** Hands a picture to the person. */
  save(file: Blob, name: string): void;
  /** Copies a link to a picture's pipeline. */
  copyLink(entry: GalleryEntry): Promise<Copied>;
}
