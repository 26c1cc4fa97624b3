import { operationsById } from '../../core/operations/index';
import type { Step } from '../../core/pipeline/pipeline';
import { stepTitle } from '../../core/pipeline/step-title';
import type { Change } from '../../core/pipeline/versions/changes';
import type { Conflict, Merge, MergedChange, Side } from '../../core/pipeline/versions/conflict';
import { changeInWords, valuesInWords } from '../../core/pipeline/versions/change-words';
import { conflictInWords } from '../../core/pipeline/versions/conflict-words';
import type { Resolved } from '../../core/pipeline/versions/resolve';

/** Whose work something is; "base" for what nobody touched. */
export type By = Side | 'both' | 'base';

/** What the list of the merged steps shows in one row. */
export interface MergeRow {
  readonly key: string;
  /** Counts from 1; null for what is no step of the result. */
  readonly number: number | null;
  readonly title: string;
  readonly words: string;
  readonly by: By;
  /** What there is to decide about it, or was; the first one that is open is shown first. */
  readonly conflicts: readonly string[];
  readonly isOpen: boolean;
  readonly isGone: boolean;
}

/** What a step does, in a few words. */
function briefOf(step: Step): string {
  if (step.kind !== 'known') return 'Not known here';
  const words = operationsById.get(step.operation)?.brief(step.values) ?? valuesInWords(step);
  return step.enabled ? words : `Off. ${words}`;
}

/**
 * Returns the rows: the steps of the result, those that are gone, then what there is to decide about the
 * pipeline as a whole.
 */
export function mergeRows(merge: Merge, resolved: Resolved): readonly MergeRow[] {
  const open = new Set(resolved.open);
  const valuesOf = (conflict: Conflict | undefined): string => {
    if (!conflict) return '';
    const { choices } = conflictInWords(conflict, merge, resolved);
    const values = choices.slice(0, 2).map(({ things }) => things[0]?.value ?? '');
    return values.every(Boolean) ? values.join(' or ') : '';
  };
  /** What there is to choose from in a step; places say it in their own words. */
  const asked = (conflicts: readonly string[]): string =>
    valuesOf(
      merge.conflicts.find(
        ({ id, kind }) => open.has(id) && conflicts.includes(id) && kind !== 'place',
      ),
    );
  const about = (conflicts: readonly string[]) => ({
    conflicts,
    isOpen: conflicts.some((id) => open.has(id)),
  });
  const steps = resolved.pipeline.steps.map((step, index): MergeRow => {
    const own = resolved.steps[index];
    return {
      key: `step:${step.id}`,
      number: index + 1,
      title: stepTitle(step),
      words: asked(own?.conflicts ?? []) || briefOf(step),
      by: own?.by ?? 'base',
      ...about(own?.conflicts ?? []),
      isGone: false,
    };
  });
  const gone = resolved.removed.map(({ step, by }): MergeRow => {
    const removed = merge.conflicts.filter(({ id }) => id === `removed:${step.id}`);
    return {
      key: `gone:${step.id}`,
      number: null,
      title: stepTitle(step),
      words: 'Removed',
      by,
      ...about(removed.map(({ id }) => id)),
      isGone: true,
    };
  });
  const shown = new Set([...steps, ...gone].flatMap(({ conflicts }) => conflicts));
  const others = merge.conflicts.filter(({ id }) => !shown.has(id));
  const whole = others.map((conflict): MergeRow => {
    const { about: title } = conflictInWords(conflict, merge, resolved);
    return {
      key: `whole:${conflict.id}`,
      number: null,
      title,
      words: valuesOf(conflict),
      by: 'base',
      ...about([conflict.id]),
      isGone: false,
    };
  });
  return [...steps, ...gone, ...whole];
}

/**
 * Returns a change of one side as a line; null for what a person would not notice. A side that carries
 * no export settings does not speak of them.
 */
export const sideChangeInWords = (change: Change): string | null =>
  change.kind === 'settings' && change.to === null ? null : changeInWords(change);

/** What merged by itself, in words: what is new, what is kept, what both did. */
export interface MergedWords {
  readonly by: MergedChange['by'];
  readonly title: string;
  readonly lines: readonly string[];
}

const titles = { theirs: 'New for you', mine: 'Yours, kept', both: 'The same in both' } as const;

/** Returns what merged by itself, a list for each side; those of which a person notices nothing are left out. */
export function mergedWords({ merged }: Pick<Merge, 'merged'>): readonly MergedWords[] {
  return (['theirs', 'mine', 'both'] as const).flatMap((by): MergedWords[] => {
    const own = merged.filter((one) => one.by === by);
    const lines = own.flatMap(({ change }) => sideChangeInWords(change) ?? []);
    return lines.length === 0 ? [] : [{ by, title: titles[by], lines }];
  });
}

/** Returns what is left to decide, for the line beside the button; empty for nothing. */
export function stillOpen(
  conflicts: readonly Conflict[],
  merge: Merge,
  resolved: Resolved,
): string {
  const [first, ...others] = conflicts.filter(({ id }) => resolved.open.includes(id));
  if (!first) return '';
  if (others.length > 0) return `${others.length + 1} are still to decide`;
  return `${conflictInWords(first, merge, resolved).about} is still to decide`;
}
