import { count } from '../../base/words';
import type { Block, PairsBlock, Report } from '../write/blocks';
import {
  fileRows,
  footerOf,
  type ReportContent,
  reopening,
  stepTitle,
  subtitleOf,
} from '../common';
import type { ReportFacts, ReportStep } from '../model';
import { setBlocks } from './set';
import { speedBlocks } from './speed';
import {
  decimals,
  dimensions,
  duration,
  exactBytes,
  megapixels,
  momentInWords,
  pixelKind,
} from '../words';

/** Returns the report for those who want to check: environment, numbers, hashes. */
export function technicalReport({ facts }: ReportContent): Report {
  return {
    kindLabel: 'Technical report',
    title: facts.title,
    subtitle: subtitleOf(facts),
    blocks: [
      ...(facts.description === null
        ? []
        : [{ kind: 'text', tone: 'lead', text: facts.description } as const]),
      {
        kind: 'section',
        title: 'Environment',
        blocks: [{ kind: 'pairs', rows: environment(facts) }],
      },
      { kind: 'section', title: 'Source', blocks: source(facts) },
      { kind: 'section', title: 'Steps', blocks: [...stepTable(facts), ...settings(facts)] },
      ...(facts.set === null
        ? []
        : [{ kind: 'section', title: 'The set', blocks: setBlocks(facts.set) } as const]),
      { kind: 'section', title: 'Time', blocks: speedBlocks(facts) },
      { kind: 'section', title: 'Memory', blocks: memory(facts) },
      { kind: 'section', title: 'The file', blocks: fileBlocks(facts) },
      { kind: 'section', title: 'Open it again', blocks: reopening(facts) },
    ],
    footer: footerOf(facts),
    document: facts.document,
  };
}

type Rows = PairsBlock['rows'];

function environment({ environment: here }: ReportFacts): Rows {
  return [
    { label: 'Browser', text: here.browser },
    ...(here.cores === null ? [] : [{ label: 'Processor cores', text: String(here.cores) }]),
    ...(here.memoryGb === null
      ? []
      : [{ label: 'Memory', text: `${here.memoryGb} GB or more, as the browser rounds it` }]),
    { label: 'Pipette', text: here.pipette },
    { label: 'libvips', text: here.libvips ?? 'not started' },
    ...(here.threads === null ? [] : [{ label: 'Threads per job', text: String(here.threads) }]),
  ];
}

function source({ source: file, sourceOutput }: ReportFacts): Block[] {
  const { camera } = file;
  const cameraRows = camera
    ? [
        { label: 'Camera', text: camera.camera },
        { label: 'Lens', text: camera.lens },
        { label: 'ISO', text: camera.iso },
        { label: 'Taken', text: camera.date && momentInWords(camera.date) },
        { label: 'Author', text: camera.author },
      ].flatMap(({ label, text }) => (text === null ? [] : [{ label, text }]))
    : [];
  return [
    {
      kind: 'pairs',
      rows: [
        ...(file.name === null ? [] : [{ label: 'File name', text: file.name }]),
        { label: 'Format', text: file.format },
        { label: 'Size', text: `${dimensions(file)} (${megapixels(file)})` },
        { label: 'Pixels', text: pixelKind(sourceOutput ?? file) },
        { label: 'File', text: exactBytes(file.fileBytes) },
        { label: 'SHA-256', text: file.sha256 ?? 'not computed', code: true },
        ...cameraRows,
      ],
    },
    ...file.notices.map((text): Block => ({ kind: 'text', tone: 'quiet', text })),
  ];
}

const stateWord: Readonly<Record<ReportStep['state'], string>> = {
  on: '',
  off: 'off',
  nothing: 'changes nothing',
  unknown: 'not known here',
};

function stepTable({ steps, sourceOutput }: ReportFacts): Block[] {
  const cells = (output: ReportStep['output']): string[] =>
    output === null
      ? ['', '', '']
      : [dimensions(output), pixelKind(output), exactBytes(output.bytes)];
  return [
    {
      kind: 'table',
      caption: 'The picture after each step, at full size',
      head: ['Step', '', 'Size', 'Pixels', 'In memory'],
      words: [0, 1, 3],
      rows: [
        ['0 Source', '', ...cells(sourceOutput)],
        ...steps.map((step) => [
          `${step.number} ${stepTitle(step)}`,
          stateWord[step.state],
          ...cells(step.output),
        ]),
      ],
    },
  ];
}

function settings({ steps }: ReportFacts): Block[] {
  const known = steps.filter(({ parameters }) => parameters.length > 0);
  if (known.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Settings of the steps',
      head: ['Step', 'Setting', 'Value'],
      words: [0, 1, 2],
      rows: known.flatMap((step) =>
        step.parameters.map(({ label, text }, index) => [
          index === 0 ? `${step.number} ${stepTitle(step)}` : '',
          label,
          text,
        ]),
      ),
    },
  ];
}

function memory({ steps, sourceOutput, engineBytes, profile }: ReportFacts): Block[] {
  const outputs = [
    { label: '0', output: sourceOutput },
    ...steps.map(({ number, output }) => ({ label: String(number), output })),
  ];
  const points = outputs.flatMap(({ label, output }) =>
    output === null ? [] : [{ label, value: output.bytes, text: exactBytes(output.bytes) }],
  );
  const cached = steps.filter(({ preview }) => preview?.cached === true).length;
  const run = steps.filter(({ preview }) => preview !== null).length;
  return [
    {
      kind: 'pairs',
      rows: [
        {
          label: 'Most that the engine took',
          text: engineBytes === null ? 'not known' : exactBytes(engineBytes),
        },
        ...(run === 0
          ? []
          : [
              {
                label: 'Last preview',
                text: `${count(cached, 'step')} from the cache, ${count(run - cached, 'step')} computed`,
              },
            ]),
        ...(profile === null ? [] : [{ label: 'Profiled at', text: scaleWord[profile.scale] }]),
      ],
    },
    ...(points.length < 2
      ? []
      : [{ kind: 'line', title: 'Memory of the picture after each step', points } as const]),
  ];
}

const scaleWord = { full: 'full size', proxy: 'the size of the preview' } as const;

function fileBlocks(facts: ReportFacts): Block[] {
  const { file } = facts.export;
  if (file === null) {
    return [
      { kind: 'pairs', rows: fileRows(facts) },
      { kind: 'text', tone: 'quiet', text: 'The file has not been made, so nothing was measured.' },
    ];
  }
  const { likeness } = file;
  const measured: Rows = likeness
    ? [
        {
          label: 'SSIM against the result',
          text: `${decimals(likeness.ssim.mean, 5)}, worst window ${decimals(likeness.ssim.worst, 5)}`,
        },
        {
          label: 'PSNR against the result',
          text:
            likeness.psnr === null ? 'every pixel is equal' : `${decimals(likeness.psnr, 2)} dB`,
        },
      ]
    : [];
  return [
    {
      kind: 'pairs',
      rows: [
        ...fileRows(facts),
        { label: 'Made in', text: duration(file.milliseconds) },
        { label: 'SHA-256', text: file.sha256, code: true },
        ...measured,
      ],
    },
    {
      kind: 'text',
      tone: 'quiet',
      text: likeness
        ? 'SSIM (structural similarity, Wang et al. 2004) compares lightness in windows of 8 × 8 pixels; 1 is the same. PSNR compares all colours; from 40 dB on differences are hard to see.'
        : 'The picture is too large to compare it with the file.',
    },
  ];
}
