import type { Step } from '../pipeline';
import { type Change, changeKey, changesBetweenVersions } from './changes';
import type { Conflict, MergedChange } from './conflict';
import { isSame } from './same';
import type { VersionContents } from './version';

/** Returns the ids of the conflicts that a change would be a side of. */
function conflictsOf(change: Change, placedBy: ReadonlyMap<string, string>): readonly string[] {
  if (change.kind === 'pipeline') return [change.field];
  if (change.kind === 'settings') return ['settings'];
  const { id } = change.step;
  const own = (): readonly string[] => {
    switch (change.kind) {
      case 'changed':
        return [`parameter:${id}:${change.parameter}`, `content:${id}`];
      case 'replaced':
        return [`content:${id}`];
      case 'switched':
        return [`switch:${id}`, `content:${id}`];
      case 'renamed':
        return [`step-name:${id}`];
      case 'noted':
        return [`step-note:${id}`];
      case 'moved':
        return [`moved:${id}`, placedBy.get(id) ?? ''];
      case 'added':
        return [placedBy.get(id) ?? ''];
      case 'removed':
        return [];
    }
  };
  return [`removed:${id}`, ...own()];
}

/** What a change leads to, wherever the step stands. */
function outcomeOf(change: Change): unknown {
  switch (change.kind) {
    case 'added':
    case 'replaced':
      return change.step;
    case 'removed':
    case 'moved':
      return null;
    case 'changed':
    case 'renamed':
    case 'noted':
    case 'switched':
    case 'pipeline':
    case 'settings':
      return change.to;
  }
}

/** Where nobody knows the base, what both have is taken for it, as it is on my side. */
function guessed(mine: VersionContents, theirs: VersionContents): VersionContents {
  const others = new Set(theirs.pipeline.steps.map(({ id }: Step) => id));
  const steps = mine.pipeline.steps.filter(({ id }) => others.has(id));
  return { ...mine, pipeline: { ...mine.pipeline, steps } };
}

/** Returns what merged by itself, mine first; what both did the same is there once. */
export function mergedChanges(
  base: VersionContents | null,
  mine: VersionContents,
  theirs: VersionContents,
  conflicts: readonly Conflict[],
): readonly MergedChange[] {
  const open = new Set(conflicts.map(({ id }) => id));
  const placedBy = new Map(
    conflicts.flatMap((conflict) =>
      conflict.kind === 'place'
        ? [...conflict.mine, ...conflict.theirs].map(({ id }) => [id, conflict.id] as const)
        : [],
    ),
  );
  const from = base ?? guessed(mine, theirs);
  const [own, others] = [mine, theirs].map((side) =>
    changesBetweenVersions(from, side).filter(
      (change) => !conflictsOf(change, placedBy).some((id) => open.has(id)),
    ),
  );
  const ofMine = new Map((own ?? []).map((change) => [changeKey(change), change]));
  const ofTheirs = new Map((others ?? []).map((change) => [changeKey(change), change]));
  const isShared = (key: string, change: Change): boolean => {
    const other = ofTheirs.get(key);
    return other !== undefined && isSame(outcomeOf(change), outcomeOf(other));
  };
  return [
    ...[...ofMine].map(([key, change]): MergedChange => ({
      by: isShared(key, change) ? 'both' : 'mine',
      change,
    })),
    ...[...ofTheirs].flatMap(([key, change]): MergedChange[] => {
      const same = ofMine.get(key);
      return same && isShared(key, same) ? [] : [{ by: 'theirs', change }];
    }),
  ];
}
