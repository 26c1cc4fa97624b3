import type { Block } from '../graph/node';
import { record } from '../graph/picture';
import type { Values } from '../operations/define';
import { operationsById } from '../operations/known';
import type { Pipeline, Step } from './pipeline';

/** A step that does something, ready to run. */
export interface CompiledStep {
  readonly id: string;
  readonly operation: string;
  /** Same key, same effect: operation, values and scale. Used by the preview's cache. */
  readonly key: string;
  readonly block: Block;
  readonly reads: 'in-order' | 'anywhere';
  /** Whether the step only changes the size at which the same scene is shown. */
  readonly scales: boolean;
  /** Whether the result may have another size or places than the input. */
  readonly reshapes: boolean;
  /** Whether the size of the result can only be told from the pixels. */
  readonly sizedByContent: boolean;
  /** Whether it depends on the picture as a whole. */
  readonly looksAtWhole: boolean;
}

/** Returns values as a step of the operation uses them on a picture rendered at `scale`. */
export function scaledValues(operation: string, values: Values, scale: number): Values {
  const declared = operationsById.get(operation);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const kind = declared?.parameters.get(name)?.kind;
      return [name, kind === 'pixels' && typeof value === 'number' ? value * scale : value];
    }),
  );
}

/**
 * Returns what a step does to a picture rendered at `scale` (1 is full size), or null when it does
 * nothing: switched off, unknown, or at values that leave every byte unchanged.
 */
export function compileStep(step: Step, scale: number): CompiledStep | null {
  if (step.kind !== 'known' || !step.enabled) return null;
  const operation = operationsById.get(step.operation);
  if (!operation || operation.isIdentity(step.values)) return null;
  const values = scaledValues(step.operation, step.values, scale);
  return {
    id: step.id,
    operation: step.operation,
    key: JSON.stringify([step.operation, Object.entries(values).sort()]),
    block: record((image) => operation.build(image, values)),
    reads: operation.reads,
    scales: operation.scales ?? false,
    reshapes: operation.reshapes,
    sizedByContent: operation.sizedByContent,
    looksAtWhole: operation.looksAtWhole(step.values),
  };
}

/** Returns the steps that do something, in order, for a picture rendered at `scale`. */
export const compilePipeline = (pipeline: Pipeline, scale: number): CompiledStep[] =>
  pipeline.steps.map((step) => compileStep(step, scale)).filter((step) => step !== null);

/**
 * Steps that libvips evaluates in one go. Every operation asks the one before it for pixels, call
 * within call, and the stacks of a browser's workers are small: in Chromium, between ten and
 * fifteen sharpenings overflow them and the engine dies.
 */
export const maxFused = 5;

/** Returns how many of `count` steps come before the last ones that are evaluated in one go. */
export const materializedSteps = (count: number): number =>
  count <= maxFused ? 0 : (Math.ceil(count / maxFused) - 1) * maxFused;

/**
 * Returns the pipeline up to and including the step `until`: none of it for 'source', all of it for
 * null, and all of it too for a step that is not there (any more), as nothing stands for it.
 */
export function upTo(pipeline: Pipeline, until: string | null): Pipeline {
  if (until === null) return pipeline;
  const last = until === 'source' ? -1 : pipeline.steps.findIndex(({ id }) => id === until);
  if (last === -1 && until !== 'source') return pipeline;
  return { ...pipeline, steps: pipeline.steps.slice(0, last + 1) };
}

/**
 * Returns the pipeline's geometry alone: what "before" must look like so that it lies under
 * "after" pixel by pixel.
 */
export const geometryOnly = (pipeline: Pipeline): Pipeline => ({
  ...pipeline,
  steps: pipeline.steps.filter((step) => operationsById.get(step.operation)?.reshapes),
});
