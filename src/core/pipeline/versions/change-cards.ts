import { stepTitle } from '../step-title';
import { settingsInWords } from '../../formats/settings-words';
import { operationsById } from '../../operations/index';
import { isPoint, type Point } from '../../base/geometry';
import type { Parameter, ParameterValue } from '../../parameters';
import type { Pipeline, Step } from '../pipeline';
import {
  changeInWords,
  parameterLabel,
  refusalWords,
  valueInWords,
  valuesInWords,
} from './change-words';
import { type Change, type ChangeGroup, changesBetweenVersions, groupChanges } from './changes';
import { takeChange } from './take-change';
import type { VersionContents } from './version';

/** A small drawing of what changed. */
export type Sketch =
  | {
      readonly kind: 'slider';
      /** Where the knobs are, 0 to 1; null for none. */
      readonly from: number | null;
      readonly to: number | null;
      /** Whether the track goes from cold to warm. */
      readonly warm: boolean;
    }
  | { readonly kind: 'curve'; readonly from: readonly Point[]; readonly to: readonly Point[] }
  | { readonly kind: 'swatches'; readonly colours: readonly string[] }
  | { readonly kind: 'place'; readonly from: number; readonly to: number; readonly count: number };

/** One line of a card: what, its value in A, its value in B. */
export interface ChangeLine {
  readonly label: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly sketch: Sketch | null;
}

/** What the panel says of all changes of one step. */
export interface ChangeCard {
  readonly key: string;
  readonly title: string;
  /** Null for what is no step. */
  readonly operation: string | null;
  /** Such as "changed" or "moved, changed". */
  readonly kinds: string;
  readonly lines: readonly ChangeLine[];
  readonly changes: readonly Change[];
}

const colourForm = /^#[0-9a-f]{6}$/i;

const parameterOf = (step: Step, name: string): Parameter | undefined =>
  operationsById.get(step.operation)?.parameters.get(name);

/** Returns where a number is on its slider, 0 to 1. */
function shareOf(parameter: Parameter | undefined, value: ParameterValue | undefined) {
  if (typeof value !== 'number') return null;
  if (parameter?.kind !== 'number' && parameter?.kind !== 'pixels') return null;
  const { min, max, scale } = parameter;
  const share =
    scale === 'logarithmic' && min > 0
      ? Math.log(value / min) / Math.log(max / min)
      : (value - min) / (max - min);
  return Math.min(1, Math.max(0, share));
}

const pointsOf = (value: ParameterValue | undefined): readonly Point[] | null =>
  Array.isArray(value) && value.every(isPoint) ? value : null;

function sketchOf(
  step: Step,
  name: string,
  from: ParameterValue | undefined,
  to: ParameterValue | undefined,
): Sketch | null {
  const parameter = parameterOf(step, name);
  switch (parameter?.kind) {
    case 'number':
    case 'pixels': {
      const [a, b] = [shareOf(parameter, from), shareOf(parameter, to)];
      const warm = step.operation === 'white-balance' && name === 'temperature';
      return a === null && b === null ? null : { kind: 'slider', from: a, to: b, warm };
    }
    case 'curve': {
      const [a, b] = [pointsOf(from), pointsOf(to)];
      return a && b ? { kind: 'curve', from: a, to: b } : null;
    }
    case 'colour': {
      const colours = [from, to].filter((one) => typeof one === 'string' && colourForm.test(one));
      return { kind: 'swatches', colours: colours as string[] };
    }
    default:
      return null;
  }
}

function coloursOf(step: Step): Sketch | null {
  if (step.kind !== 'known') return null;
  const colours = Object.entries(step.values).flatMap(([name, value]) =>
    parameterOf(step, name)?.kind === 'colour' && typeof value === 'string' ? [value] : [],
  );
  return colours.length === 0 ? null : { kind: 'swatches', colours };
}

