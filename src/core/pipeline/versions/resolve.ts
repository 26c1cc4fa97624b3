import type { ExportSettings } from '../../formats/settings';
import { limits } from '../../base/limits';
import type { Pipeline, Step } from '../pipeline';
import type { Choice, Conflict, Merge, Side, StepPlan } from './conflict';
import { mergedStep } from './merge-steps';
import { isSame } from './same';
import { withField } from './take-change';
import { threeWay, threeWaySettings } from './three-way';

/** What was chosen, by the conflicts' ids. */
export type Choices = ReadonlyMap<string, Choice>;

/** A step of the result: whose work is in it, and the conflicts that are about it. */
export interface ResolvedStep {
  readonly id: string;
  readonly by: Side | 'both' | 'base';
  readonly conflicts: readonly string[];
}

export interface Resolved {
  readonly pipeline: Pipeline;
  readonly settings: ExportSettings | null;
  /** In the order of the pipeline's steps. */
  readonly steps: readonly ResolvedStep[];
  /** Steps of the base that are not in the result, and who removed them. */
  readonly removed: readonly { readonly step: Step; readonly by: Side | 'both' }[];
  /** Steps that did not fit, because a pipeline may have so many. */
  readonly leftOut: readonly Step[];
  /** Conflicts about which nothing was chosen; the first of their choices holds. */
  readonly open: readonly string[];
}

/** Returns a choice as the other side would call it. */
export function mirroredChoice(choice: Choice): Choice {
  switch (choice) {
    case 'mine':
      return 'theirs';
    case 'theirs':
      return 'mine';
    case 'mine-theirs':
      return 'theirs-mine';
    case 'theirs-mine':
      return 'mine-theirs';
  }
}

/** Answers for the conflicts of one merge. */
class Answers {
  readonly #conflicts: ReadonlyMap<string, Conflict>;

  constructor(
    merge: Merge,
    private readonly choices: Choices,
  ) {
    this.#conflicts = new Map(merge.conflicts.map((conflict) => [conflict.id, conflict]));
  }

  has(id: string): boolean {
    return this.#conflicts.has(id);
  }

  isOpen(id: string): boolean {
    const chosen = this.choices.get(id);
    return chosen === undefined || !this.#conflicts.get(id)?.choices.includes(chosen);
  }

  choice(id: string): Choice {
    const chosen = this.choices.get(id);
    const conflict = this.#conflicts.get(id);
    return chosen !== undefined && conflict?.choices.includes(chosen)
      ? chosen
      : (conflict?.choices[0] ?? 'mine');
  }

  side(id: string): Side {
    const choice = this.choice(id);
    return choice === 'theirs' || choice === 'theirs-mine' ? 'theirs' : 'mine';
  }
}

interface Placed {
  readonly id: string;
  readonly by: Side | 'both' | 'base';
  readonly conflicts: readonly string[];
}

/** Returns the steps in their order, each once. */
function placed({ plan }: Merge, answers: Answers): readonly Placed[] {
  const isHere = ({ id, by }: Placed): boolean =>
    !answers.has(`moved:${id}`) || answers.side(`moved:${id}`) === by;
  const all = plan.order.flatMap((piece): Placed[] => {
    if (piece.kind === 'step') return [{ id: piece.id, by: piece.by, conflicts: [] }];
    const list = (side: Side): Placed[] =>
      piece[side].map((id) => ({ id, by: side, conflicts: [piece.conflict] }));
    switch (answers.choice(piece.conflict)) {
      case 'mine':
        return list('mine');
      case 'theirs':
        return list('theirs');
      case 'mine-theirs':
        return [...list('mine'), ...list('theirs')];
      case 'theirs-mine':
        return [...list('theirs'), ...list('mine')];
    }
  });
  return all.filter(isHere);
}

const isRemoved = ({ id, fate, mine }: StepPlan, answers: Answers): boolean =>
  fate === 'gone' ||
  (fate === 'asked' && (answers.side(`removed:${id}`) === 'mine') === (mine === undefined));

