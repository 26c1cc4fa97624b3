import { expect, it } from 'vitest';
import { scrubbedTo } from './scrub';

it('takes two pixels a step where there are few, and 320 for a long range', () => {
  const few = { min: 0, max: 100, step: 1 };
  expect(scrubbedTo(50, 8, few, 'linear')).toBe(54);
  expect(scrubbedTo(50, -8, few, 'linear')).toBe(46);
  const many = { min: 0, max: 3200, step: 1 };
  expect(scrubbedTo(0, 160, many, 'linear')).toBe(1600);
});

it('goes ten times as far with Shift, and stays within the range', () => {
  const range = { min: -4, max: 4, step: 0.05 };
  expect(scrubbedTo(0, 4, range, 'linear')).toBe(0.1);
  expect(scrubbedTo(0, 4, range, 'linear', true)).toBe(1);
  expect(scrubbedTo(0, 4000, range, 'linear')).toBe(4);
  expect(scrubbedTo(0, -4000, range, 'linear')).toBe(-4);
});

it('goes along a logarithmic scale by ratios, so that small numbers can be found', () => {
  const sizes = { min: 1, max: 1_000_000, step: 1 };
  expect(scrubbedTo(1, 160, sizes, 'logarithmic')).toBe(1000);
  expect(scrubbedTo(1000, -160, sizes, 'logarithmic')).toBe(1);
  const one = scrubbedTo(500, 1, sizes, 'logarithmic');
  expect(one).toBeGreaterThan(510);
  expect(one).toBeLessThan(530);
});

it('stays where a range has one value alone', () => {
  expect(scrubbedTo(3, 20, { min: 3, max: 3, step: 1 }, 'linear')).toBe(3);
});
