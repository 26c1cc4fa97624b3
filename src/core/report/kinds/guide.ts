import { count } from '../../base/words';
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
import type { ReportStep } from '../model';
import { stagesAt } from './visual';
import { dimensions, pixelKind } from '../words';

/** Returns the report for people who want to do the same themselves, here or elsewhere. */
export function guideReport(content: ReportContent): Report {
  const { facts } = content;
  const { source } = facts;
  const done = facts.steps.filter(({ state }) => state === 'on').length;
  return {
    kindLabel: 'Step-by-step guide',
    title: facts.title,
    subtitle: subtitleOf(facts),
    blocks: [
      {
        kind: 'text',
        tone: 'lead',
        text:
          facts.description ??
          'What was done to this picture, and how to do it again, here or in another program.',
      },
      ...comparison(content),
      {
        kind: 'section',
        title: 'Before you begin',
        blocks: [
          {
            kind: 'text',
            text:
              `Open a picture. Here it was a ${source.format} of ${dimensions(source)} ` +
              `(${pixelKind(source)}), turned upright and brought to sRGB colours. ` +
              `Then come ${count(done, 'change')}, one after another: each works on what the one ` +
              'before has made, so their order matters.',
          },
          {
            kind: 'text',
            tone: 'quiet',
            text: 'Distances in pixels are those of the full-size picture. Places are given in percent of its width and height.',
          },
        ],
      },
      {
        kind: 'section',
        title: 'The steps',
        blocks: facts.steps.map((step) => stepBlock(step, lesson(content, step))),
      },
      {
        kind: 'section',
        title: 'Keep the result',
        blocks: [
          { kind: 'text', text: `Save the picture as ${facts.export.label}, with these settings:` },
          { kind: 'pairs', rows: fileRows(facts) },
        ],
      },
      { kind: 'section', title: 'Go on with it', blocks: reopening(facts) },
    ],
    footer: footerOf(facts),
    document: facts.document,
  };
}

function comparison({ pictures }: ReportContent): Block[] {
  const pair = [
    ...shown(pictures?.before, 'The picture before, in the shape of the result', 'Before'),
    ...shown(pictures?.after, 'The picture after all steps', 'After'),
  ];
  return pair.length < 2 ? [] : [{ kind: 'pictures', scale: 'fit', pictures: pair }];
}

function lesson(content: ReportContent, step: ReportStep): Block[] {
  if (step.state === 'unknown') return [{ kind: 'text', text: step.sentence }, ...noteOf(step)];
  const skipped =
    step.state === 'on'
      ? []
      : [
          {
            kind: 'text',
            tone: 'quiet',
            text: `Skip this step: it is ${step.state === 'off' ? 'switched off' : 'set so that it changes nothing'}.`,
          } as const,
        ];
  const { before, after } = stagesAt(content, step);
  const pair = [
    ...shown(before?.small, `Before step ${step.number}`, 'Before'),
    ...shown(after?.small, `After step ${step.number}`, 'After'),
  ];
  return [
    { kind: 'text', text: `${step.summary} ${step.purpose}`.trim() },
    ...skipped,
    ...(pair.length < 2 ? [] : [{ kind: 'pictures', scale: 'fit', pictures: pair } as const]),
    { kind: 'text', text: `Here: ${step.sentence}` },
    ...parametersOf(step),
    ...noteOf(step),
    ...(step.tries.length === 0
      ? []
      : [{ kind: 'list', title: 'Try changing this', items: step.tries } as const]),
  ];
}
