import type { KnownStep, Step } from '../pipeline';
import { essenceOf, isOfOneKind } from './changes';
import type { Choice, Conflict, Side, Sides, StepPlan, Text } from './conflict';
import { isSame } from './same';
import { withField } from './take-change';
import { threeWay } from './three-way';

/** The steps of all three sides. */
export interface AllSteps {
  readonly base: readonly Step[];
  readonly mine: readonly Step[];
  readonly theirs: readonly Step[];
}

const choices: readonly Choice[] = ['mine', 'theirs'];

/** Answers which side counts in a conflict. */
type Ask = (conflict: Conflict) => Side;

interface Both {
  readonly base: Step | undefined;
  readonly mine: Step;
  readonly theirs: Step;
}

/** Returns one of three values; asks where both changed it differently. */
function settle<Value>(
  { base, mine, theirs }: Both,
  get: (step: Step) => Value,
  conflict: (sides: Sides<Value>) => Conflict,
  ask: Ask,
): Value {
  const values = { mine: get(mine), theirs: get(theirs) };
  const found = threeWay(base ? { value: get(base) } : null, values.mine, values.theirs);
  if (found) return found.value;
  return values[ask(conflict(base ? { base: get(base), ...values } : values))];
}

/** Names and notes: where nobody knows what it was, one that is there counts more than none. */
function settleText(all: Both, field: 'name' | 'note', ask: Ask): Text {
  const { base, mine, theirs } = all;
  if (!base && (mine[field] === undefined || theirs[field] === undefined)) {
    return mine[field] ?? theirs[field];
  }
  const kind = field === 'name' ? 'step-name' : 'step-note';
  const id = `${kind}:${mine.id}`;
  return settle(
    all,
    (step) => step[field],
    (sides) => ({ id, kind, choices, step: mine.id, ...sides }),
    ask,
  );
}

/** Both sides do the same operation: switch by switch, parameter by parameter. */
function settleValues(all: Both & { mine: KnownStep; theirs: KnownStep }, ask: Ask): KnownStep {
  const step = all.mine.id;
  const enabled = settle(
    all,
    (one) => one.enabled,
    (sides) => ({ id: `switch:${step}`, kind: 'switch', choices, step, ...sides }),
    ask,
  );
  const names = new Set([all.mine, all.theirs].flatMap(({ values }) => Object.keys(values)));
  const values = [...names].flatMap((parameter) => {
    const value = settle(
      all,
      (one) => (one.kind === 'known' ? one.values[parameter] : undefined),
      (sides) => {
        const id = `parameter:${step}:${parameter}`;
        return { id, kind: 'parameter', choices, step, parameter, ...sides };
      },
      ask,
    );
    return value === undefined ? [] : [[parameter, value] as const];
  });
  return { ...all.mine, enabled, values: Object.fromEntries(values) };
}

const contentOf = (step: Step): unknown => [step.kind, step.enabled, essenceOf(step)];

/** Different operations under one id, or steps not known here: all of the one or the other. */
function settleContent(all: Both, ask: Ask): Step {
  const { base, mine, theirs } = all;
  const of = base ? { value: contentOf(base) } : null;
  const found = threeWay(of, contentOf(mine), contentOf(theirs));
  const id = `content:${mine.id}`;
  const sides = { ...(base ? { base } : {}), mine, theirs };
  const side = found
    ? isSame(found.value, contentOf(mine))
      ? 'mine'
      : 'theirs'
    : ask({ id, kind: 'content', choices, step: mine.id, ...sides });
  return all[side];
}

function settleStep(all: Both, ask: Ask): Step {
  const { base, mine, theirs } = all;
  const isByValues = mine.kind === 'known' && theirs.kind === 'known' && isOfOneKind(mine, theirs);
  const content = isByValues
    ? // What was another operation says nothing of these values.
      settleValues({ base: base && isOfOneKind(base, mine) ? base : undefined, mine, theirs }, ask)
    : settleContent(all, ask);
  const named = withField(content, 'name', settleText(all, 'name', ask));
  return withField(named, 'note', settleText(all, 'note', ask));
}

/** Returns a step as it is after the merge; `ask` decides where both changed the same. */
export function mergedStep({ base, mine, theirs }: StepPlan, ask: Ask): Step | null {
  if (mine && theirs) return settleStep({ base, mine, theirs }, ask);
  return mine ?? theirs ?? null;
}

function planStep(id: string, base?: Step, mine?: Step, theirs?: Step): StepPlan {
  const sides = {
    id,
    ...(base ? { base } : {}),
    ...(mine ? { mine } : {}),
    ...(theirs ? { theirs } : {}),
  };
  const conflicts: Conflict[] = [];
  if (mine && theirs) {
    settleStep({ base, mine, theirs }, (conflict) => {
      conflicts.push(conflict);
      return 'mine';
    });
    return { ...sides, fate: 'kept', conflicts };
  }
  const left = mine ?? theirs;
  if (!base) return { ...sides, fate: 'kept', conflicts };
  if (!left || isSame(left, base)) return { ...sides, fate: 'gone', conflicts };
  const by: Side = mine ? 'theirs' : 'mine';
  conflicts.push({
    id: `removed:${id}`,
    kind: 'removed',
    choices,
    step: id,
    by,
    base,
    changed: left,
  });
  return { ...sides, fate: 'asked', conflicts };
}

/** Returns what becomes of every step that any side has, by its id. */
export function planSteps({ base, mine, theirs }: AllSteps): ReadonlyMap<string, StepPlan> {
  const [was, own, other] = [base, mine, theirs].map(
    (steps) => new Map(steps.map((step) => [step.id, step])),
  );
  const ids = new Set([...base, ...mine, ...theirs].map(({ id }) => id));
  return new Map(
    [...ids].map((id) => [id, planStep(id, was?.get(id), own?.get(id), other?.get(id))]),
  );
}
