import type { Pipeline, Step } from '../pipeline';
import { essenceOf } from './changes';
import { byText, isSame, plainText } from './same';

type Ids = ReadonlyMap<string, string>;

/** Ids that readers make from places where a step came without one, as in links. */
const isMadeId = (id: string): boolean => /^step-\d+$/.test(id);

/** Returns steps under other ids, where the map has some. */
export const relabelled = (steps: readonly Step[], ids: Ids): readonly Step[] =>
  steps.map((step) => {
    const id = ids.get(step.id);
    return id === undefined || id === step.id ? step : { ...step, id };
  });

/**
 * Adds pairs of steps that have the same key, in their order: the first with the first.
 * @param pairs ids of `others` to ids of `ones`
 */
function pairBy(
  key: (step: Step) => string,
  ones: readonly Step[],
  others: readonly Step[],
  pairs: Map<string, string>,
): void {
  const taken = new Set(pairs.values());
  const waiting = new Map<string, string[]>();
  for (const step of ones) {
    if (taken.has(step.id)) continue;
    const name = key(step);
    waiting.set(name, [...(waiting.get(name) ?? []), step.id]);
  }
  for (const step of others) {
    if (pairs.has(step.id)) continue;
    const id = waiting.get(key(step))?.shift();
    if (id !== undefined) pairs.set(step.id, id);
  }
}

/** By operation and values, then by operation and place, which is the order among its like. */
function pairByLikeness(
  ones: readonly Step[],
  others: readonly Step[],
  pairs: Map<string, string>,
): void {
  pairBy((step) => plainText(essenceOf(step)), ones, others, pairs);
  pairBy(({ operation }) => operation, ones, others, pairs);
}

/** Returns an id that is not taken, the same for the same question on every computer. */
function freeId(id: string, taken: Set<string>): string {
  const stem = id.slice(0, 58);
  let number = 2;
  while (taken.has(`${stem}-${number}`)) number += 1;
  const free = `${stem}-${number}`;
  taken.add(free);
  return free;
}

/**
 * A side that shares no id with the base and has such as readers make, as after a link, gets back
 * those of the base, as far as its steps are alike.
 */
function withBaseIds(base: readonly Step[], side: readonly Step[]): readonly Step[] | null {
  const known = new Set(base.map(({ id }) => id));
  const lost = side.filter(({ id }) => isMadeId(id));
  if (base.length === 0 || lost.length === 0 || side.some(({ id }) => known.has(id))) return null;
  const pairs = new Map<string, string>();
  pairByLikeness(base, lost, pairs);
  return pairs.size === 0 ? null : relabelled(side, pairs);
}

/** Without a base: the same id and operation, then likeness. Theirs get the ids of mine. */
function alignByGuess(mine: readonly Step[], theirs: readonly Step[]): readonly Step[] {
  const own = new Map(mine.map((step) => [step.id, step.operation]));
  const pairs = new Map<string, string>();
  for (const { id, operation } of theirs) if (own.get(id) === operation) pairs.set(id, id);
  pairByLikeness(mine, theirs, pairs);
  const taken = new Set([...mine, ...theirs].map(({ id }) => id));
  for (const { id } of theirs) {
    if (!pairs.has(id) && own.has(id)) pairs.set(id, freeId(id, taken));
  }
  return relabelled(theirs, pairs);
}

/**
 * Returns new ids for steps that both added under one id and that are two: another operation, or an
 * id that a reader made from the place. Which of the two gets it depends on the steps, not on sides.
 */
function collisions(base: readonly Step[], mine: readonly Step[], theirs: readonly Step[]) {
  const known = new Set(base.map(({ id }) => id));
  const added = new Map(mine.filter(({ id }) => !known.has(id)).map((step) => [step.id, step]));
  const taken = new Set([...base, ...mine, ...theirs].map(({ id }) => id));
  const [forMine, forTheirs] = [new Map<string, string>(), new Map<string, string>()];
  for (const step of [...theirs].sort((one, other) => byText(one.id, other.id))) {
    const own = added.get(step.id);
    if (!own || isSame(own, step)) continue;
    if (own.operation === step.operation && !isMadeId(step.id)) continue;
    const renamed = plainText(own) > plainText(step) ? forMine : forTheirs;
    renamed.set(step.id, freeId(step.id, taken));
  }
  return { forMine, forTheirs };
}

/**
 * Returns the steps of both sides under ids by which the same step is the same in all: nothing is
 * changed but ids, and these only where they were lost on the way, met by chance, or where there is
 * no base to go by.
 */
export function alignSides(
  base: Pipeline | null,
  mine: Pipeline,
  theirs: Pipeline,
): { readonly mine: readonly Step[]; readonly theirs: readonly Step[]; readonly isGuess: boolean } {
  if (!base) {
    return { mine: mine.steps, theirs: alignByGuess(mine.steps, theirs.steps), isGuess: true };
  }
  const foundMine = withBaseIds(base.steps, mine.steps);
  const foundTheirs = withBaseIds(base.steps, theirs.steps);
  const own = foundMine ?? mine.steps;
  const other = foundTheirs ?? theirs.steps;
  const { forMine, forTheirs } = collisions(base.steps, own, other);
  return {
    mine: relabelled(own, forMine),
    theirs: relabelled(other, forTheirs),
    isGuess: foundMine !== null || foundTheirs !== null,
  };
}

/**
 * Returns whether two pipelines have a step in common, so that it makes sense to merge them though
 * nobody knows where they began: the same operation under one id, or the same one with the same values.
 */
export function shareSteps(ones: readonly Step[], others: readonly Step[]): boolean {
  const keys = ({ id, operation }: Step): string => `${id} ${operation}`;
  const known = new Set(ones.flatMap((step) => [keys(step), plainText(essenceOf(step))]));
  return others.some((step) => known.has(keys(step)) || known.has(plainText(essenceOf(step))));
}
