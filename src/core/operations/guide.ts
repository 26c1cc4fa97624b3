import { groups, type Operation } from './define';
import type { Parameter } from '../parameters';

const groupTitles = {
  geometry: 'Geometry',
  light: 'Light',
  colour: 'Colour',
  detail: 'Detail',
  effect: 'Effect',
} as const;

/** Returns text for a cell of a table: nothing in it ends the cell or starts markup. */
const cell = (text: string): string =>
  text.replace(/[\\|*_`<>[\]]/g, (mark) => `\\${mark}`).replace(/\s+/g, ' ');

/** Returns what a new step has, and what a document means that leaves the value out, if that differs. */
function startInWords({ start }: Operation, name: string, parameter: Parameter): string {
  const [begun, meant] = [start[name], parameter.initial].map((value) => parameter.inWords(value));
  return begun === meant
    ? (begun ?? '')
    : `${begun ?? 'nothing'} (left out: ${meant ?? 'nothing'})`;
}

const rows = (operation: Operation): string[] =>
  [...operation.parameters].map(
    ([name, parameter]) =>
      `| ${cell(parameter.label)} | \`${name}\` | ${cell(parameter.range)} | ` +
      `${cell(startInWords(operation, name, parameter))} | ${cell(parameter.hint ?? '')} |`,
  );

function section(operation: Operation): string {
  const notes = [
    `Source: ${cell(operation.source)}`,
    ...(operation.tolerance ? [`Programs: ${cell(operation.tolerance.reason)}`] : []),
    ...(operation.previewSimilarity
      ? [`Preview: ${cell(operation.previewSimilarity.reason)}`]
      : []),
  ];
  const table =
    operation.parameters.size === 0
      ? []
      : [
          '| Setting | In documents | Range | In a new step | |',
          '| --- | --- | --- | --- | --- |',
          ...rows(operation),
          '',
        ];
  return [
    `### ${operation.label}`,
    '',
    `${cell(operation.summary)} ${cell(operation.example.text)}`,
    '',
    `![The sample before and after ${operation.label}](pictures/${operation.id}.webp)`,
    '',
    ...table,
    notes.join('\n\n'),
    '',
  ].join('\n');
}

/** Returns the guide to all operations in Markdown, written from their declarations. */
export function operationsGuide(operations: readonly Operation[]): string {
  const parts = groups.flatMap((group) => [
    `## ${groupTitles[group]}`,
    '',
    ...operations.filter((operation) => operation.group === group).map(section),
  ]);
  return [
    '# Operations',
    '',
    '<!-- Written by `npm run docs` from src/core/operations; change the declarations instead. -->',
    '',
    `${operations.length} operations. Every program that Pipette makes of them gives the same ` +
      'pixels as the browser. Sizes in pixels are those of the full-size picture.',
    '',
    ...parts,
  ].join('\n');
}
