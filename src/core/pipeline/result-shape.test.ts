import { describe, expect, it } from 'vitest';
import { operationsById } from '../operations/index';
import { newStep } from './edit';
import type { Pipeline } from './pipeline';
import { resultOf } from './result-shape';

const photo = { width: 3872, height: 2592 };
const steps = (...ids: string[]): Pipeline => ({
  name: 'x',
  steps: ids.flatMap((id) => {
    const operation = operationsById.get(id);
    return operation ? [newStep(operation, id)] : [];
  }),
});

describe('the size of the result', () => {
  const flipped = { width: 1000, height: 800 };
  const reports = new Map([['flip', flipped]]);

  it('is what the last working step reported, or the size of the picture', () => {
    expect(resultOf(steps('flip'), reports, photo)).toEqual(flipped);
    expect(resultOf(steps(), reports, photo)).toEqual(photo);
    expect(resultOf(steps(), reports, null)).toBeNull();
    expect(resultOf(steps('flip'), reports, null)).toBeNull();
  });

  it('passes over steps that do nothing', () => {
    const pipeline = steps('flip', 'invert');
    const off = pipeline.steps.map((step) =>
      step.kind === 'known' ? { ...step, enabled: step.operation === 'flip' } : step,
    );
    expect(resultOf({ ...pipeline, steps: off }, reports, photo)).toEqual(flipped);
  });

  it('is unknown while the last working step has not been computed', () => {
    expect(resultOf(steps('flip'), new Map(), photo)).toBeNull();
    expect(resultOf(steps('flip', 'invert'), reports, photo)).toBeNull();
  });
});
