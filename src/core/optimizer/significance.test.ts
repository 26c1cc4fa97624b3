import { describe, expect, it } from 'vitest';
import type { Pipeline, Step } from '../pipeline/pipeline';
import { initialValues } from '../operations/define';
import { operationsById } from '../operations/index';
import { randomNumbers } from '../testing/vips';
import {
  chanceOf,
  exactly,
  isClose,
  isHopeless,
  isRealGain,
  lessWork,
  sameWork,
} from './significance';
import { remarkOnOutcome } from './outcome';
import { remarksOn } from './remarks';

const stepOf = (operation: string, enabled: boolean, values = {}): Step => ({
  kind: 'known',
  id: operation,
  operation,
  enabled,
  values: { ...initialOf(operation), ...values },
});
const initialOf = (operation: string) => {
  const declared = operationsById.get(operation);
  return declared ? initialValues(declared) : {};
};

const alike = { mean: 0.995, worst: 0.9, maximumDifference: 30, wider: 0, higher: 0 };

describe('a gain', () => {
  const quick = [170, 171, 180, 169, 175];

  it('is real when it is large and beyond what chance does to the times', () => {
    expect(isRealGain([400, 410, 405, 407, 399], quick, sameWork)).toBe(true);
    expect(isRealGain([400, 410, 405, 401, 399], [395, 380, 390, 391, 394], sameWork)).toBe(false);
    // Less than 20 ms, though it is half.
    expect(isRealGain([30, 31, 30, 32, 30], [15, 15, 16, 15, 14], sameWork)).toBe(false);
  });

  it('is not real when only disturbances made the difference', () => {
    // One run that nothing disturbed was as quick before.
    expect(isRealGain([700, 205, 720, 690, 710], [200, 210, 205, 200, 201], sameWork)).toBe(false);
    expect(isRealGain([300, 900, 500, 700, 650], [250, 600, 800, 240, 500], sameWork)).toBe(false);
    // One disturbed run does not hide a gain.
    expect(isRealGain([400, 430, 900, 410, 405], [180, 390, 170, 175, 190], sameWork)).toBe(true);
  });

  it('is not real when each side varies by more than that', () => {
    // Large, quicker at its quickest, and in an order that chance seldom makes.
    const [before, after] = [
      [700, 760, 1000, 1400, 1500],
      [400, 410, 600, 699, 750],
    ];
    expect(chanceOf(before, after)).toBeLessThan(0.01);
    expect(isRealGain(before, after, sameWork)).toBe(false);
    // The same with a steadier picture before.
    expect(isRealGain([960, 980, 1000, 1010, 1020], after, sameWork)).toBe(true);
  });

  it('is seldom found between two of the same, however noisy the machine', () => {
    const random = randomNumbers(11);
    // Times of a machine that others use: at least 300 ms, often twice, at times many times as much.
    const noisy = () => Array.from({ length: 5 }, () => 300 / (0.05 + 0.95 * random()));
    const found = Array.from({ length: 2000 }, () => isRealGain(noisy(), noisy(), sameWork));
    expect(found.filter(Boolean).length).toBeLessThan(20);
  });

  it('needs more when there are few runs', () => {
    expect(isRealGain([4000, 4100, 4050], [2000, 2100, 2050], sameWork)).toBe(true);
    expect(isRealGain([4000, 4100, 4050], [3500, 3400, 3450], sameWork)).toBe(false);
    expect(isRealGain([4000, 4100], [2000, 2100], sameWork)).toBe(false);
  });

  it('has to be larger when it costs something', () => {
    const [before, after] = [
      [400, 402, 401, 403, 400],
      [340, 341, 342, 339, 340],
    ];
    expect(isRealGain(before, after, sameWork)).toBe(true);
    expect(isRealGain(before, after, lessWork)).toBe(false);
  });

  it('is given up early when the quickest runs show nothing of it', () => {
    expect(isHopeless([400, 410], [398, 500], sameWork)).toBe(true);
    expect(isHopeless([400, 410], [300, 500], sameWork)).toBe(false);
  });

  it('is chance as often as the table of the rank sum test says', () => {
    expect(chanceOf([6, 7, 8, 9, 10], [1, 2, 3, 4, 5])).toBeCloseTo(1 / 252, 12);
    expect(chanceOf([5, 7, 8, 9, 10], [1, 2, 3, 4, 6])).toBeCloseTo(2 / 252, 12);
    expect(chanceOf([1, 2, 3], [4, 5, 6])).toBe(1);
  });
});

describe('pictures', () => {
  it('are close enough by mean, worst block, single values and the size of the file', () => {
    expect(isClose(alike, null, sameWork)).toBe(true);
    expect(isClose({ ...alike, mean: 0.97 }, null, sameWork)).toBe(false);
    expect(isClose({ ...alike, worst: 0.5 }, null, sameWork)).toBe(false);
    expect(isClose(alike, null, exactly)).toBe(false);
    expect(isClose(alike, { before: 100, after: 120 }, sameWork)).toBe(false);
  });
});

describe('words', () => {
  it('say what else changes, and nothing when nothing does', () => {
    expect(remarkOnOutcome(alike, { before: 1000, after: 1001 })).toBe('');
    expect(remarkOnOutcome({ ...alike, higher: -1 }, { before: 100, after: 104 })).toBe(
      'The result is 1 px lower. The file grows by 4 %.',
    );
  });

  it('tell of steps that cost nothing', () => {
    const pipeline: Pipeline = {
      name: 'Test',
      steps: [
        stepOf('grain', false),
        stepOf('sepia', true),
        stepOf('exposure', true, { stops: 0 }),
        stepOf('median', false),
      ],
    };
    expect(remarksOn(pipeline)).toEqual([
      { title: 'Grain and Median are off', words: 'They cost nothing now.' },
      { title: 'Exposure changes nothing', words: 'Skipped at these values, so it costs nothing.' },
    ]);
  });
});
