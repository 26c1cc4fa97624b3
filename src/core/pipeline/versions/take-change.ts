import { limits } from '../../base/limits';
import { operationsById } from '../../operations/index';
import { fail, ok, type Result } from '../../base/result';
import { insertStep, moveStep, removeStep } from '../edit';
import type { Pipeline, Step } from '../pipeline';
import type { After, Change, PipelineField } from './changes';
import { isSame } from './same';

/** Why a change does not apply to a pipeline. */
export type TakeRefusal =
  /** It is so already. */
  | 'nothing-to-do'
  /** The step is not there. */
  | 'no-step'
  /** The step is there under this id, but does something else. */
  | 'other-step'
  /** The pipeline has as many steps as it may. */
  | 'full'
  /** This version does not know the parameter, or not this value. */
  | 'unknown-value'
  /** It is about the export settings, which are no part of a pipeline. */
  | 'settings';

type Taken = Result<Pipeline, TakeRefusal>;

/** Returns where a step belongs: behind the nearest of those before it that is there. */
function placeAfter(steps: readonly Step[], after: After): number {
  const places = new Map(steps.map(({ id }, index) => [id, index]));
  for (const id of after) {
    const place = places.get(id);
    if (place !== undefined) return place + 1;
  }
  return 0;
}

/** Returns the pipeline with one step made another, which keeps its id. */
const withStep = (pipeline: Pipeline, step: Step): Pipeline => ({
  ...pipeline,
  steps: pipeline.steps.map((own) => (own.id === step.id ? step : own)),
});

/** Returns an object with a field, or without it where the value is undefined. */
export function withField<Whole extends object, Name extends keyof Whole>(
  whole: Whole,
  name: Name,
  value: Whole[Name] | undefined,
): Whole {
  if (value !== undefined) return { ...whole, [name]: value };
  const { [name]: _dropped, ...rest } = whole;
  // What may be undefined may be absent: the types of names, notes and the like say so.
  return rest as Whole;
}

const takeField = (pipeline: Pipeline, field: PipelineField, to: Pipeline[PipelineField]): Taken =>
  field === 'name' && to === undefined ? fail('unknown-value') : ok(withField(pipeline, field, to));

function takeAdded(pipeline: Pipeline, { step, after }: Extract<Change, { kind: 'added' }>): Taken {
  const present = pipeline.steps.find(({ id }) => id === step.id);
  if (present) return fail(isSame(present, step) ? 'nothing-to-do' : 'other-step');
  if (pipeline.steps.length >= limits.document.steps) return fail('full');
  return ok(insertStep(pipeline, step, placeAfter(pipeline.steps, after)));
}

function takeValue(
  pipeline: Pipeline,
  own: Step,
  { step, parameter, to }: Extract<Change, { kind: 'changed' }>,
): Taken {
  if (own.kind !== 'known' || own.operation !== step.operation) return fail('other-step');
  const parsed = operationsById.get(own.operation)?.parameters.get(parameter)?.parse(to);
  if (!parsed?.ok) return fail('unknown-value');
  const values = { ...own.values, [parameter]: parsed.value };
  return ok(withStep(pipeline, { ...own, values }));
}

function takeOfStep(
  pipeline: Pipeline,
  own: Step,
  change: Exclude<Change, { kind: 'added' | 'pipeline' | 'settings' }>,
): Taken {
  switch (change.kind) {
    case 'removed':
      return ok(removeStep(pipeline, own.id));
    case 'moved': {
      const others = pipeline.steps.filter(({ id }) => id !== own.id);
      return ok(moveStep(pipeline, own.id, placeAfter(others, change.after)));
    }
    case 'changed':
      return takeValue(pipeline, own, change);
    case 'replaced': {
      if (own.operation !== change.was.operation && own.operation !== change.step.operation) {
        return fail('other-step');
      }
      const named = withField({ ...change.step, id: own.id }, 'name', own.name);
      return ok(withStep(pipeline, withField(named, 'note', own.note)));
    }
    case 'renamed':
      return ok(withStep(pipeline, withField(own, 'name', change.to)));
    case 'noted':
      return ok(withStep(pipeline, withField(own, 'note', change.to)));
    case 'switched':
      if (own.kind !== 'known') return fail('other-step');
      return ok(withStep(pipeline, { ...own, enabled: change.to }));
  }
}

/**
 * Returns the pipeline with a single change brought into it, or why it does not apply. Steps are
 * found by id; a place is behind the nearest step that stood before, so other steps do not matter.
 */
export function takeChange(pipeline: Pipeline, change: Change): Taken {
  if (change.kind === 'settings') return fail('settings');
  const taken = takeAny(pipeline, change);
  return taken.ok && isSame(taken.value, pipeline) ? fail('nothing-to-do') : taken;
}

function takeAny(pipeline: Pipeline, change: Exclude<Change, { kind: 'settings' }>): Taken {
  if (change.kind === 'pipeline') return takeField(pipeline, change.field, change.to);
  if (change.kind === 'added') return takeAdded(pipeline, change);
  const own = pipeline.steps.find(({ id }) => id === change.step.id);
  return own ? takeOfStep(pipeline, own, change) : fail('no-step');
}
