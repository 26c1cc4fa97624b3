import { expect, it } from 'vitest';
import { workOf } from './work';

/** Quadratic by loops alone: nothing is called, and nothing searched. */
function pairs(length: number): number {
  let sum = 0;
  for (let one = 0; one < length; one += 1) {
    for (let other = 0; other < length; other += 1) sum += one ^ other;
  }
  return sum;
}

it('counts the rounds of loops in a function that has run before', async () => {
  pairs(1000);
  const work = await workOf(() => pairs(100));
  expect(work).toBeGreaterThan(10_000);
  expect(await workOf(() => pairs(200))).toBeGreaterThan(3.5 * work);
});
