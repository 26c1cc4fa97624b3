import { operationsById } from '../operations/index';
import { geometryOnly } from '../pipeline/compile';
import type { Pipeline, Step } from '../pipeline/pipeline';
import { stepTitle } from '../pipeline/step-title';
import type { Caption } from './look';

/** What a picture of a comparison is the result of, and what is written at it. */
export interface ComparedPicture {
  readonly pipeline: Pipeline;
  readonly caption: Caption;
}

/** A picture on the way through a pipeline: the source, or the result of a step that is on. */
export interface Stage extends ComparedPicture {
  /** The step's id, or 'source'. */
  readonly id: string;
}

const named = (name: string): Caption => ({ name, note: '' });

/** Returns a pipeline's result and what lies under it pixel by pixel, by the names that are given. */
export const beforeAndAfter = (
  pipeline: Pipeline,
  [before, after]: readonly [string, string],
): readonly ComparedPicture[] => [
  { pipeline: geometryOnly(pipeline), caption: named(before) },
  { pipeline, caption: named(after) },
];

const values = (step: Step): string =>
  step.kind === 'known' ? (operationsById.get(step.operation)?.brief(step.values) ?? '') : '';

/** Returns the source and the result of each step that is on, with what the step is set to. */
export const stagesOf = (pipeline: Pipeline): readonly Stage[] => [
  {
    id: 'source',
    pipeline: { ...pipeline, steps: [] },
    caption: { name: 'Original', note: 'As it was opened' },
  },
  ...pipeline.steps.flatMap((step, index) =>
    step.enabled
      ? [
          {
            id: step.id,
            pipeline: { ...pipeline, steps: pipeline.steps.slice(0, index + 1) },
            caption: { name: `${index + 1} ${stepTitle(step)}`, note: values(step) },
          },
        ]
      : [],
  ),
];
