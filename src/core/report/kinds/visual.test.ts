import { describe, expect, it } from 'vitest';
import { operations } from '../../operations/index';
import { reportContent } from '../../testing/answers/report-content';
import { visualReport } from './visual';

/** Returns what the original is called beside the result of a pipeline of one operation. */
function originalAfter(id: string, state: 'on' | 'off' = 'on'): string | undefined {
  const content = reportContent();
  const [first] = content.facts.steps;
  if (!first) throw new Error('the report has no step');
  const facts = { ...content.facts, steps: [{ ...first, operation: id, state }] };
  const block = visualReport({ ...content, facts }).blocks.find(({ kind }) => kind === 'compare');
  return block?.kind === 'compare' ? block.before.caption : undefined;
}

describe('the original in a visual report', () => {
  it.each(operations.map(({ id, reshapes }) => [id, reshapes] as const))(
    'says whether it was given the shape of the result: %s',
    (id, reshapes) => {
      const expected = reshapes ? 'Original, in the shape of the result' : 'Original';
      expect(originalAfter(id)).toBe(expected);
      expect(originalAfter(id, 'off')).toBe('Original');
    },
  );

  it('is given it by borders and shadows too, which are effects', () => {
    expect(originalAfter('border')).toContain('shape of the result');
    expect(originalAfter('drop-shadow')).toContain('shape of the result');
  });
});
