import { writeDocument } from '../documents/document';
import type { CarriedVersion } from '../pipeline/versions/carried';
import type { Pipeline } from '../pipeline/pipeline';
import { isNothingOwn, layOver, type OwnValues, takenFrom } from './own-values';

/** A picture with what counts for it only. */
interface NamedOwn {
  readonly name: string;
  readonly folder: string;
  readonly own: OwnValues;
}

/**
 * Returns the document of a pipeline that many pictures went through, with the values that count for
 * single ones only: `pictures` says them by the file's path and the step's id. Whoever reads documents
 * finds the pipeline of all.
 */
export function writeSetDocument(
  pipeline: Pipeline,
  pictures: readonly NamedOwn[],
  version: CarriedVersion | null,
): unknown {
  const own = pictures.filter((picture) => !isNothingOwn(picture.own));
  return {
    ...(writeDocument(pipeline, { version }) as object),
    pictures: own.map((picture) => ({
      file: picture.folder + picture.name,
      // Of steps that are gone nothing counts.
      own: takenFrom(layOver(pipeline, picture.own), picture.own),
    })),
  };
}
