import { count } from '../../base/words';
import type { Flag } from '../../set/set';
import { stepTitle } from '../common';
import type { ReportSet, ReportSetPicture } from '../model';
import type { Block } from '../write/blocks';

const flagWords: Readonly<Record<Flag, string>> = { none: '', pick: 'pick', reject: 'reject' };

const title = ({ number, name, isOpen }: ReportSetPicture): string =>
  `${name ?? `Picture ${number}`}${isOpen ? ' (this picture)' : ''}`;

/** Returns the rows of one picture: one for each setting that differs, at least one. */
function rowsOf(picture: ReportSetPicture): string[][] {
  const { rating, flag, steps } = picture;
  const settings = steps.flatMap((step) =>
    step.parameters.map(({ label, text }, index) => [
      index === 0 ? `${step.number} ${stepTitle(step)}` : '',
      label,
      text,
    ]),
  );
  const [first = ['', '', ''], ...others] = settings;
  const head = [title(picture), rating === 0 ? '' : String(rating), flagWords[flag]];
  return [[...head, ...first], ...others.map((row) => ['', '', '', ...row])];
}

/** Returns what is said of a set: its size, and what single pictures have otherwise than all. */
export function setBlocks({ size, pictures, leftOut }: ReportSet): Block[] {
  return [
    {
      kind: 'text',
      text: `This picture is one of ${count(size, 'picture')} under one pipeline.`,
    },
    ...(pictures.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption: 'Stars, flags, and values that count for one picture only',
            head: ['Picture', 'Stars', 'Flag', 'Step', 'Setting', 'Value'],
            words: [0, 2, 3, 4, 5],
            rows: pictures.flatMap(rowsOf),
          } as const,
        ]),
    ...(leftOut === 0
      ? []
      : [
          {
            kind: 'text',
            tone: 'quiet',
            text: `${count(leftOut, 'more picture')} had no room here.`,
          } as const,
        ]),
  ];
}
