import type { KnownStep } from '../pipeline/pipeline';
import { makeSteps } from './make';

/**
 * Returns the steps that the sample picture comes with, so that the first look shows what steps are: each
 * is seen at once, none moves anything, so the picture before and after lie on each other.
 */
export const sampleSteps = (): readonly KnownStep[] =>
  makeSteps([
    { operation: 'highlights-shadows', values: { shadows: 65, highlights: -20 } },
    { operation: 'vibrance', values: { amount: 45 } },
    { operation: 'vignette', values: { strength: 45 } },
  ]);
