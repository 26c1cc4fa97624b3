import { OWN_DOCUMENTS, PIPELINE, pipeline } from '../program.mjs';
import { ownOf } from './pictures.mjs';

/** What is done to a picture; one with values of its own goes on to tell which those are. */
export function pipelineOf(file) {
  const own = ownOf(file);
  if (own === undefined) return pipeline;
  return (image) => {
    const made = own(image).copy();
    made.setString('pipette-own', own.name);
    return made;
  };
}

/** The pipeline that a picture came from, as a document. */
export function documentOf(image) {
  const own = image.getTypeof('pipette-own') > 0 ? image.getString('pipette-own') : '';
  return OWN_DOCUMENTS.get(own) ?? PIPELINE;
}
