import { operationsById } from '../operations/index';
import type { Step } from '../pipeline/pipeline';
import type { CarriedPipeline, CarrierWords, Other } from './carriers/carrier';
import type { CarriedIn } from './carriers/index';

/** A pipeline, and what it was found in. */
export interface DetectedPipeline extends CarriedPipeline {
  readonly from: CarriedIn;
  readonly words: CarrierWords;
  /**
   * For a picture that says which pixels its steps made: their SHA-256 in hex
   * (core/metadata/embedded-pipeline.ts).
   */
  readonly pixels?: string;
}

/** What something from outside turned out to be. */
export type Detected = DetectedPipeline | Other;

/** Returns the hashes of the pictures that a step shows, without those it was never given. */
export function picturesOf(step: Step): readonly string[] {
  if (step.kind === 'placeholder') return [];
  const { values } = step;
  const parameters = operationsById.get(step.operation)?.parameters ?? [];
  return [...parameters].flatMap(([name, { kind }]) => {
    const value = values[name];
    return kind === 'asset' && typeof value === 'string' && value !== '' ? [value] : [];
  });
}
