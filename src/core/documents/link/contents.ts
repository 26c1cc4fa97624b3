import { number, count } from '../../base/words';
import { formatsById } from '../../formats/index';
import { webLongEdge } from '../../formats/output-size';
import type { ExportSettings } from '../../formats/settings';
import { operationsById } from '../../operations/index';
import type { Step } from '../../pipeline/pipeline';
import { emptyPipeline } from '../../pipeline/pipeline';
import type { ReadDocument } from '../document';

/** What somebody learns from a link, in words. */
export interface LinkContents {
  readonly holds: readonly string[];
  /** One line for each step. */
  readonly steps: readonly string[];
  /** Pictures that steps need and the link does not carry. */
  readonly missingPictures: number;
}

const quoted = (text: string): string => `“${text}”`;

/** Returns the settings of a step that are not the usual ones, as `name: value`. */
function changedSettings(step: Step): string[] {
  if (step.kind === 'placeholder') return [];
  const parameters = operationsById.get(step.operation)?.parameters ?? new Map<string, never>();
  return [...parameters].flatMap(([name, parameter]) => {
    const parsed = parameter.parse(step.values[name]);
    if (!parsed.ok || JSON.stringify(parsed.value) === JSON.stringify(parameter.initial)) return [];
    return [name];
  });
}

function stepInWords(step: Step): string {
  const operation = operationsById.get(step.operation);
  if (step.kind === 'placeholder' || !operation) {
    return `${step.operation}: unknown here, kept as it came`;
  }
  return `${operation.label}: ${operation.brief(step.values)}${step.enabled ? '' : ' (off)'}`;
}

function settingsInWords(settings: ExportSettings): string {
  const { format, size, fitUnder, fitKeepsSize, fileName, carriesPipeline } = settings;
  const web = `${number(webLongEdge)} px`;
  const sizes = { original: '', web, custom: 'a size of your own' } as const;
  const parts = [
    formatsById.get(format)?.label ?? format,
    sizes[size],
    fitUnder === null
      ? ''
      : `at most ${number(fitUnder)} bytes${fitKeepsSize ? ' without becoming smaller' : ''}`,
    'which metadata stay',
    carriesPipeline ? 'the pipeline inside the file' : '',
    fileName === '' ? '' : `the file name pattern ${quoted(fileName)}`,
  ];
  return `export settings: ${parts.filter((part) => part !== '').join(', ')}`;
}

/** Returns the texts, or the pictures' hashes, among a step's values. */
function textsIn(step: Step, kind: 'text' | 'asset'): string[] {
  if (step.kind === 'placeholder') return [];
  return [...(operationsById.get(step.operation)?.parameters ?? [])].flatMap(
    ([name, parameter]) => {
      const value = step.values[name];
      return parameter.kind === kind && typeof value === 'string' && value !== '' ? [value] : [];
    },
  );
}

/** Returns what a link holds, from what was read of it: so nothing in it can be forgotten here. */
export function linkContents({ pipeline, settings }: ReadDocument): LinkContents {
  const { name, description, steps } = pipeline;
  const values = steps.flatMap(changedSettings).length;
  const names = steps.flatMap((step) => step.name ?? []);
  const notes = steps.flatMap((step) => step.note ?? []);
  const unknown = steps.filter((step) => step.kind === 'placeholder').length;
  const ofKind = (kind: 'text' | 'asset'): string[] => steps.flatMap((step) => textsIn(step, kind));
  const missingPictures = new Set(ofKind('asset')).size;
  const texts = ofKind('text');
  return {
    steps: steps.map(stepInWords),
    missingPictures,
    holds: [
      count(steps.length, 'step') + (values === 0 ? '' : ` with ${count(values, 'setting')}`),
      ...(name === emptyPipeline.name ? [] : [`the name ${quoted(name)}`]),
      ...(description === undefined ? [] : [`the description ${quoted(description)}`]),
      ...(names.length === 0
        ? []
        : [`${count(names.length, 'step name')}: ${names.map(quoted).join(', ')}`]),
      ...(notes.length === 0
        ? []
        : [`${count(notes.length, 'note')}: ${notes.map(quoted).join(', ')}`]),
      ...(texts.length === 0 ? [] : [`the words ${texts.map(quoted).join(', ')} of watermarks`]),
      ...(missingPictures === 0
        ? []
        : [`${count(missingPictures, 'mark')} by which a watermark’s picture is known again`]),
      ...(unknown === 0 ? [] : [`${count(unknown, 'step')} that this version does not know`]),
      ...(settings === null ? [] : [settingsInWords(settings)]),
    ],
  };
}
