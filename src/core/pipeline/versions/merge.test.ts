import fc from '../../testing/properties';
import { describe, expect, it } from 'vitest';
import { writeDocument } from '../../documents/document';
import {
  type AnyEdit,
  anyEdit,
  anyTwoEdits,
  anyTwoOrders,
  applyEdit,
  named,
} from '../../testing/any-edits';
import { anyPipeline } from '../../testing/any-pipeline';
import { parsePipeline } from '../parse';
import type { Pipeline } from '../pipeline';
import type { Choice, Conflict, Merge } from './conflict';
import { mergePipelines } from './merge';
import { mirroredChoice, resolve } from './resolve';

const runs = { numRuns: 400 };

/** Two people at work: at anything, or at the order of steps alone. */
const anyTwo = fc.oneof(
  { weight: 2, arbitrary: anyTwoEdits },
  { weight: 1, arbitrary: anyTwoOrders },
);

/** Returns the pipeline after edits of these steps alone, which keep it as long as it is. */
const within = (from: Pipeline, ids: readonly string[], edits: readonly AnyEdit[]): Pipeline =>
  edits.reduce((pipeline, edit) => {
    const id = ids[Math.floor(edit.at * ids.length)];
    const index = pipeline.steps.findIndex((step) => step.id === id);
    const at = (index + 0.5) / pipeline.steps.length;
    return index < 0 ? pipeline : applyEdit(pipeline, { ...edit, at }, '');
  }, from);

const result = (merge: Merge): Pipeline => resolve(merge).pipeline;

/** Where ids were lost they are given back, so then they are not those that came. */
function expectSame(merge: Merge, expected: Pipeline): void {
  const unnamed = ({ steps, ...rest }: Pipeline) => ({
    ...rest,
    steps: steps.map(({ id: _id, ...step }) => step),
  });
  if (merge.baseIsGuess) expect(unnamed(result(merge))).toEqual(unnamed(expected));
  else expect(result(merge)).toEqual(expected);
}

/** Returns a choice for every conflict, by chance. */
const anyChoices = (conflicts: readonly Conflict[], dice: readonly number[]): Map<string, Choice> =>
  new Map(
    conflicts.map(({ id, choices }, index) => [
      id,
      choices[Math.floor((dice[index % dice.length] ?? 0) * choices.length)] ?? 'mine',
    ]),
  );

const dice = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
  minLength: 1,
  maxLength: 12,
});

function expectValid(pipeline: Pipeline): void {
  const read = parsePipeline(JSON.parse(JSON.stringify(writeDocument(pipeline))));
  expect(read).toEqual({ ok: true, value: pipeline });
}

