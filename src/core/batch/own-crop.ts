import { crop } from '../operations/geometry/crop';
import { initialValues } from '../operations/define';
import { isRectangle, type Rectangle } from '../base/geometry';
import type { KnownStep, Pipeline } from '../pipeline/pipeline';

/** Reads a stored rectangle; null for what is none. */
export function parseArea(input: unknown): Rectangle | null {
  const parsed = crop.parameters.get('area')?.parse(input);
  return parsed?.ok && isRectangle(parsed.value) ? parsed.value : null;
}

/**
 * Returns the pipeline with a crop of its own for one file: in place of the area of the first Crop
 * that is on, or as the first step where there is none.
 * @param area in fractions of the picture; null leaves the pipeline as it is
 */
export function withOwnCrop(pipeline: Pipeline, area: Rectangle | null): Pipeline {
  if (area === null) return pipeline;
  const isCrop = (step: Pipeline['steps'][number]): step is KnownStep =>
    step.kind === 'known' && step.operation === crop.id && step.enabled;
  const first = pipeline.steps.find(isCrop);
  if (first) {
    const own = { ...first, values: { ...first.values, area } };
    return { ...pipeline, steps: pipeline.steps.map((step) => (step === first ? own : step)) };
  }
  const added: KnownStep = {
    kind: 'known',
    id: 'own-crop',
    operation: crop.id,
    enabled: true,
    values: { ...initialValues(crop), area },
  };
  return { ...pipeline, steps: [added, ...pipeline.steps] };
}
