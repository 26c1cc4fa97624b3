import { describe, expect, it } from 'vitest';
import { preparedExportInWords, quietInWords, spanInWords } from './job-words';

describe('how long a job takes, in words', () => {
  it('is exact for what has passed', () => {
    expect([0, 40, 60, 150].map(spanInWords)).toEqual(['0 s', '40 s', '1 min', '2 min 30 s']);
    expect(quietInWords(40)).toBe('No progress is known, 40 s so far');
  });

  it('is rough for what will be, and nothing for what is short', () => {
    expect([0, 7.9].map(preparedExportInWords)).toEqual([null, null]);
    expect([8, 14, 36, 54, 56, 100, 540, 580, 1_300].map(preparedExportInWords)).toEqual([
      'about 10 s',
      'about 10 s',
      'about 40 s',
      'about 50 s',
      'about 1 min',
      'about 2 min',
      'about 9 min',
      'about 10 min',
      'about 20 min',
    ]);
  });
});
