import type { Size } from '../../../core/base/geometry';
import type { StepReport } from '../../../core/engine/contract';
import { operationsById } from '../../../core/operations/index';
import type { Pipeline } from '../../../core/pipeline/pipeline';

/**
 * Returns the size in full-size pixels of the picture that the step `id` is given, or null when it
 * is not known yet: what the nearest step before it that runs has made, else the source.
 */
export function sizeBefore(
  pipeline: Pipeline,
  id: string,
  source: Size | null,
  reports: ReadonlyMap<string, StepReport>,
): Size | null {
  if (!source) return null;
  const at = pipeline.steps.findIndex((step) => step.id === id);
  const last = pipeline.steps.slice(0, Math.max(0, at)).findLast((step) => {
    if (step.kind !== 'known' || !step.enabled) return false;
    return !operationsById.get(step.operation)?.isIdentity(step.values);
  });
  const size = last ? reports.get(last.id) : source;
  return size ? { width: size.width, height: size.height } : null;
}
