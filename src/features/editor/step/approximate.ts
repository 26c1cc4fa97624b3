import { operationsById } from '../../../core/operations/index';
import type { Step } from '../../../core/pipeline/pipeline';

/** Why a step is called approximate. */
export const approximateReason =
  'Decided on the smaller preview; the export decides on the full picture.';

/**
 * Returns whether the export may decide a little differently than the preview: the step looks at
 * the whole picture, and the preview (at `scale`, 1 is full size) is a smaller one.
 */
export const isApproximate = (step: Step, scale: number): boolean =>
  step.kind === 'known' &&
  step.enabled &&
  scale < 1 &&
  (operationsById.get(step.operation)?.looksAtWhole(step.values) ?? false);
