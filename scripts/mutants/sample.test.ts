import { describe, expect, it } from 'vitest';
import { drawn, planned, score } from './sample.mjs';

describe('the sample of mutants', () => {
  const items = Array.from({ length: 50 }, (_, place) => place);

  it('is the same for the same seed, in order, and none twice', () => {
    const sample = drawn(items, 10, 1);
    expect(drawn(items, 10, 1)).toEqual(sample);
    expect(drawn(items, 10, 2)).not.toEqual(sample);
    expect(new Set(sample).size).toBe(10);
    expect(sample).toEqual(sample.toSorted((a, b) => a - b));
  });

  it('draws every item about as often', () => {
    const times = items.map(() => 0);
    for (let seed = 0; seed < 500; seed += 1) {
      for (const item of drawn(items, 10, seed)) times[item] = (times[item] ?? 0) + 1;
    }
    expect(Math.min(...times)).toBeGreaterThan(60);
    expect(Math.max(...times)).toBeLessThan(150);
  });

  it('is all of them when there are no more', () => {
    expect(drawn(items, 300, 1)).toEqual(items);
  });
});

describe('the plan', () => {
  const reached = [
    {
      file: 'slow.test.ts',
      onLoad: {},
      tests: [
        { id: 'long', ms: 900, covers: { a: 1 } },
        { id: 'short', ms: 300, covers: { a: 2, b: 1 } },
      ],
    },
    { file: 'quick.test.ts', onLoad: { c: 1 }, tests: [{ id: 'only', ms: 2, covers: { b: 5 } }] },
  ];

  it('asks the tests that reach a mutant, cheap files first', () => {
    expect(planned(reached, new Set(['a', 'b', 'c']), 0, 1000)).toEqual([
      {
        file: 'quick.test.ts',
        mutants: [
          { id: 'b', tests: ['only'], hits: 5 },
          // Reached by loading the file, so that every test may notice.
          { id: 'c', tests: ['only'], hits: 1 },
        ],
      },
      {
        file: 'slow.test.ts',
        mutants: [
          { id: 'a', tests: ['short'], hits: 3 },
          { id: 'b', tests: ['short'], hits: 1 },
        ],
      },
    ]);
  });

  it('asks the dear tests later, and those about what lives alone', () => {
    expect(planned(reached, new Set(['a']), 1000, 8000)).toEqual([
      { file: 'slow.test.ts', mutants: [{ id: 'a', tests: ['long'], hits: 3 }] },
    ]);
  });
});

describe('the score', () => {
  it('counts what no test reaches as alive, and what changes nothing not at all', () => {
    expect(score(['killed', 'timeout', 'survived', 'unreached', 'equal'])).toEqual({
      valid: 4,
      found: 2,
      percent: 50,
    });
  });

  it('is never rounded up to what was asked for', () => {
    expect(score([...Array<string>(2999).fill('killed'), 'survived']).percent).toBe(99.9);
  });
});
