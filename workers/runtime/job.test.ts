import { expect, it } from 'vitest';
import { jobCells } from '../../src/core/engine/job-cells';
import { jobForTest } from '../testing/index';

it('tells progress as a share of the whole, within the part that stages fill', () => {
  const { job, cells } = jobForTest();
  const told = () => Atomics.load(cells, jobCells.progress);
  job.stage(0.2, 1);
  expect(told()).toBe(200);
  job.within(0.5, 0.7);
  expect(told()).toBe(500);
  job.stage(0.5, 1);
  expect(told()).toBe(600);
});
