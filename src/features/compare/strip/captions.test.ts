import { describe, expect, it } from 'vitest';
import type { Pipeline, Step } from '../../../core/pipeline/pipeline';
import { shareInWords } from '../../../core/base/words';
import { resultCaption, shotsOf, zoomText } from './captions';

const step = (id: string, enabled = true): Step => ({
  kind: 'known',
  id,
  operation: 'exposure',
  enabled,
  values: {},
});
const pipeline: Pipeline = { name: 'Test', steps: [step('a'), step('b', false), step('c')] };

describe('shotsOf', () => {
  it('numbers steps as the list does and leaves out those that are off', () => {
    expect(shotsOf(pipeline, ({ id }) => id.toUpperCase())).toEqual([
      { id: 'source', label: 'Original' },
      { id: 'a', label: '1 A' },
      { id: 'c', label: '3 C' },
    ]);
  });
});

describe('resultCaption', () => {
  it('names the last step that has an effect', () => {
    expect(resultCaption(pipeline, null)).toBe('Result after step 3');
    expect(resultCaption(pipeline, 'a')).toBe('Result after step 1');
    expect(resultCaption(pipeline, 'b')).toBe('Result after step 1');
  });

  it('does not claim a step where there is none', () => {
    expect(resultCaption(pipeline, 'source')).toBe('Original');
    expect(resultCaption({ name: 'Empty', steps: [] }, null)).toBe('Result');
    expect(resultCaption({ name: 'Off', steps: [step('a', false)] }, null)).toBe('Result');
  });
});

describe('numbers in words', () => {
  it.each([
    [0.384, '38 %'],
    [1, '100 %'],
    [0.0234, '2.3 %'],
    [16, '1600 %'],
  ])('writes a zoom of %d as %s', (zoom, text) => expect(zoomText(zoom)).toBe(text));

  it.each([
    [0, '0 %'],
    [0.0004, '<0.1 %'],
    [0.021, '2.1 %'],
    [0.354, '35 %'],
  ])('writes a share of %d as %s', (share, text) => expect(shareInWords(share)).toBe(text));
});
