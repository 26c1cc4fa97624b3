import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../../formats/settings';
import { operationsById } from '../../operations/index';
import * as edit from '../edit';
import { emptyPipeline, type Pipeline, type Step } from '../pipeline';
import { mergePipelines, mergeVersions } from './merge';

const step = (operation: string, id = operation): Step => {
  const known = operationsById.get(operation);
  if (!known) throw new Error(operation);
  return edit.newStep(known, id);
};
const base: Pipeline = {
  ...emptyPipeline,
  steps: ['crop', 'exposure', 'sharpen', 'vignette'].map((id) => step(id)),
};
type Edit = (pipeline: Pipeline) => Pipeline;

/** Whose a change is, and of what kind. */
const merged = (mine: Pipeline, theirs: Pipeline, from: Pipeline | null = base) =>
  mergePipelines(from, mine, theirs).merged.map(({ by, change }) => `${by} ${change.kind}`);

const edits: readonly (readonly [string, Edit, Edit])[] = [
  ['changed', stops(1), stops(2)],
  ['switched', (one) => edit.enableStep(one, 'crop', false), stops(1)],
  ['renamed', renamed('Tight'), renamed('Wide')],
  ['noted', noted('why'), noted('how')],
  ['removed', (one) => edit.removeStep(one, 'sharpen'), stops(1)],
  ['added', (one) => edit.insertStep(one, step('sepia'), 1), stops(1)],
  ['pipeline', (one) => edit.renamePipeline(one, 'Look'), (one) => ({ ...one, name: 'Other' })],
];
function stops(value: number): Edit {
  return (one) => edit.changeValues(one, 'exposure', { stops: value });
}
function renamed(name: string): Edit {
  return (one) => edit.renameStep(one, 'crop', name);
}
function noted(note: string): Edit {
  return (one) => edit.noteStep(one, 'crop', note);
}

describe.each(edits)('what is %s', (kind, change, other) => {
  it('is said of the one who did it, and once where both did', () => {
    expect(merged(change(base), base)).toEqual([`mine ${kind}`]);
    expect(merged(base, change(base))).toEqual([`theirs ${kind}`]);
    expect(merged(change(base), change(base))).toEqual([`both ${kind}`]);
  });

  it('is not said while it is a question', () => {
    const merge = mergePipelines(base, change(base), other(base));
    const said = merge.merged.map(({ change: { kind: one } }) => one);
    if (merge.conflicts.length > 0) expect(said).toEqual([]);
    else expect(said).toEqual([kind, 'changed']);
  });
});

it('asks of steps at one place, moves and removals before it says anything of them', () => {
  const at = (operation: string): Pipeline => edit.insertStep(base, step(operation), 2);
  expect(merged(at('sepia'), at('invert'))).toEqual([]);
  expect(merged(edit.moveStep(base, 'crop', 1), edit.moveStep(base, 'crop', 3))).toEqual([]);
  const gone = edit.removeStep(base, 'exposure');
  expect(merged(gone, stops(1)(base))).toEqual([]);
  expect(merged(stops(1)(base), gone)).toEqual([]);
});

it('takes what both have for the base where nobody knows it', () => {
  const mine = edit.insertStep(base, step('sepia'), 4);
  const theirs = edit.insertStep(base, step('invert'), 0);
  expect(merged(mine, theirs, null)).toEqual(['mine added', 'theirs added']);
  expect(merged(stops(1)(base), base, null)).toEqual([]);
});

it('says whose export settings they are', () => {
  const of = (quality: number | null) => {
    const initial = initialExportSettings();
    const jpeg = { ...initial.values['jpeg'], quality: quality ?? 0 };
    const settings = { ...initial, values: { ...initial.values, jpeg } };
    return { pipeline: base, settings: quality === null ? null : settings };
  };
  const said = (mine: number | null, theirs: number | null) =>
    mergeVersions(of(82), of(mine), of(theirs)).merged.map(
      ({ by, change }) => `${by} ${change.kind}`,
    );
  expect(said(70, 82)).toEqual(['mine settings']);
  expect(said(82, 70)).toEqual(['theirs settings']);
  expect(said(70, 70)).toEqual(['both settings']);
  expect(said(70, 90)).toEqual([]);
});
