import type { Pipeline } from '../pipeline/pipeline';
import { stepTitle } from '../pipeline/step-title';
import { stepInWords } from '../pipeline/step-words';

/** Returns what each step does, in words. */
export const stepsInWords = ({ steps }: Pipeline): readonly string[] =>
  steps.map((step) => {
    const { state, sentence } = stepInWords(step);
    if (state === 'off') return `${stepTitle(step)} is off.`;
    return state === 'nothing' ? `${sentence} Changes nothing.` : sentence;
  });