describe('laws of merging', () => {
  it('takes what only one side did', () => {
    fc.assert(
      fc.property(anyTwo, ({ base, mine }) => {
        for (const merge of [mergePipelines(base, mine, base), mergePipelines(base, base, mine)]) {
          expect(merge.conflicts).toEqual([]);
          expectSame(merge, mine);
        }
      }),
      runs,
    );
  });

  it('takes once what both did alike', () => {
    fc.assert(
      fc.property(anyTwo, ({ base, mine }) => {
        const merge = mergePipelines(base, mine, mine);
        expect(merge.conflicts).toEqual([]);
        expectSame(merge, mine);
        expect(merge.merged.every(({ by }) => by === 'both')).toBe(true);
      }),
      runs,
    );
  });

  it('mirrors conflicts and choices, and comes to the same, when sides are swapped', () => {
    fc.assert(
      fc.property(anyTwo, dice, ({ base, mine, theirs }, thrown) => {
        const here = mergePipelines(base, mine, theirs);
        const there = mergePipelines(base, theirs, mine);
        const ids = (merge: Merge) => merge.conflicts.map(({ id }) => id).sort();
        expect(ids(there)).toEqual(ids(here));
        if (here.conflicts.length === 0) expect(result(there)).toEqual(result(here));
        const choices = anyChoices(here.conflicts, thrown);
        const mirrored = new Map([...choices].map(([id, one]) => [id, mirroredChoice(one)]));
        const [one, other] = [resolve(here, choices), resolve(there, mirrored)];
        expect(other.pipeline).toEqual(one.pipeline);
        expect(other.removed.length).toBe(one.removed.length);
      }),
      runs,
    );
  });

  it('comes to a valid pipeline whatever is chosen', () => {
    fc.assert(
      fc.property(anyTwo, dice, fc.boolean(), ({ base, mine, theirs }, thrown, known) => {
        const merge = mergePipelines(known ? base : null, mine, theirs);
        const { pipeline, steps, open } = resolve(merge, anyChoices(merge.conflicts, thrown));
        expectValid(pipeline);
        expect(open).toEqual([]);
        expect(steps.map(({ id }) => id)).toEqual(pipeline.steps.map(({ id }) => id));
        expectValid(result(merge));
      }),
      runs,
    );
  });

  it('comes to a valid pipeline for any three pipelines', () => {
    fc.assert(
      fc.property(anyPipeline, anyPipeline, anyPipeline, dice, (base, mine, theirs, thrown) => {
        const merge = mergePipelines(base, mine, theirs);
        expectValid(resolve(merge, anyChoices(merge.conflicts, thrown)).pipeline);
        expect(result(mergePipelines(base, mine, base))).toEqual(mine);
        expect(result(mergePipelines(base, base, mine))).toEqual(mine);
        expect(result(mergePipelines(base, mine, mine))).toEqual(mine);
      }),
      { numRuns: 200 },
    );
  });

  it('changes nothing when it is done again', () => {
    fc.assert(
      fc.property(anyTwo, dice, ({ base, mine, theirs }, thrown) => {
        const merge = mergePipelines(base, mine, theirs);
        const merged = resolve(merge, anyChoices(merge.conflicts, thrown)).pipeline;
        // What was merged has both sides for parents, so theirs is what both have in common now.
        const again = mergePipelines(theirs, merged, theirs);
        expect(again.conflicts).toEqual([]);
        expectSame(again, merged);
        if (merge.conflicts.length > 0) return;
        expectSame(mergePipelines(base, merged, theirs), merged);
      }),
      runs,
    );
  });

  it('keeps all that both did at different steps', () => {
    const edits = fc
      .array(anyEdit, { minLength: 1, maxLength: 8 })
      .map((list) => list.filter(({ kind }) => !['add', 'move', 'title', 'about'].includes(kind)));
    const anyBase = anyPipeline.map((pipeline) => named(pipeline));
    fc.assert(
      fc.property(anyBase, edits, edits, (base, one, other) => {
        const ids = base.steps.map(({ id }) => id);
        const own = ids.filter((_, index) => index % 2 === 0);
        const others = ids.filter((_, index) => index % 2 === 1);
        const merge = mergePipelines(base, within(base, own, one), within(base, others, other));
        expect(merge.conflicts).toEqual([]);
        expect(result(merge)).toEqual(within(within(base, own, one), others, other));
      }),
      runs,
    );
  });

  it('has every step once, whatever both did to the order', () => {
    fc.assert(
      fc.property(anyTwoOrders, dice, ({ base, mine, theirs }, thrown) => {
        const merge = mergePipelines(base, mine, theirs);
        const { pipeline } = resolve(merge, anyChoices(merge.conflicts, thrown));
        const ids = ({ steps }: Pipeline) => steps.map(({ id }) => id).sort();
        expect(ids(pipeline)).toEqual(ids(base));
      }),
      runs,
    );
  });

  it('keeps placeholders as they came', () => {
    fc.assert(
      fc.property(anyTwo, ({ base, mine, theirs }) => {
        const merge = mergePipelines(base, mine, theirs);
        const both = new Map<string, Choice>(merge.conflicts.map(({ id }) => [id, 'mine-theirs']));
        const kept = resolve(merge, both).pipeline.steps.flatMap((step) =>
          step.kind === 'placeholder' ? step.original : [],
        );
        const has = ({ steps }: Pipeline, id: string) => steps.some((step) => step.id === id);
        for (const step of [...mine.steps, ...theirs.steps]) {
          if (step.kind !== 'placeholder') continue;
          const isRemoved = has(base, step.id) && !(has(mine, step.id) && has(theirs, step.id));
          if (!isRemoved) expect(kept).toContain(step.original);
        }
      }),
      runs,
    );
  });

  it('merges what shares nothing without a base, and loses no step', () => {
    fc.assert(
      fc.property(anyPipeline, anyPipeline, (one, other) => {
        const [mine, theirs] = [named(one, 'a'), named(other, 'b')];
        const merge = mergePipelines(null, mine, theirs);
        expect(merge.baseIsGuess).toBe(true);
        const all = new Map<string, Choice>(
          merge.conflicts.map(({ id, kind }) => [id, kind === 'place' ? 'mine-theirs' : 'mine']),
        );
        const operations = resolve(merge, all).pipeline.steps.map(({ operation }) => operation);
        for (const { operation } of [...mine.steps, ...theirs.steps]) {
          expect(operations).toContain(operation);
        }
        expect(result(mergePipelines(null, mine, mine))).toEqual(mine);
      }),
      { numRuns: 200 },
    );
  });
});
