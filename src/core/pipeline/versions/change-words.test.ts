import fc from '../../testing/properties';
import { describe, expect, it } from 'vitest';
import { operationsById } from '../../operations/index';
import { anyPipeline } from '../../testing/any-pipeline';
import { differences, valuesInWords } from './change-words';
import * as edit from '../edit';
import { emptyPipeline, type Pipeline } from '../pipeline';

const step = (operation: string) => {
  const known = operationsById.get(operation);
  if (!known) throw new Error(operation);
  return edit.newStep(known, operation);
};
const base: Pipeline = {
  ...emptyPipeline,
  steps: ['crop', 'exposure', 'sharpen'].map(step),
};

it('names of a step what is not as a new step has it', () => {
  expect(valuesInWords(step('exposure'))).toMatch(/^Exposure 0 EV, /);
  const [, changed] = edit.changeValues(base, 'exposure', { protection: 60 }).steps;
  expect(changed && valuesInWords(changed)).toBe('Highlight recovery 60 %');
});

describe('differences', () => {
  it.each<[string, Pipeline, string[]]>([
    ['nothing', base, []],
    [
      'a value',
      edit.changeValues(base, 'exposure', { stops: 1 }),
      ['Exposure: Exposure 0 EV → +1 EV'],
    ],
    ['a switch', edit.enableStep(base, 'sharpen', false), ['Sharpen switched off']],
    ['a removal', edit.removeStep(base, 'crop'), ['Crop removed']],
    ['an addition', edit.insertStep(base, step('flip'), 1), ['Flip added as step 2']],
    ['a move', edit.moveStep(base, 'crop', 2), ['Crop moved to step 3']],
    ['a name', edit.renameStep(base, 'crop', 'Tight'), ['Crop renamed Tight']],
    ['a note', edit.noteStep(base, 'crop', 'why'), ['Crop: note changed']],
    ['the title', edit.renamePipeline(base, 'Look'), ['Called “Look” instead of “Untitled”']],
    [
      'an area',
      edit.changeValues(base, 'crop', { area: { left: 0, top: 0, width: 0.5, height: 0.5 } }),
      [expect.stringMatching(/^Crop: /) as string],
    ],
  ])('tells %s', (_, after, words) => {
    expect(differences(base, after)).toEqual(words);
  });

  it('tells something of any two pipelines that do different things, and nothing of one', () => {
    fc.assert(
      fc.property(anyPipeline, anyPipeline, (one, other) => {
        expect(differences(one, one)).toEqual([]);
        const same = JSON.stringify(one.steps) === JSON.stringify(other.steps);
        if (!same && one.steps.every(({ kind }) => kind === 'known')) {
          expect(differences(one, other).length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 100 },
    );
  });
});
