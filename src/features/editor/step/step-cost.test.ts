import { expect, it } from 'vitest';
import { formatTime, summary } from './step-cost';

it('shows times with few digits and never as 0', () => {
  expect([0.2, 1, 8.6, 999.4, 999.6, 1240].map(formatTime)).toEqual([
    '<1 ms',
    '1 ms',
    '9 ms',
    '999 ms',
    '1.0 s',
    '1.2 s',
  ]);
});

it('sums up the pipeline', () => {
  expect(summary(5, 61.2)).toBe('5 steps · 61 ms');
  expect(summary(1, 0)).toBe('1 step');
  expect(summary(0, 0)).toBe('0 steps');
});