function lineOf(change: Change, count: number): ChangeLine {
  switch (change.kind) {
    case 'added':
      return {
        label: `Place ${change.place + 1}`,
        from: null,
        to: valuesInWords(change.step),
        sketch: coloursOf(change.step),
      };
    case 'removed':
      return { label: 'Was', from: valuesInWords(change.step), to: null, sketch: null };
    case 'moved':
      return {
        label: 'Place',
        from: String(change.from + 1),
        to: String(change.to + 1),
        sketch: { kind: 'place', from: change.from, to: change.to, count },
      };
    case 'changed': {
      const { step, parameter, from, to } = change;
      const [was, is] = [from, to].map((value) => valueInWords(step, parameter, value));
      return {
        label: parameterLabel(step, parameter),
        from: was === is ? null : (was ?? null),
        // Areas and curves may look alike in words though they differ.
        to: was === is ? 'changed' : (is ?? null),
        sketch: sketchOf(step, parameter, from, to),
      };
    }
    case 'replaced':
      return {
        label: 'Step',
        from: stepTitle(change.was),
        to: stepTitle(change.step),
        sketch: null,
      };
    case 'renamed':
    case 'noted':
      return {
        label: change.kind === 'renamed' ? 'Name' : 'Note',
        from: change.from ?? 'none',
        to: change.to ?? 'none',
        sketch: null,
      };
    case 'switched':
      return {
        label: 'Switch',
        from: change.to ? 'off' : 'on',
        to: change.to ? 'on' : 'off',
        sketch: null,
      };
    case 'pipeline':
      return {
        label: change.field === 'name' ? 'Name' : 'Description',
        from: typeof change.from === 'string' ? change.from : 'none',
        to: typeof change.to === 'string' ? change.to : 'none',
        sketch: null,
      };
    case 'settings':
      return {
        label: 'Settings',
        from: change.from === null ? 'none' : settingsInWords(change.from),
        to: change.to === null ? 'none' : settingsInWords(change.to),
        sketch: null,
      };
  }
}

function kindOf(change: Change): string {
  switch (change.kind) {
    case 'switched':
      return change.to ? 'switched on' : 'switched off';
    case 'noted':
    case 'pipeline':
    case 'settings':
      return 'changed';
    case 'added':
    case 'removed':
    case 'moved':
    case 'changed':
    case 'replaced':
    case 'renamed':
      return change.kind;
  }
}

/** Returns what leads from one version to another, a card for each step, in the order of the steps. */
export function changeCards(
  before: VersionContents,
  after: VersionContents,
): readonly ChangeCard[] {
  const count = after.pipeline.steps.length;
  return groupChanges(changesBetweenVersions(before, after)).flatMap(
    (group) => cardOf(group, count) ?? [],
  );
}

/**
 * Returns what a card says of a group of changes; null when a person would notice none of them.
 * @param count how many steps there are after the changes
 */
function cardOf({ step, changes }: ChangeGroup, count: number): ChangeCard | null {
  const noticed = changes.filter((change) => changeInWords(change) !== null);
  const [first] = noticed;
  if (!first) return null;
  const ofWhole = first.kind === 'settings' ? 'Export settings' : 'Pipeline';
  return {
    key: step?.id ?? first.kind,
    title: step ? stepTitle(step) : ofWhole,
    operation: step?.operation ?? null,
    kinds: [...new Set(noticed.map(kindOf))].join(', '),
    lines: noticed.map((change) => lineOf(change, count)),
    changes: noticed,
  };
}

/** Whether the changes of a card can be taken into a pipeline: else why not, in words. */
export type Taking =
  | { readonly kind: 'open' }
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly why: string };

/** Returns whether a card's changes can be taken into a pipeline, or are in it already. */
export function takingOf(pipeline: Pipeline, changes: readonly Change[]): Taking {
  let isOpen = false;
  for (const change of changes) {
    const taken = takeChange(pipeline, change);
    if (taken.ok) isOpen = true;
    // What is not there any more was removed, by whatever.
    else if (change.kind === 'removed' && taken.error === 'no-step') continue;
    else if (taken.error !== 'nothing-to-do') {
      return { kind: 'refused', why: refusalWords[taken.error] };
    }
  }
  return { kind: isOpen ? 'open' : 'taken' };
}
