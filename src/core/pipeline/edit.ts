import { limits } from '../base/limits';
import type { Operation } from '../operations/define';
import type { ParameterValue } from '../parameters';
import { cutText } from '../base/cut-text';
import type { KnownStep, Pipeline, Step } from './pipeline';

/** Returns a new step id: 10 random characters, unique within any document that people make. */
export function newStepId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}

/** Returns a step of `operation` with the values that it begins with. */
export const newStep = (operation: Operation, id: string = newStepId()): KnownStep => ({
  kind: 'known',
  id,
  operation: operation.id,
  enabled: true,
  values: operation.start,
});

const changeStep = (pipeline: Pipeline, id: string, change: (step: Step) => Step): Pipeline => ({
  ...pipeline,
  steps: pipeline.steps.map((step) => (step.id === id ? change(step) : step)),
});

/** Returns the pipeline with `step` inserted at `index` (at the end when absent). Unchanged when full. */
export function insertStep(
  pipeline: Pipeline,
  step: Step,
  index: number = pipeline.steps.length,
): Pipeline {
  if (pipeline.steps.length >= limits.document.steps) return pipeline;
  return { ...pipeline, steps: pipeline.steps.toSpliced(index, 0, step) };
}

/**
 * Returns the pipeline with these steps behind its own; those whose ids are taken get new ones. Null
 * when it would have more steps than a pipeline may.
 */
export function appendSteps(
  pipeline: Pipeline,
  steps: readonly Step[],
  makeId: () => string = newStepId,
): Pipeline | null {
  if (pipeline.steps.length + steps.length > limits.document.steps) return null;
  return { ...pipeline, steps: joinSteps(pipeline.steps, steps, makeId) };
}

/** Returns steps with more behind them; of these, those whose ids are taken get new ones. */
export function joinSteps(
  present: readonly Step[],
  steps: readonly Step[],
  makeId: () => string = newStepId,
): readonly Step[] {
  const taken = new Set([...present, ...steps].map(({ id }) => id));
  const own = new Set(present.map(({ id }) => id));
  const renewed = steps.map((step) => {
    if (!own.has(step.id)) return step;
    let id = makeId();
    while (taken.has(id)) id = makeId();
    taken.add(id);
    return { ...step, id };
  });
  return [...present, ...renewed];
}

/** Returns the pipeline without the step. */
export const removeStep = (pipeline: Pipeline, id: string): Pipeline => ({
  ...pipeline,
  steps: pipeline.steps.filter((step) => step.id !== id),
});

/** Returns the pipeline with the step moved so that it stands at `index` (clamped). */
export function moveStep(pipeline: Pipeline, id: string, index: number): Pipeline {
  const from = pipeline.steps.findIndex((step) => step.id === id);
  const step = pipeline.steps[from];
  if (!step) return pipeline;
  const to = Math.max(0, Math.min(pipeline.steps.length - 1, index));
  if (to === from) return pipeline;
  return { ...pipeline, steps: pipeline.steps.toSpliced(from, 1).toSpliced(to, 0, step) };
}

/** Returns the pipeline with a copy of the step, with a new id, right behind it. */
export function duplicateStep(
  pipeline: Pipeline,
  id: string,
  copyId: string = newStepId(),
): Pipeline {
  const index = pipeline.steps.findIndex((step) => step.id === id);
  const step = pipeline.steps[index];
  return step ? insertStep(pipeline, { ...step, id: copyId }, index + 1) : pipeline;
}

/** Returns the pipeline with the step switched on or off; placeholders stay off. */
export const enableStep = (pipeline: Pipeline, id: string, enabled: boolean): Pipeline =>
  changeStep(pipeline, id, (step) => (step.kind === 'known' ? { ...step, enabled } : step));

/** Returns the pipeline with the step's own name set, or taken away when empty. */
export const renameStep = (pipeline: Pipeline, id: string, name: string): Pipeline =>
  changeStep(pipeline, id, (step) => {
    const trimmed = cutText(name.trim(), limits.document.nameLength);
    if (trimmed !== '') return { ...step, name: trimmed };
    const { name: _dropped, ...rest } = step;
    return rest;
  });

/** Returns the pipeline with the step's note set, or taken away when empty. */
export const noteStep = (pipeline: Pipeline, id: string, note: string): Pipeline =>
  changeStep(pipeline, id, (step) => {
    const text = cutText(note.trim(), limits.document.stringLength);
    if (text !== '') return { ...step, note: text };
    const { note: _dropped, ...rest } = step;
    return rest;
  });

/** Returns the pipeline with its description set, or taken away when empty. */
export function describePipeline(pipeline: Pipeline, description: string): Pipeline {
  const text = cutText(description.trim(), limits.document.stringLength);
  if (text !== '') return { ...pipeline, description: text };
  const { description: _dropped, ...rest } = pipeline;
  return rest;
}

/** Returns the pipeline with values of the step replaced. Values must come from the parameter's parse. */
export const changeValues = (
  pipeline: Pipeline,
  id: string,
  values: Readonly<Record<string, ParameterValue>>,
): Pipeline =>
  changeStep(pipeline, id, (step) =>
    step.kind === 'known' ? { ...step, values: { ...step.values, ...values } } : step,
  );

/** Returns the pipeline with the step's values as a new step has them. */
export const resetStep = (pipeline: Pipeline, id: string, operation: Operation): Pipeline =>
  changeValues(pipeline, id, operation.start);

/** Returns the pipeline with values for the step that show what it does. */
export const exampleStep = (pipeline: Pipeline, id: string, operation: Operation): Pipeline =>
  changeValues(pipeline, id, operation.example.values);

/** Returns the pipeline with another name; an empty name is refused by leaving it unchanged. */
export function renamePipeline(pipeline: Pipeline, name: string): Pipeline {
  const trimmed = cutText(name.trim(), limits.document.nameLength);
  return trimmed === '' ? pipeline : { ...pipeline, name: trimmed };
}
