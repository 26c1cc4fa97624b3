import { operationsById } from '../operations/index';
import type { Step } from './pipeline';

/** What a step does, as lists and reports say it. */
export interface StepWords {
  readonly state: 'on' | 'off' | 'nothing' | 'unknown';
  /** One sentence in the past tense; of a step that is not known, why it is not. */
  readonly sentence: string;
}

/** Returns what a step does in words, whether it is on or not. */
export function stepInWords(step: Step): StepWords {
  const operation = operationsById.get(step.operation);
  if (step.kind === 'placeholder') return { state: 'unknown', sentence: step.reason };
  if (!operation) return { state: 'unknown', sentence: 'Not known to this version.' };
  const idle = operation.isIdentity(step.values) ? 'nothing' : 'on';
  return {
    state: step.enabled ? idle : 'off',
    sentence: operation.sentence(step.values),
  };
}
