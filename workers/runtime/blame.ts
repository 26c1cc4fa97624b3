import { operationsById } from '../../src/core/operations/index';
import type { CompiledStep } from '../../src/core/pipeline/compile';
import { JobError, toAppError } from './errors';

const labelOf = (step: CompiledStep): { id: string; label: string } => ({
  id: step.id,
  label: operationsById.get(step.operation)?.label ?? step.operation,
});

/** Throws what was thrown as a JobError that names the step. */
export function blame(thrown: unknown, step: CompiledStep): never {
  const error = toAppError(thrown, labelOf(step));
  if (error.code === 'JOB-CANCELLED' || error.code === 'ENG-DIED') throw thrown;
  throw new JobError(error);
}
