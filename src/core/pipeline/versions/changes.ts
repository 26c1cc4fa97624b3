import type { ExportSettings } from '../../formats/settings';
import type { ParameterValue } from '../../parameters';
import type { Pipeline, Step } from '../pipeline';
import { inSameOrder } from './sequence';
import { isSame } from './same';
import type { VersionContents } from './version';

/** What a pipeline says beside its steps. */
export const pipelineFields = ['name', 'description', 'created', 'origin'] as const;
export type PipelineField = (typeof pipelineFields)[number];

/** One thing that is different between two pipelines, told as what leads from the one to the other. */
export type Change =
  /** `after` is the step before it, or null at the beginning; places count from 0. */
  | { readonly kind: 'added'; readonly step: Step; readonly place: number; readonly after: After }
  | { readonly kind: 'removed'; readonly step: Step; readonly place: number }
  | {
      readonly kind: 'moved';
      /** As it is afterwards. */
      readonly step: Step;
      readonly from: number;
      readonly to: number;
      readonly after: After;
    }
  | {
      readonly kind: 'changed';
      readonly step: Step;
      readonly parameter: string;
      readonly from: ParameterValue | undefined;
      readonly to: ParameterValue | undefined;
    }
  /** Another operation under the same id, or a step that only one of the two knows. */
  | { readonly kind: 'replaced'; readonly step: Step; readonly was: Step }
  | {
      readonly kind: 'renamed' | 'noted';
      readonly step: Step;
      readonly from: Text;
      readonly to: Text;
    }
  | { readonly kind: 'switched'; readonly step: Step; readonly to: boolean }
  | {
      readonly kind: 'pipeline';
      readonly field: PipelineField;
      readonly from: Pipeline[PipelineField];
      readonly to: Pipeline[PipelineField];
    }
  | {
      readonly kind: 'settings';
      readonly from: ExportSettings | null;
      readonly to: ExportSettings | null;
    };

/** Ids of the steps before a step, the nearest first: the first one that is there is its place. */
export type After = readonly string[];
type Text = string | undefined;

/** Whether two steps do the same thing by the same operation, so that their values can be compared. */
export const isOfOneKind = (one: Step, other: Step): boolean =>
  one.kind === 'known' && other.kind === 'known' && one.operation === other.operation;

/** What a step does, whatever it is called and whether it is on. */
export const essenceOf = (step: Step): unknown =>
  step.kind === 'known' ? [step.operation, step.values] : [step.operation, step.original];

/** Returns the values of both that are different, in the order of the step's own. */
function changedValues(was: Step, step: Step): readonly Change[] {
  if (was.kind !== 'known' || step.kind !== 'known') return [];
  const names = new Set([...Object.keys(step.values), ...Object.keys(was.values)]);
  return [...names].flatMap((parameter): Change[] => {
    const [from, to] = [was.values[parameter], step.values[parameter]];
    return isSame(from, to) ? [] : [{ kind: 'changed', step, parameter, from, to }];
  });
}

function changesOfStep(was: Step, step: Step): readonly Change[] {
  const changes: Change[] = [];
  if (!isOfOneKind(was, step)) {
    if (!isSame(essenceOf(was), essenceOf(step)) || was.kind !== step.kind) {
      changes.push({ kind: 'replaced', step, was });
    }
  } else {
    if (was.enabled !== step.enabled) {
      changes.push({ kind: 'switched', step, to: step.enabled });
    }
    changes.push(...changedValues(was, step));
  }
  if (was.name !== step.name) {
    changes.push({ kind: 'renamed', step, from: was.name, to: step.name });
  }
  if (was.note !== step.note) {
    changes.push({ kind: 'noted', step, from: was.note, to: step.note });
  }
  return changes;
}

function changesOfPipeline(before: Pipeline, after: Pipeline): readonly Change[] {
  return pipelineFields.flatMap((field): Change[] => {
    const [from, to] = [before[field], after[field]];
    return isSame(from, to) ? [] : [{ kind: 'pipeline', field, from, to }];
  });
}

/**
 * Returns what leads from one pipeline to another: what is said of the whole, what is removed in the
 * order of `before`, then the rest in the order of `after`, a step's own changes together. Taken one
 * by one in this order they make the one of the other.
 */
export function changesBetween(before: Pipeline, after: Pipeline): readonly Change[] {
  const earlier = new Map(before.steps.map((step, place) => [step.id, { step, place }]));
  const later = new Set(after.steps.map(({ id }) => id));
  const stays = inSameOrder(
    before.steps.map(({ id }) => id),
    after.steps.map(({ id }) => id),
  );
  const changes: Change[] = [...changesOfPipeline(before, after)];
  for (const [place, step] of before.steps.entries()) {
    if (!later.has(step.id)) changes.push({ kind: 'removed', step, place });
  }
  const behind: string[] = [];
  for (const [place, step] of after.steps.entries()) {
    const was = earlier.get(step.id);
    const anchors = () => behind.toReversed();
    if (!was) changes.push({ kind: 'added', step, place, after: anchors() });
    else {
      if (!stays.has(step.id)) {
        changes.push({ kind: 'moved', step, from: was.place, to: place, after: anchors() });
      }
      changes.push(...changesOfStep(was.step, step));
    }
    behind.push(step.id);
  }
  return changes;
}

/** Returns what leads from one version's contents to another's: the pipeline, then the settings. */
export function changesBetweenVersions(
  before: VersionContents,
  after: VersionContents,
): readonly Change[] {
  const changes = changesBetween(before.pipeline, after.pipeline);
  const [from, to] = [before.settings, after.settings];
  return isSame(from, to) ? changes : [...changes, { kind: 'settings', from, to }];
}

/** Returns a name for a change that is the same as long as it is about the same thing. */
export function changeKey(change: Change): string {
  switch (change.kind) {
    case 'pipeline':
      return `pipeline:${change.field}`;
    case 'settings':
      return 'settings';
    case 'changed':
      return `changed:${change.step.id}:${change.parameter}`;
    case 'added':
    case 'removed':
    case 'moved':
    case 'replaced':
    case 'renamed':
    case 'noted':
    case 'switched':
      return `${change.kind}:${change.step.id}`;
  }
}

/** All changes of one step, or of what is not a step. */
export interface ChangeGroup {
  /** Null for the pipeline as a whole and for the export settings. */
  readonly step: Step | null;
  readonly changes: readonly Change[];
}

/** Returns changes by what they are about, a group a card, in their order. */
export function groupChanges(changes: readonly Change[]): readonly ChangeGroup[] {
  const groups = new Map<string, { step: Step | null; changes: Change[] }>();
  for (const change of changes) {
    const step = 'step' in change ? change.step : null;
    const key = step ? `step:${step.id}` : change.kind;
    const group = groups.get(key);
    if (group) group.changes.push(change);
    else groups.set(key, { step, changes: [change] });
  }
  return [...groups.values()];
}
