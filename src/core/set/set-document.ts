import { writeDocument } from '../documents/document';
import type { CarriedVersion } from '../pipeline/versions/carried';
import type { Pipeline } from '../pipeline/pipeline';
import { isNothingOwn, layOver, type NamedOwn, takenFrom } from './own-values';

/**
 * Returns the document of a pipeline that many pictures went through, with the values that count for
 * single ones only: `pictures` says them by the file's path, which of those it is where several have that
 * path (`nth`, from 1), and the step's id. Whoever reads documents finds the pipeline of all.
 */
export function writeSetDocument(
  pipeline: Pipeline,
  pictures: readonly NamedOwn[],
  version: CarriedVersion | null,
): unknown {
  const pathOf = ({ folder, name }: NamedOwn): string => folder + name;
  const alike = new Map<string, NamedOwn[]>();
  for (const picture of pictures) {
    alike.set(pathOf(picture), [...(alike.get(pathOf(picture)) ?? []), picture]);
  }
  const own = pictures.filter((picture) => !isNothingOwn(picture.own));
  return {
    ...(writeDocument(pipeline, { version }) as object),
    pictures: own.map((picture) => {
      const same = alike.get(pathOf(picture)) ?? [];
      return {
        file: pathOf(picture),
        ...(same.length > 1 && { nth: same.indexOf(picture) + 1 }),
        // Of steps that are gone nothing counts.
        own: takenFrom(layOver(pipeline, picture.own), picture.own),
      };
    }),
  };
}
