import fc from '../../testing/properties';
import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../../formats/settings';
import { operationsById } from '../../operations/index';
import { limits } from '../../base/limits';
import { anyTwoEdits, anyTwoOrders, named } from '../../testing/any-edits';
import { anyPipeline } from '../../testing/any-pipeline';
import * as edit from '../edit';
import { emptyPipeline, type Pipeline, type Step } from '../pipeline';
import {
  type Change,
  changeKey,
  changesBetween,
  changesBetweenVersions,
  groupChanges,
} from './changes';
import { takeChange } from './take-change';

const step = (operation: string, id = operation): Step => {
  const known = operationsById.get(operation);
  if (!known) throw new Error(operation);
  return edit.newStep(known, id);
};
const base: Pipeline = {
  ...emptyPipeline,
  steps: ['crop', 'exposure', 'sharpen'].map((id) => step(id)),
};

/** Takes changes one by one; each must apply. */
const takeAll = (from: Pipeline, changes: readonly Change[]): Pipeline =>
  changes.reduce((pipeline, change) => {
    const taken = takeChange(pipeline, change);
    // What is so already after another change needs no taking: a move may have put it right.
    if (!taken.ok && taken.error === 'nothing-to-do' && change.kind === 'moved') return pipeline;
    if (!taken.ok) throw new Error(`${changeKey(change)}: ${taken.error}`);
    return taken.value;
  }, from);

describe('changes between two pipelines', () => {
  it('lead from the one to the other when all are taken', () => {
    const anyPair = fc.oneof(
      anyTwoEdits.map(({ base: one, mine }) => [one, mine] as const),
      anyTwoEdits.map(({ mine, theirs }) => [mine, theirs] as const),
      anyTwoOrders.map(({ mine, theirs }) => [mine, theirs] as const),
      fc.tuple(anyPipeline, anyPipeline),
      fc.tuple(
        anyPipeline,
        anyPipeline.map((pipeline) => named(pipeline)),
      ),
    );
    fc.assert(
      fc.property(anyPair, ([one, other]) => {
        const changes = changesBetween(one, other);
        expect(takeAll(one, changes)).toEqual(other);
        expect(new Set(changes.map(changeKey)).size).toBe(changes.length);
        expect(changesBetween(other, other)).toEqual([]);
        expect(groupChanges(changes).flatMap((group) => group.changes).length).toBe(changes.length);
      }),
      { numRuns: 800 },
    );
  });

  it('tells each with what was and what is', () => {
    const exposed = edit.changeValues(base, 'exposure', { stops: 1 });
    expect(changesBetween(base, exposed)).toEqual([
      { kind: 'changed', step: exposed.steps[1], parameter: 'stops', from: 0, to: 1 },
    ]);
    const flipped = edit.insertStep(edit.removeStep(base, 'crop'), step('flip'), 1);
    expect(changesBetween(base, flipped)).toEqual([
      { kind: 'removed', step: base.steps[0], place: 0 },
      { kind: 'added', step: flipped.steps[1], place: 1, after: ['exposure'] },
    ]);
    const moved = edit.moveStep(base, 'crop', 2);
    expect(changesBetween(base, moved)).toEqual([
      { kind: 'moved', step: base.steps[0], from: 0, to: 2, after: ['sharpen', 'exposure'] },
    ]);
    const renamed = edit.noteStep(edit.renameStep(base, 'crop', 'Tight'), 'crop', 'why');
    expect(changesBetween(base, renamed).map(({ kind }) => kind)).toEqual(['renamed', 'noted']);
    const switched = edit.enableStep(
      edit.changeValues(base, 'crop', { aspect: '1:1' }),
      'crop',
      false,
    );
    const groups = groupChanges(changesBetween(base, switched));
    expect(groups.map(({ changes }) => changes.map(({ kind }) => kind))).toEqual([
      ['switched', 'changed'],
    ]);
  });

  it('tells when export settings are others', () => {
    const settings = initialExportSettings();
    const [one, other] = [
      { pipeline: base, settings },
      { pipeline: base, settings: { ...settings, format: 'png' } },
    ];
    expect(changesBetweenVersions(one, one)).toEqual([]);
    const [change] = changesBetweenVersions(one, other);
    expect(change).toMatchObject({ kind: 'settings' });
    expect(change && takeChange(base, change)).toEqual({ ok: false, error: 'settings' });
  });
});

describe('a change that is taken', () => {
  const only = (from: Pipeline, to: Pipeline): Change => {
    const [change, more] = changesBetween(from, to);
    if (!change || more) throw new Error('not one change');
    return change;
  };

  it('finds its place although other steps are there', () => {
    const change = only(base, edit.insertStep(base, step('flip'), 2));
    const now = edit.insertStep(edit.removeStep(base, 'exposure'), step('box-blur', 'blur'), 0);
    const taken = takeChange(now, change);
    expect(taken.ok && taken.value.steps.map(({ id }) => id)).toEqual([
      'blur',
      'crop',
      'flip',
      'sharpen',
    ]);
  });

  it.each<[string, Change, Pipeline]>([
    [
      'nothing-to-do',
      only(base, edit.changeValues(base, 'exposure', { stops: 1 })),
      edit.changeValues(base, 'exposure', { stops: 1 }),
    ],
    [
      'nothing-to-do',
      only(base, edit.insertStep(base, step('flip'))),
      edit.insertStep(base, step('flip'), 0),
    ],
    [
      'no-step',
      only(base, edit.changeValues(base, 'exposure', { stops: 1 })),
      edit.removeStep(base, 'exposure'),
    ],
    ['no-step', only(base, edit.removeStep(base, 'exposure')), edit.removeStep(base, 'exposure')],
    [
      'other-step',
      only(base, edit.changeValues(base, 'exposure', { stops: 1 })),
      { ...base, steps: [step('flip', 'exposure')] },
    ],
    [
      'other-step',
      only(base, edit.insertStep(base, step('flip'))),
      { ...base, steps: [step('box-blur', 'flip')] },
    ],
    [
      'full',
      only(base, edit.insertStep(base, step('flip'))),
      {
        ...base,
        steps: Array.from({ length: limits.document.steps }, (_, index) =>
          step('box-blur', `s${index}`),
        ),
      },
    ],
    [
      'unknown-value',
      { kind: 'changed', step: step('exposure'), parameter: 'stops', from: 0, to: 99 },
      base,
    ],
    [
      'unknown-value',
      { kind: 'changed', step: step('exposure'), parameter: 'magic', from: 0, to: 1 },
      base,
    ],
  ])('says why it does not apply: %s', (reason, change, now) => {
    expect(takeChange(now, change)).toEqual({ ok: false, error: reason });
  });
});
