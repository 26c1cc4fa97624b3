import type { KnownStep } from '../pipeline/pipeline';
import { makeSteps } from './make';

/**
 * Returns the steps that the sample picture comes with, so that the first look shows what steps are: each
 * is seen at once and computed quickly, none moves anything, so the picture before and after lie on each other.
 */
export const sampleSteps = (): readonly KnownStep[] =>
  makeSteps([
    {
      operation: 'curves',
      values: {
        all: [
          { x: 0, y: 0 },
          { x: 0.2, y: 0.27 },
          { x: 0.6, y: 0.72 },
          { x: 1, y: 1 },
        ],
      },
    },
    { operation: 'vibrance', values: { amount: 45 } },
    { operation: 'vignette', values: { strength: 45 } },
  ]);
