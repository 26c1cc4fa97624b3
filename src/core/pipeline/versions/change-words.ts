import { settingsInWords } from '../../formats/settings-words';
import { operationsById } from '../../operations/index';
import type { Parameter, ParameterValue } from '../../parameters';
import type { Pipeline, Step } from '../pipeline';
import { stepTitle } from '../step-title';
import { type Change, changesBetween } from './changes';
import type { TakeRefusal } from './take-change';

const parameterOf = (step: Step, name: string): Parameter | undefined =>
  operationsById.get(step.operation)?.parameters.get(name);

/** Returns what a parameter is called on screen. */
export const parameterLabel = (step: Step, name: string): string =>
  parameterOf(step, name)?.label ?? name;

/** Returns a step's value as the screen shows it; null for what its parameter does not read. */
export const valueInWords = (
  step: Step,
  name: string,
  value: ParameterValue | undefined,
): string | null => parameterOf(step, name)?.inWords(value) ?? null;

/** The most values of a step that one line names. */
const mostNamed = 3;

/** Returns the values of a step that say most: those that are not as a new step has them. */
export function valuesInWords(step: Step): string {
  if (step.kind !== 'known') return 'A step that this version of Pipette does not know';
  const operation = operationsById.get(step.operation);
  const named = Object.entries(step.values).filter(([name]) => {
    const parameter = operation?.parameters.get(name);
    return parameter?.shownWhen?.(step.values) !== false;
  });
  const own = named.filter(([name, value]) => operation?.start[name] !== value);
  return (own.length > 0 ? own : named)
    .slice(0, mostNamed)
    .flatMap(([name, value]) => {
      const words = valueInWords(step, name, value);
      return words === null ? [] : [`${parameterLabel(step, name)} ${words}`];
    })
    .join(', ');
}

function valueChange({ step, parameter, from, to }: Extract<Change, { kind: 'changed' }>): string {
  const [was, is] = [from, to].map((value) => valueInWords(step, parameter, value));
  const what = `${stepTitle(step)}: ${parameterLabel(step, parameter)}`;
  // Areas and curves may look alike in words though they differ.
  return was === null || is === null || was === is ? `${what} changed` : `${what} ${was} → ${is}`;
}

function pipelineChange({ field, from, to }: Extract<Change, { kind: 'pipeline' }>): string | null {
  switch (field) {
    case 'name':
      return typeof to === 'string' && typeof from === 'string'
        ? `Called “${to}” instead of “${from}”`
        : null;
    case 'description':
      return 'Description changed';
    // When it was begun and what it came from are nothing that a person changes.
    case 'created':
    case 'origin':
      return null;
  }
}

/** Returns a change as a line; null for what a person would not notice. */
export function changeInWords(change: Change): string | null {
  switch (change.kind) {
    case 'pipeline':
      return pipelineChange(change);
    case 'settings':
      return change.to === null
        ? 'Export settings removed'
        : `Export settings ${settingsInWords(change.to)}`;
    case 'added':
      return `${stepTitle(change.step)} added as step ${change.place + 1}`;
    case 'removed':
      return `${stepTitle(change.step)} removed`;
    case 'moved':
      return `${stepTitle(change.step)} moved to step ${change.to + 1}`;
    case 'switched':
      return `${stepTitle(change.step)} switched ${change.to ? 'on' : 'off'}`;
    case 'renamed': {
      const was = change.from ?? operationsById.get(change.step.operation)?.label;
      return `${was ?? change.step.operation} renamed ${stepTitle(change.step)}`;
    }
    case 'noted':
      return `${stepTitle(change.step)}: note changed`;
    case 'changed':
      return valueChange(change);
    case 'replaced':
      return `${stepTitle(change.was)} replaced by ${stepTitle(change.step)}`;
  }
}

/**
 * Returns what makes `after` of `before`, in words, a line a change; empty when nothing that a person
 * would notice is different.
 */
export const differences = (before: Pipeline, after: Pipeline): readonly string[] =>
  changesBetween(before, after).flatMap((change) => changeInWords(change) ?? []);

/** Why a change cannot be taken, for the screen. */
export const refusalWords: Readonly<Record<TakeRefusal, string>> = {
  'nothing-to-do': 'Your steps have this already.',
  'no-step': 'Your steps do not have this one any more.',
  'other-step': 'Your step does something else now.',
  full: 'Your pipeline has as many steps as it may.',
  'unknown-value': 'This version of Pipette does not know this setting.',
  settings: 'Export settings are taken with the whole version.',
};
