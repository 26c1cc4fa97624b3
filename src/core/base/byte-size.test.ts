import { describe, expect, it } from 'vitest';
import { formatBytes, formatBytesAbove } from './byte-size';

describe('formatBytes', () => {
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
    expect(formatBytes(bytes)).toBe(words);
  });
});

describe('formatBytesAbove', () => {
  it('tells bytes from a limit that would read the same', () => {
    expect(formatBytesAbove(300_000_000, 268_435_456)).toBe('300 MB');
    expect(formatBytesAbove(268_435_457, 268_435_456)).toBe('268,435,457 bytes, 1 too many');
  });
});
