import { stepTitle } from '../pipeline/step-title';
import { removeStep } from '../pipeline/edit';
import type { Candidate } from './candidate';
import type { Facts } from './facts';
import { exactly } from './significance';

/** Returns pipelines without a step that changed no pixel of the picture that was measured. */
export const dropIdle = ({ steps, pipeline, settings }: Facts): Candidate[] =>
  steps
    .filter(({ measured }) => measured.maximumDifference === 0)
    .map(({ step, measured }) => ({
      idea: `drop ${step.id}`,
      title: `Remove ${stepTitle(step)}`,
      words:
        'It changes no pixel of this picture. Keep it if the pipeline is for other pictures, ' +
        'which it may change.',
      pipeline: removeStep(pipeline, step.id),
      settings,
      compares: 'pictures' as const,
      demands: exactly,
      maxGainMs: measured.medianMs,
    }));
