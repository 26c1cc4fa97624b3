import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { exposure } from '../operations/light/exposure';
import * as edit from './edit';
import { emptyPipeline, type Pipeline } from './pipeline';

const three: Pipeline = ['a', 'b', 'c'].reduce<Pipeline>(
  (pipeline, id) => edit.insertStep(pipeline, edit.newStep(exposure, id)),
  emptyPipeline,
);
const ids = (pipeline: Pipeline) => pipeline.steps.map(({ id }) => id).join('');

describe('edits of a pipeline', () => {
  it('leave the pipeline they start from as it was', () => {
    const before = JSON.stringify(three);
    edit.moveStep(three, 'a', 2);
    edit.removeStep(three, 'a');
    edit.changeValues(three, 'a', { stops: 2 });
    edit.renameStep(three, 'a', 'x');
    expect(JSON.stringify(three)).toBe(before);
  });

  it('move a step to where it should stand', () => {
    expect(ids(edit.moveStep(three, 'a', 2))).toBe('bca');
    expect(ids(edit.moveStep(three, 'c', 0))).toBe('cab');
    expect(ids(edit.moveStep(three, 'b', 99))).toBe('acb');
    expect(edit.moveStep(three, 'a', -1)).toBe(three);
    expect(edit.moveStep(three, 'nobody', 1)).toBe(three);
  });

  it('duplicate a step right behind it, with an id of its own', () => {
    expect(ids(edit.duplicateStep(three, 'b', 'x'))).toBe('abxc');
  });

  it('give new steps ids that do not collide', () => {
    const many = new Set(Array.from({ length: 10_000 }, () => edit.newStepId()));
    expect(many.size).toBe(10_000);
  });

  it('change, reset and rename one step only', () => {
    const changed = edit.changeValues(three, 'b', { stops: 2 });
    expect(changed.steps.map((s) => (s.kind === 'known' ? s.values.stops : null))).toEqual([
      0, 2, 0,
    ]);
    expect(edit.resetStep(changed, 'b', exposure)).toEqual(three);
    const shown = edit.exampleStep(three, 'b', exposure).steps[1];
    expect(shown?.kind === 'known' && shown.values).toEqual(exposure.example.values);
    const renamed = edit.renameStep(three, 'b', '  Face ');
    expect(renamed.steps[1]?.name).toBe('Face');
    expect(edit.renameStep(renamed, 'b', ' ')).toEqual(three);
  });

  it('do not grow a pipeline past its limit', () => {
    let full = emptyPipeline;
    for (let index = 0; index < limits.document.steps; index += 1) {
      full = edit.insertStep(full, edit.newStep(exposure));
    }
    expect(full.steps).toHaveLength(limits.document.steps);
    expect(edit.insertStep(full, edit.newStep(exposure))).toBe(full);
  });

  it('refuse an empty name for the pipeline', () => {
    expect(edit.renamePipeline(three, '   ')).toBe(three);
    expect(edit.renamePipeline(three, ' Warm ').name).toBe('Warm');
  });
});

describe('what people type', () => {
  it('is cut to what the reader takes, and never through a character', () => {
    const cut = 'n'.repeat(limits.document.nameLength - 1);
    const long = `${cut}\u{1f600}`;
    expect(edit.renamePipeline(three, long).name).toBe(cut);
    expect(edit.renameStep(three, 'a', long).steps[0]?.name).toBe(cut);
    expect(edit.renameStep(three, 'a', '\ud800').steps[0]?.name).toBe('\ufffd');
  });
});
