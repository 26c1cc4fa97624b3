import { expect, it } from 'vitest';
import { scrubbedTo } from './scrub';

it('takes two pixels a step where there are few, and 320 for a long range', () => {
  const few = { min: 0, max: 100, step: 1 };
  expect(scrubbedTo(50, 8, few)).toBe(54);
  expect(scrubbedTo(50, -8, few)).toBe(46);
  const many = { min: 0, max: 3200, step: 1 };
  expect(scrubbedTo(0, 160, many)).toBe(1600);
});

it('goes ten times as far with Shift, and stays within the range', () => {
  const range = { min: -4, max: 4, step: 0.05 };
  expect(scrubbedTo(0, 4, range)).toBe(0.1);
  expect(scrubbedTo(0, 4, range, true)).toBe(1);
  expect(scrubbedTo(0, 4000, range)).toBe(4);
  expect(scrubbedTo(0, -4000, range)).toBe(-4);
});
