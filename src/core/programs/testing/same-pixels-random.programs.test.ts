import { expect, it } from 'vitest';
import { operations } from '../../operations/index';
import { describeRandomPipelines } from '../../testing/same-pixels';

describeRandomPipelines();

it('few operations are allowed to differ at all', () => {
  expect(operations.filter(({ tolerance }) => tolerance).length).toBeLessThanOrEqual(2);
});
