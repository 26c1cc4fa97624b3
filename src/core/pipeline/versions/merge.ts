import type { ExportSettings } from '../../formats/settings';
import { limits } from '../../base/limits';
import type { Pipeline, Step } from '../pipeline';
import type { Choice, Conflict, Merge, OrderPiece, Sides, StepPlan, Text } from './conflict';
import { alignSides, relabelled } from './match';
import { mergedChanges } from './merged-changes';
import { planOrder } from './merge-order';
import { planSteps } from './merge-steps';
import { threeWay, threeWaySettings } from './three-way';
import type { VersionContents } from './version';

const sides: readonly Choice[] = ['mine', 'theirs'];

/** Returns the value of a conflict's sides for a field, with the base only where there is one. */
const ofAll = <Value>(
  base: VersionContents | null,
  mine: VersionContents,
  theirs: VersionContents,
  get: (contents: VersionContents) => Value,
): Sides<Value> => ({
  ...(base ? { base: get(base) } : {}),
  mine: get(mine),
  theirs: get(theirs),
});

function wholeConflicts(
  base: VersionContents | null,
  mine: VersionContents,
  theirs: VersionContents,
): readonly Conflict[] {
  const conflicts: Conflict[] = [];
  for (const field of ['name', 'description'] as const) {
    const of = ({ pipeline }: VersionContents): Text => pipeline[field];
    if (threeWay(base && { value: of(base) }, of(mine), of(theirs))) continue;
    conflicts.push({ id: field, kind: field, choices: sides, ...ofAll(base, mine, theirs, of) });
  }
  if (!threeWaySettings(base, mine, theirs)) {
    const of = ({ settings }: VersionContents): ExportSettings | null => settings;
    const all = ofAll(base, mine, theirs, of);
    conflicts.push({ id: 'settings', kind: 'settings', choices: sides, ...all });
  }
  return conflicts;
}

/** Returns the conflict of too many steps, where all that may stay are more than a pipeline may have. */
function lengthConflict(order: readonly OrderPiece[]): readonly Conflict[] {
  const ids = order.flatMap((piece) =>
    piece.kind === 'step' ? [piece.id] : [...piece.mine, ...piece.theirs],
  );
  const count = new Set(ids).size;
  const most = limits.document.steps;
  return count > most ? [{ id: 'length', kind: 'length', choices: sides, count, most }] : [];
}

/** The conflicts in the order of the merged steps, which is that in which a person decides them. */
function inOrder(
  order: readonly OrderPiece[],
  steps: ReadonlyMap<string, StepPlan>,
  placed: ReadonlyMap<string, Conflict>,
): readonly Conflict[] {
  const found = new Map<string, Conflict>();
  const ofStep = (id: string): void => {
    const moved = placed.get(`moved:${id}`);
    for (const one of [...(moved ? [moved] : []), ...(steps.get(id)?.conflicts ?? [])]) {
      found.set(one.id, one);
    }
  };
  for (const piece of order) {
    if (piece.kind === 'step') ofStep(piece.id);
    else {
      const own = placed.get(piece.conflict);
      if (own) found.set(own.id, own);
      for (const id of [...piece.mine, ...piece.theirs]) ofStep(id);
    }
  }
  return [...found.values()];
}

const withSteps = (contents: VersionContents, steps: readonly Step[]): VersionContents => ({
  ...contents,
  pipeline: { ...contents.pipeline, steps },
});

/**
 * Returns two versions merged: by stable ids of steps, parameter by parameter, the order by a merge
 * of sequences. There are conflicts only where both changed the same thing differently; all else is
 * merged, and listed.
 * @param base the nearest common ancestor; null when there is none, and what is common is guessed
 */
export function mergeVersions(
  base: VersionContents | null,
  mine: VersionContents,
  theirs: VersionContents,
): Merge {
  const aligned = alignSides(base?.pipeline ?? null, mine.pipeline, theirs.pipeline);
  return mergeAligned(
    base,
    withSteps(mine, aligned.mine),
    withSteps(theirs, aligned.theirs),
    base === null || aligned.isGuess,
  );
}

function mergeAligned(
  base: VersionContents | null,
  mine: VersionContents,
  theirs: VersionContents,
  baseIsGuess: boolean,
): Merge {
  const of = (contents: VersionContents | null): readonly Step[] => contents?.pipeline.steps ?? [];
  const all = { base: of(base), mine: of(mine), theirs: of(theirs) };
  const steps = planSteps(all);
  const order = planOrder(all, steps);
  if (order.alike.size > 0) {
    // Both added the very same at one place: from here on it is one step, under one id.
    const one = (contents: VersionContents) =>
      withSteps(contents, relabelled(of(contents), order.alike));
    return mergeAligned(base, one(mine), one(theirs), baseIsGuess);
  }
  const conflicts = [
    ...wholeConflicts(base, mine, theirs),
    ...inOrder(order.pieces, steps, order.conflicts),
    ...lengthConflict(order.pieces),
  ];
  return {
    base,
    mine,
    theirs,
    baseIsGuess,
    conflicts,
    merged: mergedChanges(base, mine, theirs, conflicts),
    plan: { order: order.pieces, steps },
  };
}

/** Returns pipelines without export settings merged; see `mergeVersions`. */
export const mergePipelines = (base: Pipeline | null, mine: Pipeline, theirs: Pipeline): Merge =>
  mergeVersions(
    base && { pipeline: base, settings: null },
    { pipeline: mine, settings: null },
    { pipeline: theirs, settings: null },
  );
