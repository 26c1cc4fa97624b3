import type { Ask, Preset } from '../documents/preset';
import { initialValues, type Values } from '../operations/define';
import { operationsById } from '../operations/index';
import type { KnownStep } from '../pipeline/pipeline';

/** A step of a built-in preset: an operation, what differs from its initial values, and a note. */
export interface MadeStep {
  readonly operation: string;
  readonly values?: Values;
  readonly note?: string;
  /** Names of parameters that the person is asked for when the preset is applied. */
  readonly asks?: readonly string[];
}

/** What there is to say about a built-in preset. */
export interface Made {
  /** Letters, digits and hyphens; never changed, for pipelines remember it. */
  readonly id: string;
  readonly name: string;
  readonly folder: 'Photos' | 'Looks' | 'Work';
  readonly description: string;
  readonly steps: readonly MadeStep[];
}

/** The day on which the presets were last changed. */
const day = '2026-11-26T00:00:00Z';

const stepId = (index: number): string => `step-${index + 1}`;

function stepOf({ operation: id, values, note }: MadeStep, index: number): KnownStep {
  const operation = operationsById.get(id);
  if (!operation) throw new TypeError(`there is no operation ${id}`);
  return {
    kind: 'known',
    id: stepId(index),
    operation: id,
    enabled: true,
    ...(note === undefined ? {} : { note }),
    values: { ...initialValues(operation), ...values },
  };
}

/** Returns steps of their declarations. Throws TypeError for an operation that does not exist. */
export const makeSteps = (steps: readonly MadeStep[]): readonly KnownStep[] => steps.map(stepOf);

/** Returns the preset of a declaration. Throws TypeError for an operation that does not exist. */
export function makePreset({ id, name, folder, description, steps }: Made): Preset {
  const asks = steps.flatMap((step, index): readonly Ask[] =>
    (step.asks ?? []).map((parameter) => ({ step: stepId(index), parameter })),
  );
  return {
    id: `builtin:${id}`,
    name,
    folder,
    description,
    author: 'Pipette',
    licence: 'CC0',
    pipeline: { name, description, steps: makeSteps(steps) },
    asks,
    created: day,
    changed: day,
  };
}
