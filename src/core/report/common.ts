import { count } from '../base/words';
import type { Block, PairsBlock, Shown, StepBlock } from './write/blocks';
import type { ReportFacts, ReportStep } from './model';
import type { ReportPicture, ReportPictures } from '../engine/report-pictures';
import { dimensions, exactBytes, madeInWords } from './words';

/** Facts and the pictures to go with them; none until they are made. */
export interface ReportContent {
  readonly facts: ReportFacts;
  readonly pictures: ReportPictures | null;
}

const stateWords: Readonly<Record<ReportStep['state'], string>> = {
  on: '',
  off: 'Off',
  nothing: 'Changes nothing',
  unknown: 'Not known here',
};

/** Returns how a step is called: its own name before its operation's. */
export const stepTitle = ({ name, label }: Pick<ReportStep, 'name' | 'label'>): string =>
  name === null ? label : `${name} (${label})`;

/** Returns a step's frame with these blocks in it. */
export const stepBlock = (step: ReportStep, blocks: readonly Block[]): StepBlock => ({
  kind: 'step',
  number: step.number,
  title: stepTitle(step),
  state: stateWords[step.state],
  blocks,
});

/** Returns what a person wrote about a step, if anything. */
export const noteOf = ({ note }: ReportStep): Block[] =>
  note === null ? [] : [{ kind: 'text', tone: 'note', text: note }];

/** Returns a step's parameters in words; nothing for a step without any. */
export const parametersOf = ({ parameters }: ReportStep): PairsBlock[] =>
  parameters.length === 0
    ? []
    : [
        {
          kind: 'pairs',
          rows: parameters.map(({ label, text, colour }) => ({ label, text, colour })),
        },
      ];

/** Returns one line about what was done to what. */
export function subtitleOf({ steps, source }: ReportFacts): string {
  const done = steps.filter(({ state }) => state === 'on').length;
  const others = steps.length - done;
  const also =
    others === 0 ? '' : `, ${others} more ${others === 1 ? 'is' : 'are'} off or do nothing`;
  const name = source.name === null ? '' : `${source.name}, `;
  return `${count(done, 'step')}${also} · ${name}${source.format}, ${dimensions(source)}`;
}

/** Returns the small print: when it was made, and with what. */
export const footerOf = ({ made, environment }: ReportFacts): string =>
  `Made ${madeInWords(made)} with Pipette ${environment.pipette}` +
  (environment.libvips === null ? '.' : ` and libvips ${environment.libvips}.`);

/** Returns a picture with its words, or nothing where there is none. */
export const shown = (
  picture: ReportPicture | null | undefined,
  alt: string,
  caption: string,
): Shown[] => (picture ? [{ picture, alt, caption }] : []);

/** Returns what the file is like in which the result is kept. */
export function fileRows({ export: file }: ReportFacts): PairsBlock['rows'] {
  const made = file.file;
  return [
    ...(file.name === null ? [] : [{ label: 'File name', text: file.name }]),
    { label: 'Format', text: file.label },
    { label: 'Size', text: made ? dimensions(made) : file.sizing },
    ...(made ? [{ label: 'Bytes', text: exactBytes(made.bytes) }] : []),
    ...file.settings.map(({ label, text, colour }) => ({ label, text, colour })),
    { label: 'Metadata kept', text: file.metadata },
  ];
}

/** Returns what reopens the pipeline. */
export function reopening({ link }: ReportFacts): Block[] {
  const carried = 'This report carries its pipeline. Drop the file into Pipette to go on with it.';
  return link === null
    ? [{ kind: 'text', text: carried }]
    : [
        {
          kind: 'link',
          address: link,
          words: `${carried} Or open this link: it holds the steps, never the picture.`,
        },
      ];
}
