import type { GalleryEntry, GalleryFile } from '../gallery/entry';
import { operationsById } from '../operations/index';
import { newStep } from '../pipeline/edit';
import { emptyPipeline, type Pipeline } from '../pipeline/pipeline';
import { idOf } from './any-history';

// Help for tests only: entries of the gallery.

/** Returns what is said of a file, another one for another number. */
export const galleryFile = (number: number, more: Partial<GalleryFile> = {}): GalleryFile => ({
  hash: number.toString(16).padStart(64, '0'),
  type: 'image/jpeg',
  bytes: 1_000 + number,
  width: 1_200,
  height: 800,
  ...more,
});

/** Returns a pipeline of steps with their usual values. */
export const pipelineOf = (...operations: readonly string[]): Pipeline => ({
  ...emptyPipeline,
  steps: operations.flatMap((id, index) => {
    const operation = operationsById.get(id);
    return operation ? [newStep(operation, `step-${index + 1}`)] : [];
  }),
});

/** Returns an entry, another one for another number, added the later the higher that is. */
export const galleryEntry = (number: number, more: Partial<GalleryEntry> = {}): GalleryEntry => ({
  id: idOf(number),
  at: number * 60_000,
  title: `Picture ${number}`,
  tags: [],
  pipeline: pipelineOf('clarity'),
  version: null,
  settings: null,
  files: { picture: galleryFile(3 * number), small: galleryFile(3 * number + 1) },
  ...more,
});
