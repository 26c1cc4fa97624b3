import { operationsById } from '../operations/index';
import type { Pipeline } from './pipeline';

/**
 * Returns why a pipeline cannot run over every frame of an animation, in words: a step of it would
 * decide anew for each; null when it can.
 */
export function whyItFlickers(pipeline: Pipeline): string | null {
  for (const step of pipeline.steps) {
    if (step.kind !== 'known' || !step.enabled) continue;
    const operation = operationsById.get(step.operation);
    if (!operation?.looksAtWhole(step.values)) continue;
    return `“${step.name ?? operation.label}” looks at a whole picture and would decide anew for every frame, so that the animation would flicker.`;
  }
  return null;
}
