import { operationsById } from '../../operations/index';
import type { Block, Report } from '../write/blocks';
import {
  fileRows,
  footerOf,
  noteOf,
  parametersOf,
  type ReportContent,
  reopening,
  shown,
  stepBlock,
  subtitleOf,
} from '../common';
import type { ReportFacts, ReportOutput, ReportStep } from '../model';
import type { ReportStage } from '../../engine/report-pictures';
import { dimensions } from '../words';

/** Returns the report for the eye: original and result, and the picture after every step. */
export function visualReport(content: ReportContent): Report {
  const { facts, pictures } = content;
  const { description } = facts;
  return {
    kindLabel: 'Visual report',
    title: facts.title,
    subtitle: subtitleOf(facts),
    blocks: [
      ...(description === null ? [] : [{ kind: 'text', tone: 'lead', text: description } as const]),
      ...comparison(content),
      ...mainColours(facts),
      {
        kind: 'section',
        title: 'Step by step',
        blocks: [
          ...(facts.steps.length === 0
            ? [
                {
                  kind: 'text',
                  text: 'There are no steps: the picture is as it was opened.',
                } as const,
              ]
            : []),
          ...facts.steps.map((step) => stepBlock(step, stepContents(content, step))),
          ...(pictures?.cropsMissing
            ? [
                {
                  kind: 'text',
                  tone: 'quiet',
                  text: `Parts at 100 % are left out: ${pictures.cropsMissing}`,
                } as const,
              ]
            : []),
        ],
      },
      { kind: 'section', title: 'The file', blocks: [{ kind: 'pairs', rows: fileRows(facts) }] },
      { kind: 'section', title: 'Open it again', blocks: reopening(facts) },
    ],
    footer: footerOf(facts),
    document: facts.document,
  };
}

function comparison({ facts, pictures }: ReportContent): Block[] {
  const { before, after } = pictures ?? {};
  if (!before || !after) return [];
  const moved = facts.steps.some(
    ({ state, operation }) => state === 'on' && operationsById.get(operation)?.reshapes === true,
  );
  const original = moved ? 'Original, in the shape of the result' : 'Original';
  return [
    {
      kind: 'compare',
      before: { picture: before, alt: original, caption: original },
      after: { picture: after, alt: 'Result', caption: 'Result' },
    },
  ];
}

function mainColours({ sourceOutput, steps }: ReportFacts): Block[] {
  const result = steps.findLast(({ output }) => output !== null)?.output ?? sourceOutput;
  if (!sourceOutput || !result) return [];
  return [
    {
      kind: 'swatches',
      groups: [
        { label: 'Main colours of the original', colours: sourceOutput.palette },
        { label: 'Main colours of the result', colours: result.palette },
      ],
    },
  ];
}

/** Returns the stage of a step and the one before it, which may be the source. */
export function stagesAt(
  { pictures }: ReportContent,
  step: ReportStep,
): { before: ReportStage | undefined; after: ReportStage | undefined } {
  const index = pictures?.stages.findIndex(({ id }) => id === step.id) ?? -1;
  return index < 1
    ? { before: undefined, after: undefined }
    : { before: pictures?.stages[index - 1], after: pictures?.stages[index] };
}

function stepContents(content: ReportContent, step: ReportStep): Block[] {
  const { before, after } = stagesAt(content, step);
  const title = `Step ${step.number}`;
  const picture = shown(
    after?.small,
    `The picture after step ${step.number}, ${step.label}`,
    after ? `After step ${step.number} · ${dimensions(after)}` : '',
  );
  return [
    ...(picture.length === 0
      ? []
      : [{ kind: 'pictures', scale: 'fit', pictures: picture } as const]),
    { kind: 'text', text: step.sentence },
    ...noteOf(step),
    ...parametersOf(step),
    ...(before && after ? histograms(title, before, after) : []),
    ...(before && after ? crops(title, before, after) : []),
  ];
}

const histograms = (title: string, before: ReportOutput, after: ReportOutput): Block[] => [
  {
    kind: 'histograms',
    histograms: [
      { caption: `Brightness before ${title.toLowerCase()}`, histogram: before.histogram },
      { caption: `Brightness after ${title.toLowerCase()}`, histogram: after.histogram },
    ],
  },
];

function crops(title: string, before: ReportStage, after: ReportStage): Block[] {
  const words = 'the sharpest part at 100 %';
  const isSamePlace =
    before.width === after.width &&
    before.height === after.height &&
    before.cropAt.left === after.cropAt.left &&
    before.cropAt.top === after.cropAt.top;
  const pair = [
    ...(isSamePlace ? shown(before.crop, `Before ${title}: ${words}`, 'Before, at 100 %') : []),
    ...shown(
      after.crop,
      `After ${title}: ${words}`,
      isSamePlace ? 'After, at 100 %' : 'Sharpest part, at 100 %',
    ),
  ];
  return pair.length === 0 ? [] : [{ kind: 'pictures', scale: 'pixels', pictures: pair }];
}
