import { limits } from '../../core/base/limits';
import { count, number } from '../../core/base/words';
import type { DetectedProject } from '../../core/documents/carriers/carrier';
import type { ReadDocument } from '../../core/documents/document';
import { operationsById } from '../../core/operations/index';
import type { Step } from '../../core/pipeline/pipeline';
import { isNamed } from '../../core/pipeline/versions/version';
import type { Problem } from '../../core/pipeline/tolerance';

/** Returns what a document says of itself, such as "3 steps, 1 of them off". */
export function stepsInWords(steps: readonly Step[]): string {
  const off = steps.filter(({ kind, enabled }) => kind === 'known' && !enabled).length;
  const unknown = steps.filter(({ kind }) => kind === 'placeholder').length;
  return [
    steps.length === 0 ? 'No steps' : count(steps.length, 'step'),
    ...(off > 0 ? [`${off} off`] : []),
    ...(unknown > 0 ? [`${unknown} not known here`] : []),
  ].join(', ');
}

/** Returns with what and on what a document was made, as sentences; none where it does not say. */
export function originInWords({ madeWith, source }: ReadDocument): readonly string[] {
  const { format, width, height, name } = source ?? {};
  return [
    ...(madeWith ? [`Made with Pipette ${madeWith.pipette} and libvips ${madeWith.libvips}.`] : []),
    ...(source
      ? [
          `Made on ${name === undefined ? 'a picture' : `the picture ${name}`}: ${format}, ${width} × ${height} px.`,
        ]
      : []),
  ];
}

/** Returns what a project brings along beside its pipeline, as a sentence; '' for nothing. */
export function projectInWords({ history }: DetectedProject): string {
  if (!history || history.versions.length === 0) return '';
  const named = history.versions.filter(isNamed).length;
  const kept = named > 0 ? `, ${number(named)} of them named` : '';
  return `Its history comes along: ${count(history.versions.length, 'version')}${kept}, added to yours. Nothing of yours is lost.`;
}

/** Returns how a step is called, and what it does in a few words. */
export function stepInWords(step: Step): { readonly title: string; readonly brief: string } {
  const operation = operationsById.get(step.operation);
  const label = operation?.label ?? step.operation;
  if (step.kind === 'placeholder') return { title: step.name ?? label, brief: step.reason };
  const brief = operation?.brief(step.values) ?? '';
  return step.name === undefined
    ? { title: label, brief }
    : { title: step.name, brief: `${label}: ${brief}` };
}

/** Returns where something did not fit: the line when there is a text to look at, and the path. */
export const placeInWords = ({ line, path }: Problem): string =>
  line === undefined ? path : `Line ${line}, ${path}`;

/** Returns what the two ways to take an offer do, with the steps that are there now. */
export function waysInWords(present: number, offered: number): string {
  if (present === 0) return `${count(offered, 'step')} will be added to the empty pipeline.`;
  const there = present === 1 ? 'the step you have' : `the ${present} steps you have`;
  const these = offered === 1 ? 'this step' : `these ${offered} steps`;
  return `Replace puts ${these} in place of ${there}; Append adds ${offered === 1 ? 'it' : 'them'} at the end. Undo brings everything back.`;
}

/**
 * Returns why the steps of an offer do not fit.
 * @param alone whether they would without those that are there
 */
export const tooManyInWords = (present: number, offered: number, alone: boolean): string =>
  alone
    ? `A pipeline may have ${limits.document.steps} steps, so these cannot be appended to your ${present}.`
    : `Together they have ${offered} steps, and a pipeline may have ${limits.document.steps}. Leave some out.`;

/** What the third way does, where both have steps in common. */
export const mergeInWords =
  'Merge puts both together, step by step, and asks where both changed the same thing.';