/** Returns whose work is in a step: who added, moved or changed it. */
function workOf({ base, mine, theirs }: StepPlan, { by }: Placed): ResolvedStep['by'] {
  const did = (side: Side, own: Step | undefined): boolean =>
    own !== undefined && (!base || !isSame(own, base) || by === side || by === 'both');
  const [own, other] = [did('mine', mine), did('theirs', theirs)];
  if (own && other) return 'both';
  return own ? 'mine' : other ? 'theirs' : 'base';
}

/** Returns which steps do not fit: of the side that was not chosen the last ones, then any. */
function tooMany(steps: readonly Placed[], merge: Merge, answers: Answers): ReadonlySet<string> {
  const surplus = steps.length - limits.document.steps;
  if (surplus <= 0) return new Set();
  const other: Side = answers.side('length') === 'mine' ? 'theirs' : 'mine';
  const isOther = ({ id }: Placed): boolean => {
    const step = merge.plan.steps.get(id);
    return step?.base === undefined && (step?.mine === undefined) === (other === 'theirs');
  };
  const last = [...steps.filter((one) => !isOther(one)), ...steps.filter(isOther)];
  return new Set(last.slice(-surplus).map(({ id }) => id));
}

function wholePipeline({ base, mine, theirs }: Merge, answers: Answers): Pipeline {
  const [was, own, other] = [base?.pipeline, mine.pipeline, theirs.pipeline];
  const settled = <Field extends keyof Pipeline>(field: Field, both: Pipeline[Field]) => {
    const found = threeWay(was ? { value: was[field] } : null, own[field], other[field]);
    return found ? found.value : both;
  };
  const sided = <Field extends 'name' | 'description'>(field: Field): Pipeline[Field] =>
    settled(field, answers.side(field) === 'mine' ? own[field] : other[field]);
  const moments = [own.created, other.created].filter((one) => one !== undefined).sort();
  let pipeline: Pipeline = { name: sided('name'), steps: [] };
  pipeline = withField(pipeline, 'description', sided('description'));
  // The earlier of two beginnings; of two presets it came from neither.
  pipeline = withField(pipeline, 'created', settled('created', moments[0]));
  return withField(pipeline, 'origin', settled('origin', undefined));
}

/**
 * Returns what a merge comes to with these choices. It is a valid pipeline whatever was chosen, and
 * also before anything was: then the first choice of each conflict holds, which is mine.
 */
export function resolve(merge: Merge, choices: Choices = new Map()): Resolved {
  const answers = new Answers(merge, choices);
  const { plan } = merge;
  const here = placed(merge, answers).filter(({ id }) => {
    const step = plan.steps.get(id);
    return step !== undefined && !isRemoved(step, answers);
  });
  const surplus = tooMany(here, merge, answers);
  const steps: Step[] = [];
  const resolved: ResolvedStep[] = [];
  const leftOut: Step[] = [];
  for (const one of here) {
    const own = plan.steps.get(one.id);
    const step = own && mergedStep(own, ({ id }) => answers.side(id));
    if (!own || !step) continue;
    if (surplus.has(one.id)) {
      leftOut.push(step);
      continue;
    }
    const moved = answers.has(`moved:${one.id}`) ? [`moved:${one.id}`] : [];
    const conflicts = [...one.conflicts, ...moved, ...own.conflicts.map(({ id }) => id)];
    steps.push(step);
    resolved.push({ id: one.id, by: workOf(own, one), conflicts });
  }
  const settings = threeWaySettings(merge.base, merge.mine, merge.theirs);
  return {
    pipeline: { ...wholePipeline(merge, answers), steps },
    settings: settings ? settings.value : merge[answers.side('settings')].settings,
    steps: resolved,
    removed: [...plan.steps.values()].flatMap((own) =>
      own.base && isRemoved(own, answers)
        ? [{ step: own.base, by: own.mine ? 'theirs' : own.theirs ? 'mine' : 'both' } as const]
        : [],
    ),
    leftOut,
    open: merge.conflicts.filter(({ id }) => answers.isOpen(id)).map(({ id }) => id),
  };
}
