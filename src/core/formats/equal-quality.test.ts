import { describe, expect, it } from 'vitest';
import { lowestQuality } from './equal-quality';

describe('equal quality', () => {
  it('is the lowest quality that is as alike as wanted', async () => {
    const tried: number[] = [];
    const measure = (quality: number) => {
      tried.push(quality);
      return Promise.resolve({ mean: quality / 100 });
    };
    expect(await lowestQuality(0.73, measure)).toEqual({ mean: 0.73, quality: 73 });
    expect(tried.length).toBeLessThanOrEqual(8);
    expect((await lowestQuality(0.999, measure))?.quality).toBe(98);
    expect((await lowestQuality(0, measure))?.quality).toBe(10);
  });

  it('ends when it is stopped', async () => {
    expect(await lowestQuality(0.5, () => Promise.resolve(null))).toBeNull();
  });
});
