import { operationsById } from '../operations/known';
import type { Step } from './pipeline';

/** Returns what a step is called on screen: its own name, else its operation's. */
export const stepTitle = (step: Pick<Step, 'name' | 'operation'>): string =>
  step.name ?? operationsById.get(step.operation)?.label ?? step.operation;
