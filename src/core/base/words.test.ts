import { describe, expect, it } from 'vitest';
import { bytesAbove, bytesInWords, count, listed, number, shareInWords } from './words';

describe('bytesInWords', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 KB'],
    [9_949, '9.9 KB'],
    [9_951, '10 KB'],
    [412_300, '412 KB'],
    [999_600, '1.0 MB'],
    [2_400_000, '2.4 MB'],
    [3_200_000_000, '3.2 GB'],
    [-5, '0 B'],
  ])('writes %d as %s', (bytes, words) => {
    expect(bytesInWords(bytes)).toBe(words);
  });
});

describe('bytesAbove', () => {
  it('tells bytes from a limit that would read the same', () => {
    expect(bytesAbove(300_000_000, 268_435_456)).toBe('300 MB');
    expect(bytesAbove(268_435_457, 268_435_456)).toBe('268,435,457 bytes, 1 too many');
  });
});

describe('amounts', () => {
  it('says a count with its noun', () => {
    expect(count(1, 'step')).toBe('1 step');
    expect(count(0, 'step')).toBe('0 steps');
    expect(count(1200, 'preset')).toBe('1,200 presets');
    expect(count(2, 'copy', 'copies')).toBe('2 copies');
  });

  it('parts thousands and keeps decimals', () => {
    expect([1920, 0.125, -1_000_000].map(number)).toEqual(['1,920', '0.125', '-1,000,000']);
  });

  it('lists names', () => {
    expect([[], ['A'], ['A', 'B'], ['A', 'B', 'C']].map(listed)).toEqual([
      '',
      'A',
      'A and B',
      'A, B and C',
    ]);
  });

  it('says a share, and a tiny one as something', () => {
    expect([0, 0.0004, 0.0995, 0.5].map(shareInWords)).toEqual(['0 %', '<0.1 %', '10 %', '50 %']);
  });
});
