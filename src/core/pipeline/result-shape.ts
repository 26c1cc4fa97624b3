import type { Size } from '../base/geometry';
import { operationsById } from '../operations/known';
import type { Pipeline } from './pipeline';

/**
 * Returns the whole pipeline's result in short (size in pixels, and whatever else reports tell):
 * what the last working step reported, or the source when no step works. Null without a picture, and
 * while the last step has not been computed, as during cropping on the picture.
 */
export function resultOf<Shape extends Size>(
  pipeline: Pipeline,
  reports: ReadonlyMap<string, Shape>,
  source: Shape | null,
): Shape | null {
  const last = pipeline.steps.findLast(
    (step) =>
      step.kind === 'known' &&
      step.enabled &&
      operationsById.get(step.operation)?.isIdentity(step.values) === false,
  );
  if (!last || !source) return source;
  return reports.get(last.id) ?? null;
}
