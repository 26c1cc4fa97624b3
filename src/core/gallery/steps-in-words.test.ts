import { describe, expect, it } from 'vitest';
import { operationsById } from '../operations/index';
import { pipelineOf } from '../testing/gallery-entries';
import { stepsInWords } from './steps-in-words';

describe('the steps of a finished picture', () => {
  it('tells each step by what it did, and which are off', () => {
    const pipeline = pipelineOf('sepia', 'invert', 'vibrance');
    const [sepia, invert, vibrance] = pipeline.steps;
    const neutral = operationsById.get('vibrance')?.neutral;
    if (!sepia || invert?.kind !== 'known' || vibrance?.kind !== 'known' || !neutral) {
      throw new Error('steps');
    }
    const off = { ...invert, enabled: false, name: 'Negative' };
    const steps = [sepia, off, { ...vibrance, values: neutral }];
    const words = stepsInWords({ ...pipeline, steps });
    expect(words.length).toBe(3);
    expect(words[0]).toMatch(/brown/);
    expect(words[1]).toBe('Negative is off.');
    expect(words[2]).toMatch(/Changes nothing\.$/);
  });
});
