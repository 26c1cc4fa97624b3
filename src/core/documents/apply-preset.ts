import { appError } from '../base/errors';
import { limits } from '../base/limits';
import { operationsById } from '../operations/index';
import type { Operation } from '../operations/define';
import type { Parameter, ParameterValue } from '../parameters';
import { newStepId } from '../pipeline/edit';
import { emptyPipeline, type KnownStep, type Pipeline, type Step } from '../pipeline/pipeline';
import { fail, ok, type Result } from '../base/result';
import { fingerprint } from './document';
import type { Ask, Preset } from './preset';

/** Whether a preset takes the place of the steps that are there, or comes behind them. */
export type Application = 'replace' | 'append';

/** A parameter that a preset asks for, with everything that its field needs. */
export interface Question {
  readonly ask: Ask;
  readonly step: KnownStep;
  readonly operation: Operation;
  readonly parameter: Parameter;
  /** What the preset has there. */
  readonly value: ParameterValue;
}

/** Returns what the preset asks for when it is applied, in its own order. */
export const questionsOf = ({ pipeline, asks }: Preset): readonly Question[] =>
  asks.flatMap((ask): Question[] => {
    const step = pipeline.steps.find(({ id }) => id === ask.step);
    const operation = step && operationsById.get(step.operation);
    const parameter = operation?.parameters.get(ask.parameter);
    const value = step?.kind === 'known' ? step.values[ask.parameter] : undefined;
    if (step?.kind !== 'known' || !operation || !parameter || value === undefined) return [];
    return [{ ask, step, operation, parameter, value }];
  });

/** An answer to a question of a preset: what the parameter shall be instead. */
export interface Answer extends Ask {
  readonly value: ParameterValue;
}

const answered = (step: Step, answers: readonly Answer[]): Step => {
  if (step.kind !== 'known') return step;
  const own = answers.filter((answer) => answer.step === step.id);
  const values = Object.fromEntries(own.map(({ parameter, value }) => [parameter, value]));
  return own.length === 0 ? step : { ...step, values: { ...step.values, ...values } };
};

/**
 * Returns what becomes of `current` when a preset is applied. The pipeline remembers the preset it
 * came from: after a replacement, and when there were no steps before. Fails when the list would
 * be longer than pipelines may be.
 * @param answers to what the preset asks for; where there is none its own value stays
 * @param newId makes the ids of the new steps
 */
export function applyPreset(
  current: Pipeline,
  preset: Preset,
  how: Application,
  answers: readonly Answer[] = [],
  newId: () => string = newStepId,
): Result<Pipeline> {
  const brought = preset.pipeline.steps.map((step): Step => ({
    ...answered(step, answers),
    id: newId(),
  }));
  const origin = { id: preset.id, name: preset.name, fingerprint: fingerprint(brought) };
  if (how === 'replace') {
    const description = preset.description || preset.pipeline.description;
    return ok({
      name: preset.name,
      ...(description === undefined ? {} : { description }),
      origin,
      steps: brought,
    });
  }
  const steps = [...current.steps, ...brought];
  if (steps.length > limits.document.steps) {
    const max = limits.document.steps;
    return fail(
      appError('CFG-SIZE', `Together that would be ${steps.length} steps; at most ${max} fit.`, {
        safe: 'Nothing was changed.',
        advice: 'Remove steps, or replace the pipeline.',
      }),
    );
  }
  const isFirst = current.steps.length === 0;
  const name = isFirst && current.name === emptyPipeline.name ? preset.name : current.name;
  return ok({ ...current, name, ...(isFirst ? { origin } : {}), steps });
}
