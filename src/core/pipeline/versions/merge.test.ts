import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeDocument } from '../../documents/document';
import { anyTwoEdits, named } from '../../testing/any-edits';
import { anyPipeline } from '../../testing/any-pipeline';
import { parsePipeline } from '../parse';
import type { Pipeline } from '../pipeline';
import type { Choice, Conflict, Merge } from './conflict';
import { mergePipelines } from './merge';
import { mirroredChoice, resolve } from './resolve';

const runs = { numRuns: 1_500 };

const result = (merge: Merge): Pipeline => resolve(merge).pipeline;

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
      fc.property(anyTwoEdits, ({ base, mine }) => {
        for (const merge of [mergePipelines(base, mine, base), mergePipelines(base, base, mine)]) {
          expect(merge.conflicts).toEqual([]);
          expect(result(merge)).toEqual(mine);
        }
      }),
      runs,
    );
  });

  it('takes once what both did alike', () => {
    fc.assert(
      fc.property(anyTwoEdits, ({ base, mine }) => {
        const merge = mergePipelines(base, mine, mine);
        expect(merge.conflicts).toEqual([]);
        expect(result(merge)).toEqual(mine);
        expect(merge.merged.every(({ by }) => by === 'both')).toBe(true);
      }),
      runs,
    );
  });

  it('mirrors conflicts and choices, and comes to the same, when sides are swapped', () => {
    fc.assert(
      fc.property(anyTwoEdits, dice, ({ base, mine, theirs }, thrown) => {
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
      fc.property(anyTwoEdits, dice, fc.boolean(), ({ base, mine, theirs }, thrown, known) => {
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
      { numRuns: 500 },
    );
  });

  it('changes nothing when it is done again', () => {
    fc.assert(
      fc.property(anyTwoEdits, dice, ({ base, mine, theirs }, thrown) => {
        const merge = mergePipelines(base, mine, theirs);
        const merged = resolve(merge, anyChoices(merge.conflicts, thrown)).pipeline;
        // What was merged has both sides for parents, so theirs is what both have in common now.
        const again = mergePipelines(theirs, merged, theirs);
        expect(again.conflicts).toEqual([]);
        expect(result(again)).toEqual(merged);
        if (merge.conflicts.length > 0) return;
        const onOldBase = mergePipelines(base, merged, theirs);
        expect(result(onOldBase)).toEqual(merged);
      }),
      runs,
    );
  });

  it('keeps placeholders as they came', () => {
    fc.assert(
      fc.property(anyTwoEdits, ({ base, mine, theirs }) => {
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
      { numRuns: 500 },
    );
  });
});
