import { diff3MergeRegions } from 'node-diff3';
import type { Step } from '../pipeline';
import type { Choice, Conflict, OrderPiece, Side, StepPlan } from './conflict';
import type { AllSteps } from './merge-steps';
import { byText, plainText } from './same';
import { inAllOrders, inSameOrder } from './sequence';

export interface OrderPlan {
  readonly pieces: readonly OrderPiece[];
  /** Those of moves and places, by their ids. */
  readonly conflicts: ReadonlyMap<string, Conflict>;
  /** Steps that both added at one place and that are alike: the one id to the other. */
  readonly alike: ReadonlyMap<string, string>;
}

type Ids = readonly string[];
type Owner = Side | 'both' | 'asked';

const both: readonly Choice[] = ['mine-theirs', 'theirs-mine'];
const anyOf: readonly Choice[] = ['mine', 'theirs', ...both];

/** Returns `ids` with those of `base` that are to stay but are not in it, each behind the one before. */
function completed(ids: Ids, base: Ids): Ids {
  const own = new Set(ids);
  const missing = new Map<string | null, string[]>();
  let before: string | null = null;
  for (const id of base) {
    if (own.has(id)) before = id;
    else missing.set(before, [...(missing.get(before) ?? []), id]);
  }
  return [...(missing.get(null) ?? []), ...ids.flatMap((id) => [id, ...(missing.get(id) ?? [])])];
}

/** Returns for every id the number of anchors before it: the gap that it stands in. */
function gapsOf(ids: Ids, anchors: ReadonlySet<string>): ReadonlyMap<string, number> {
  let gap = 0;
  return new Map(
    ids.map((id) => {
      const own = gap;
      if (anchors.has(id)) gap += 1;
      return [id, own];
    }),
  );
}

/** Returns who says where a step stands, from the gaps it stands in on the three sides. */
function ownerOf(base?: number, mine?: number, theirs?: number): Owner {
  if (mine === theirs) return 'both';
  if (base === mine) return 'theirs';
  return base === theirs ? 'mine' : 'asked';
}

/**
 * Returns which of the steps that both put into the same gaps stand there in one order; of the others
 * it has to be asked.
 */
function agreed(mine: Ids, theirs: Ids, gaps: ReadonlyMap<string, number>): ReadonlySet<string> {
  const byGap = (ids: Ids): Map<number, string[]> => {
    const lists = new Map<number, string[]>();
    for (const id of ids) {
      const gap = gaps.get(id) ?? 0;
      lists.set(gap, [...(lists.get(gap) ?? []), id]);
    }
    return lists;
  };
  const others = byGap(theirs);
  return new Set(
    [...byGap(mine)].flatMap(([gap, own]) => {
      const other = others.get(gap) ?? [];
      // Of several longest runs the same one, whichever side is whose.
      const [one = [], two = []] = [inSameOrder(own, other), inSameOrder(other, own)].map((run) =>
        [...run].sort(byText),
      );
      return one.join() < two.join() ? one : two;
    }),
  );
}

interface Places {
  readonly anchors: Ids;
  readonly mine: Ids;
  readonly theirs: Ids;
  readonly owners: ReadonlyMap<string, Owner>;
  /** Those that nobody moved. */
  readonly still: ReadonlySet<string>;
}

/** Finds what stayed in place, and what of the rest each side put where. */
function placesOf(
  { base, mine, theirs }: Record<keyof AllSteps, Ids>,
  plans: ReadonlyMap<string, StepPlan>,
): Places {
  const still = inAllOrders(base, mine, theirs);
  const gaps = [base, mine, theirs].map((ids) => gapsOf(ids, still));
  const owners = new Map<string, Owner>();
  for (const id of [...mine, ...theirs]) {
    const plan = plans.get(id);
    if (still.has(id)) owners.set(id, 'both');
    // Who removed a step says nothing of its place.
    else if (!plan?.mine) owners.set(id, 'theirs');
    else if (!plan.theirs) owners.set(id, 'mine');
    else owners.set(id, ownerOf(gaps[0]?.get(id), gaps[1]?.get(id), gaps[2]?.get(id)));
  }
  const shared = (ids: Ids) => ids.filter((id) => owners.get(id) === 'both' && !still.has(id));
  const together = agreed(shared(mine), shared(theirs), gaps[1] ?? new Map());
  for (const id of shared(mine)) if (!together.has(id)) owners.set(id, 'asked');
  const of = (ids: Ids, side: Side) =>
    ids.filter((id) => {
      const owner = owners.get(id);
      return owner === 'both' || owner === 'asked' || owner === side;
    });
  const anchors = mine.filter((id) => owners.get(id) === 'both');
  return { anchors, mine: of(mine, 'mine'), theirs: of(theirs, 'theirs'), owners, still };
}

