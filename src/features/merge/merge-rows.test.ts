import { expect, it } from 'vitest';
import { initialExportSettings } from '../../core/formats/settings';
import { operationsById } from '../../core/operations/index';
import * as edit from '../../core/pipeline/edit';
import { emptyPipeline, type Pipeline } from '../../core/pipeline/pipeline';
import { mergePipelines, mergeVersions } from '../../core/pipeline/versions/merge';
import { resolve } from '../../core/pipeline/versions/resolve';
import { mergedWords, mergeRows, stillOpen } from './merge-rows';

const step = (operation: string) => {
  const known = operationsById.get(operation);
  if (!known) throw new Error(operation);
  return edit.newStep(known, operation);
};
const base: Pipeline = { ...emptyPipeline, steps: ['crop', 'exposure', 'sharpen'].map(step) };

it('says whose work each step is, and what is to decide', () => {
  const named = (pipeline: Pipeline, name: string) => ({ ...pipeline, name });
  const set = (stops: number) => edit.changeValues(base, 'exposure', { stops });
  const mine = named(edit.removeStep(set(1), 'sharpen'), 'Mine');
  const theirs = named(edit.insertStep(set(2), step('vignette'), 3), 'Theirs');
  const merge = mergePipelines(base, mine, theirs);
  const resolved = resolve(merge);
  const shown = mergeRows(merge, resolved).map(({ number, title, words, by, isOpen, isGone }) =>
    [
      number ?? '–',
      title,
      words,
      by,
      ...(isOpen ? ['open'] : []),
      ...(isGone ? ['gone'] : []),
    ].join(' | '),
  );
  expect(shown).toEqual([
    expect.stringMatching(/^1 \| Crop \| .* \| base$/),
    expect.stringMatching(/^2 \| Exposure \| \+1 EV or \+2 EV \| both \| open$/),
    expect.stringMatching(/^3 \| Vignette \| .* \| theirs$/),
    '– | Sharpen | Removed | mine | gone',
    '– | Name | “Mine” or “Theirs” | base | open',
  ]);
  expect(mergedWords(merge)).toEqual([
    { by: 'theirs', title: 'New for you', lines: ['Vignette added as step 4'] },
    { by: 'mine', title: 'Yours, kept', lines: ['Sharpen removed'] },
  ]);
  expect(stillOpen(merge.conflicts, merge, resolved)).toBe('2 are still to decide');
  const first = resolve(merge, new Map([['name', 'mine']]));
  expect(stillOpen(merge.conflicts, merge, first)).toBe('Exposure is still to decide');
  const [, exposure = ''] = merge.conflicts.map(({ id }) => id);
  const done = resolve(
    merge,
    new Map([
      ['name', 'mine'],
      [exposure, 'theirs'],
    ]),
  );
  expect(stillOpen(merge.conflicts, merge, done)).toBe('');
  expect(mergeRows(merge, done).some(({ isOpen }) => isOpen)).toBe(false);
});

it('does not call export settings removed that one side does not carry', () => {
  const settings = initialExportSettings();
  const merge = mergeVersions(
    { pipeline: base, settings },
    { pipeline: base, settings },
    { pipeline: base, settings: null },
  );
  expect(merge.merged).toHaveLength(1);
  expect(mergedWords(merge)).toEqual([]);
});
