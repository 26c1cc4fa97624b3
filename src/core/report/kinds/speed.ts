import { bytesInWords } from '../../base/words';
import type { BarsBlock, Block, Report } from '../write/blocks';
import { footerOf, type ReportContent, reopening, stepTitle, subtitleOf } from '../common';
import type { ReportFacts, ReportStep, ReportSuggestion } from '../model';
import type { Profile } from '../../engine/profile';
import { count } from '../../base/words';
import { decimals, duration, share } from '../words';

/** Returns the report on speed: what takes the time, and what was tried to take less. */
export function speedReport({ facts }: ReportContent): Report {
  return {
    kindLabel: 'Performance report',
    title: facts.title,
    subtitle: subtitleOf(facts),
    blocks: [
      { kind: 'section', title: 'What takes the time', blocks: speedBlocks(facts) },
      { kind: 'section', title: 'What was tried', blocks: suggestions(facts) },
      { kind: 'section', title: 'Open it again', blocks: reopening(facts) },
    ],
    footer: footerOf(facts),
    document: facts.document,
  };
}

const profileScale = {
  full: 'on the full-size picture',
  proxy: 'on the smaller copy that previews use',
} as const;

/** Returns what is known of the times of steps: profiled where there is a profile, else previewed. */
export function speedBlocks(facts: ReportFacts): Block[] {
  return facts.profile === null ? previewed(facts) : profiled(facts, facts.profile);
}

function profiled({ steps, environment }: ReportFacts, profile: Profile): Block[] {
  const { wholeMs, encode } = profile;
  const known = profile.steps.flatMap((measured) => {
    const step = steps.find(({ id }) => id === measured.id);
    return step ? [{ measured, step }] : [];
  });
  const sum = known.reduce((total, { measured }) => total + measured.medianMs, 0);
  const runs = count(wholeMs.runs, 'run');
  const bars: BarsBlock['bars'] = known.map(({ measured, step }) => ({
    label: `${step.number} ${stepTitle(step)}`,
    value: measured.medianMs,
    text: duration(measured.medianMs),
    from: measured.leastMs,
    to: measured.mostMs,
  }));
  return [
    {
      kind: 'text',
      text:
        `A whole export, from file to file, took ${duration(wholeMs.medianMs)} ` +
        `${profileScale[profile.scale]}: ` +
        `the median of ${runs}, from ${duration(wholeMs.leastMs)} to ${duration(wholeMs.mostMs)}, ` +
        `measured in ${environment.browser} on this device.`,
    },
    { kind: 'bars', title: 'Median time of each step', bars },
    {
      kind: 'table',
      caption: 'Time of each step',
      head: ['Step', 'Median', 'Least', 'Most', 'Runs', 'Share'],
      words: [0],
      rows: [
        ...known.map(({ measured, step }) => [
          `${step.number} ${stepTitle(step)}`,
          duration(measured.medianMs),
          duration(measured.leastMs),
          duration(measured.mostMs),
          String(measured.runs),
          sum === 0 ? '' : share(measured.medianMs / sum),
        ]),
        ['Sum of the steps', duration(sum), '', '', '', sum === 0 ? '' : share(1)],
        [
          'A whole export',
          duration(wholeMs.medianMs),
          duration(wholeMs.leastMs),
          duration(wholeMs.mostMs),
          String(wholeMs.runs),
          '',
        ],
      ],
    },
    ...(encode === null
      ? []
      : [
          {
            kind: 'text',
            text:
              `Writing the ${encode.format} file of ${bytesInWords(encode.bytes)} took ${duration(encode.medianMs)} by itself. ` +
              'An export stores no results between the steps and passes rows on from one to the ' +
              'next, so the parts do not add up to the whole.',
          } as const,
        ]),
  ];
}

function previewed({ steps, previewScale }: ReportFacts): Block[] {
  const known = steps.flatMap((step) => (step.preview ? [{ step, cost: step.preview }] : []));
  if (known.length === 0) {
    return [{ kind: 'text', text: 'No step does anything, so there is nothing to time.' }];
  }
  const sum = known.reduce((total, { cost }) => total + cost.milliseconds, 0);
  const size = previewScale === null ? '' : ` at ${share(previewScale)} of full size`;
  const name = (step: ReportStep): string => `${step.number} ${stepTitle(step)}`;
  return [
    {
      kind: 'text',
      text:
        `Times of one run each, taken while editing on the smaller copy${size}. ` +
        'They tell which step is slow, not how slow it is at full size.',
    },
    {
      kind: 'bars',
      title: 'Time of each step in the preview',
      bars: known.map(({ step, cost }) => ({
        label: name(step),
        value: cost.milliseconds,
        text: duration(cost.milliseconds),
      })),
    },
    {
      kind: 'table',
      caption: 'Time of each step in the preview, one run',
      head: ['Step', 'Time', 'Share'],
      words: [0],
      rows: known.map(({ step, cost }) => [
        name(step),
        duration(cost.milliseconds),
        sum === 0 ? '' : share(cost.milliseconds / sum),
      ]),
    },
  ];
}

function suggestions({ suggestions: tried }: ReportFacts): Block[] {
  if (tried === null) {
    return [{ kind: 'text', text: 'Nobody has looked for faster ways yet.' }];
  }
  if (tried.length === 0) return [{ kind: 'text', text: 'Nothing worth changing was found.' }];
  return tried.map((one) => ({
    kind: 'section',
    title: one.title,
    blocks: [
      { kind: 'text', text: one.detail },
      { kind: 'pairs', rows: measured(one) },
    ],
  }));
}

function measured(one: ReportSuggestion): { label: string; text: string }[] {
  const { similarity, mostDifference } = one;
  const saved = one.beforeMs === 0 ? 0 : 1 - one.afterMs / one.beforeMs;
  return [
    {
      label: 'Time',
      text: `${duration(one.beforeMs)} before, ${duration(one.afterMs)} after: ${share(saved)} less (median of ${count(one.runs, 'run')})`,
    },
    {
      label: 'Picture',
      text: similarity
        ? `SSIM ${decimals(similarity.mean, 4)}, worst block ${decimals(similarity.worst, 4)}`
        : 'of another size, so it was not compared',
    },
    ...(mostDifference === null
      ? []
      : [{ label: 'Largest difference', text: `${mostDifference} of 255 levels` }]),
  ];
}