const essence = (step: Step | undefined): string => {
  if (!step) return '';
  const { id: _id, ...rest } = step;
  return plainText(rest);
};

/** Returns pairs of steps, of those added at one place, that are alike but for their ids. */
function alikeIn(mine: Ids, theirs: Ids, addedBy: (id: string, side: Side) => Step | undefined) {
  const waiting = new Map<string, string[]>();
  for (const id of mine) {
    const step = addedBy(id, 'mine');
    if (step) waiting.set(essence(step), [...(waiting.get(essence(step)) ?? []), id]);
  }
  return theirs.flatMap((id): [string, string][] => {
    const step = addedBy(id, 'theirs');
    const own = step ? waiting.get(essence(step))?.shift() : undefined;
    if (own === undefined) return [];
    return [own < id ? [id, own] : [own, id]];
  });
}

/** Returns the conflict of a step that both moved to different places. */
function movedConflict(id: string, all: Record<keyof AllSteps, Ids>): Conflict {
  const [base, mine, theirs] = [all.base, all.mine, all.theirs].map((ids) => ids.indexOf(id));
  return {
    id: `moved:${id}`,
    kind: 'moved',
    choices: ['mine', 'theirs'],
    step: id,
    ...(base === undefined || base < 0 ? {} : { base }),
    mine: mine ?? 0,
    theirs: theirs ?? 0,
  };
}

/**
 * Returns the order of the merged steps. Steps that stand in one order on all three sides stay where
 * they are; of the others each side says where it put those that it moved or added, and what both put
 * between the same two steps is a conflict.
 */
export function planOrder(all: AllSteps, plans: ReadonlyMap<string, StepPlan>): OrderPlan {
  const staying = (steps: readonly Step[]): Ids =>
    steps.map(({ id }) => id).filter((id) => plans.get(id)?.fate !== 'gone');
  const base = staying(all.base);
  const ids = {
    base,
    mine: completed(staying(all.mine), base),
    theirs: completed(staying(all.theirs), base),
  };
  const { anchors, mine, theirs, owners, still } = placesOf(ids, plans);
  const regions = diff3MergeRegions([...mine], [...anchors], [...theirs]);
  const addedBy = (id: string, side: Side): Step | undefined => {
    const plan = plans.get(id);
    return plan && !plan.base && owners.get(id) === side ? plan[side] : undefined;
  };
  const pieces: OrderPiece[] = [];
  const conflicts = new Map<string, Conflict>();
  const alike = new Map<string, string>();
  const stepsOf = (list: Ids, side: Side): readonly Step[] =>
    list.flatMap((id) => {
      const plan = plans.get(id);
      return plan?.[side] ?? plan?.mine ?? plan?.theirs ?? [];
    });
  let after: string | null = null;
  for (const region of regions) {
    if (region.stable) {
      const by = ({ a: 'mine', b: 'theirs', o: 'both' } as const)[region.buffer];
      for (const id of region.bufferContent) {
        pieces.push({ kind: 'step', id, by: still.has(id) ? 'base' : by });
        if (by === 'both') after = id;
      }
      continue;
    }
    const { aContent: own, bContent: other } = region;
    for (const [from, to] of alikeIn(own, other, addedBy)) alike.set(from, to);
    const conflict = `place:${after ?? ''}`;
    const isAdded =
      own.every((id) => addedBy(id, 'mine')) && other.every((id) => addedBy(id, 'theirs'));
    conflicts.set(conflict, {
      id: conflict,
      kind: 'place',
      // What was there before is not to be lost by a question about places.
      choices: isAdded ? anyOf : both,
      after,
      mine: stepsOf(own, 'mine'),
      theirs: stepsOf(other, 'theirs'),
    });
    pieces.push({ kind: 'place', conflict, mine: own, theirs: other });
  }
  for (const [id, owner] of owners) {
    if (owner === 'asked') conflicts.set(`moved:${id}`, movedConflict(id, ids));
  }
  return { pieces, conflicts, alike };
}
