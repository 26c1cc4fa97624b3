import { describe, expect, it } from 'vitest';
import { freeName } from './free-name';

describe('a name that is free', () => {
  it('is the name itself, or has a number behind it', () => {
    expect(freeName('Sky', new Set(), 20)).toBe('Sky');
    expect(freeName('Sky', new Set(['Sky', 'Sky (2)']), 20)).toBe('Sky (3)');
  });

  it('is never longer than is read back, however often the name is taken', () => {
    const taken = new Set<string>();
    for (let count = 0; count < 1_002; count += 1) {
      const free = freeName('n'.repeat(20), taken, 20);
      expect(taken).not.toContain(free);
      taken.add(free);
    }
    expect(Math.max(...[...taken].map(({ length }) => length))).toBe(20);
  });
});
