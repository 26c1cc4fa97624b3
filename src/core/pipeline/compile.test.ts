import { describe, expect, it } from 'vitest';
import { operationsById } from '../operations/index';
import { upTo } from './compile';
import { newStep } from './edit';
import type { Pipeline } from './pipeline';

const pipeline: Pipeline = {
  name: 'Three',
  steps: ['flip', 'sepia', 'invert'].flatMap((id) => {
    const operation = operationsById.get(id);
    return operation ? [newStep(operation, id)] : [];
  }),
};
const ids = (until: string | null): string[] => upTo(pipeline, until).steps.map(({ id }) => id);

describe('a pipeline up to a step', () => {
  it('ends with that step', () => {
    expect(ids('flip')).toEqual(['flip']);
    expect(ids('invert')).toEqual(['flip', 'sepia', 'invert']);
  });

  it('is empty for the source, and whole for no step in particular', () => {
    expect(ids('source')).toEqual([]);
    expect(upTo(pipeline, null)).toBe(pipeline);
  });

  it('is whole for a step that is not there any more', () => {
    expect(upTo(pipeline, 'gone')).toBe(pipeline);
  });
});
