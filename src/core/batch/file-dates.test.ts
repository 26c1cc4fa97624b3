import { expect, it } from 'vitest';
import { dateOf, fileDateIn } from './file-dates';

const modified = new Date(2024, 4, 17, 10, 20, 30);
const now = new Date(2026, 0, 1);
const taken = { year: 2019, month: 12, day: 31, hour: 23, minute: 59, second: 58 };

it('is the date of the file, or that of the shot where that is known', () => {
  expect(dateOf('source', modified.getTime(), taken, now)).toEqual(modified);
  expect(dateOf('taken', modified.getTime(), taken, now)).toEqual(
    new Date(2019, 11, 31, 23, 59, 58),
  );
  expect(dateOf('taken', modified.getTime(), null, now)).toEqual(modified);
  expect(dateOf('source', null, taken, now)).toEqual(now);
});

it('is that of the file in runs that were stored before there was a choice', () => {
  expect(fileDateIn('taken')).toBe('taken');
  expect(fileDateIn(undefined)).toBe('source');
});
