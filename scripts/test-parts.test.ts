import { describe, expect, it } from 'vitest';
import { chosenParts, testParts } from './test-parts.mjs';

describe('the parts of npm test', () => {
  it('are all of them unless some are named', () => {
    expect(chosenParts([])).toEqual({ parts: testParts, shard: [] });
    expect(chosenParts(['--only=unit,build']).parts).toEqual(['unit', 'build']);
    expect(chosenParts(['--only=browser', '--shard=1/2'])).toEqual({
      parts: ['browser'],
      shard: ['--shard=1/2'],
    });
  });

  it('refuse what is no part, instead of running nothing', () => {
    expect(() => chosenParts(['--only=units'])).toThrow('npm test has no part "units"');
    expect(() => chosenParts(['--onyl=unit'])).toThrow();
  });
});
