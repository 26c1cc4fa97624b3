import type { Block } from '../graph/node';
import { operationsById } from '../operations/index';
import {
  type CompiledStep,
  compilePipeline,
  maxFused,
  materializedSteps,
} from '../pipeline/compile';
import type { Pipeline } from '../pipeline/pipeline';

/** A step as a program shows it. */
export interface PlannedStep {
  readonly number: number;
  readonly operation: string;
  /** Such as "Exposure: +0.35 EV". */
  readonly comment: string;
  readonly block: Block;
  /** Whether pixels are computed into memory after it, as the engine does every few steps. */
  readonly materializes: boolean;
}

function commentFor(step: CompiledStep, pipeline: Pipeline): string {
  const found = pipeline.steps.find(({ id }) => id === step.id);
  const operation = operationsById.get(step.operation);
  if (!operation || found?.kind !== 'known') return step.operation;
  const label = found.name ?? operation.label;
  return `${label}: ${operation.brief(found.values)}`;
}

/** Returns the steps of a pipeline that do something, as programs show them. */
export function plannedSteps(pipeline: Pipeline): readonly PlannedStep[] {
  const compiled = compilePipeline(pipeline, 1);
  const ahead = materializedSteps(compiled.length);
  return compiled.map((step, index) => ({
    number: pipeline.steps.findIndex(({ id }) => id === step.id) + 1,
    operation: step.operation,
    comment: commentFor(step, pipeline),
    block: step.block,
    materializes: (index + 1) % maxFused === 0 && index < ahead,
  }));
}
