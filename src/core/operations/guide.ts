import { groups, type Operation } from './define';
import { minCurvePoints, maxCurvePoints, type Parameter } from './parameters';

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

function range(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'number':
    case 'pixels':
      return `${parameter.format(parameter.min)} to ${parameter.format(parameter.max)}`;
    case 'choice':
      return parameter.options.map(({ label }) => label).join('; ');
    case 'toggle':
      return 'on or off';
    case 'colour':
      return 'any colour';
    case 'point':
      return 'a place on the picture';
    case 'rectangle':
      return 'a part of the picture';
    case 'rectangles':
      return 'parts of the picture';
    case 'curve':
      return `a curve through ${minCurvePoints} to ${maxCurvePoints} points`;
    case 'text':
      return `up to ${parameter.longest} characters`;
    case 'asset':
      return 'a picture';
  }
}

/** A value of one kind formats itself; each parameter is given a value of its own. */
function initialOf(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'number':
    case 'pixels':
      return parameter.format(parameter.initial);
    case 'choice':
    case 'colour':
    case 'text':
    case 'asset':
      return parameter.format(parameter.initial);
    case 'toggle':
      return parameter.format(parameter.initial);
    case 'point':
      return parameter.format(parameter.initial);
    case 'rectangle':
      return parameter.format(parameter.initial);
    case 'rectangles':
      return parameter.format(parameter.initial);
    case 'curve':
      return parameter.format(parameter.initial);
  }
}

const rows = (operation: Operation): string[] =>
  [...operation.parameters].map(
    ([name, parameter]) =>
      `| ${cell(parameter.label)} | \`${name}\` | ${cell(range(parameter))} | ` +
      `${cell(initialOf(parameter))} | ${cell(parameter.hint ?? '')} |`,
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
          '| Setting | In documents | Range | At first | |',
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
