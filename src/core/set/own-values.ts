import type { Values } from '../operations/define';
import type { KnownStep, Pipeline, Step } from '../pipeline/pipeline';

/** The values of one step. They count for that operation only, should the step become another. */
export interface OwnStep {
  readonly operation: string;
  readonly values: Values;
}

/** Values of steps, by the step's id. */
export type OwnValues = Readonly<Record<string, OwnStep>>;

/** A picture with what counts for it only. */
export interface NamedOwn {
  readonly name: string;
  readonly folder: string;
  readonly own: OwnValues;
}

export const nothingOwn: OwnValues = {};

/** Returns whether there are none. */
export const isNothingOwn = (own: OwnValues): boolean => Object.keys(own).length === 0;

/** Returns values of a step by its id; undefined where there are none for it. */
export const ownOf = (own: OwnValues, { id, operation }: Pick<Step, 'id' | 'operation'>) =>
  Object.hasOwn(own, id) && own[id]?.operation === operation ? own[id] : undefined;

/** Returns the pipeline with values laid over those of its steps: the same one where none differ. */
export function layOver(pipeline: Pipeline, own: OwnValues): Pipeline {
  let isOther = false;
  const steps = pipeline.steps.map((step): Step => {
    const values = step.kind === 'known' ? ownOf(own, step)?.values : undefined;
    if (step.kind !== 'known' || values === undefined || values === step.values) return step;
    isOther = true;
    return { ...step, values };
  });
  return isOther ? { ...pipeline, steps } : pipeline;
}

/** Returns the values that the steps of a pipeline have which others name; steps that are gone have none. */
export function takenFrom(pipeline: Pipeline, names: OwnValues): OwnValues {
  const steps = pipeline.steps.filter(
    (step): step is KnownStep => step.kind === 'known' && ownOf(names, step) !== undefined,
  );
  return Object.fromEntries(
    steps.map(({ id, operation, values }) => [id, { operation, values }] as const),
  );
}

/** Returns values without those of one step. */
export const withoutStep = (own: OwnValues, id: string): OwnValues =>
  Object.fromEntries(Object.entries(own).filter(([step]) => step !== id));
