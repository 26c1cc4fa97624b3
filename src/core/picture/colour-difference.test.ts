import { describe, expect, it } from 'vitest';
import { colourDifference, differenceOfPixels, placeInWords } from './colour-difference';

describe('colourDifference', () => {
  // From the test data of Sharma, Wu and Dalal, which meet every branch of the formula.
  it.each([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
    [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
    [[50, -0.001, 2.49], [50, 0.0009, -2.49], 4.8045],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[50, 2.5, 0], [56, -27, -3], 31.903],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
    [[90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ])('%j and %j are %d apart, whichever comes first', (one, other, expected) => {
    expect(colourDifference(one, other)).toBeCloseTo(expected, 4);
    expect(colourDifference(other, one)).toBeCloseTo(expected, 4);
  });
});

const grey = (...levels: number[]) =>
  Uint8ClampedArray.from(levels.flatMap((level) => [level, level, level, 255]));

describe('differenceOfPixels', () => {
  it('finds nothing where nothing differs', () => {
    const same = differenceOfPixels(grey(0, 90, 255), grey(0, 90, 255), 3);
    expect(same).toMatchObject({ average: 0, largest: 0, stops: 0 });
  });

  it('tells the mean, the largest and where that is', () => {
    // Black and white are 100 apart.
    const found = differenceOfPixels(grey(0, 0, 0, 0, 0, 0), grey(0, 0, 0, 0, 0, 255), 3);
    expect(found?.largest).toBeCloseTo(100, 1);
    expect(found?.average).toBeCloseTo(100 / 6, 1);
    expect(found?.at).toEqual({ x: 2.5 / 3, y: 0.75 });
  });

  it('counts double light as one stop', () => {
    // 188 has about half the light of 255 in sRGB.
    expect(differenceOfPixels(grey(188), grey(255), 1)?.stops).toBeCloseTo(1, 1);
    expect(differenceOfPixels(grey(255), grey(188), 1)?.stops).toBeCloseTo(-1, 1);
  });

  it('does not compare pictures of other sizes', () => {
    expect(differenceOfPixels(grey(1), grey(1, 2), 1)).toBeNull();
    expect(differenceOfPixels(grey(), grey(), 0)).toBeNull();
  });
});

describe('placeInWords', () => {
  it.each([
    [0.1, 0.1, 'upper left'],
    [0.5, 0.5, 'middle'],
    [0.9, 0.5, 'right'],
    [0.5, 0.9, 'lower middle'],
  ])('%d, %d is %s', (x, y, words) => expect(placeInWords({ x, y })).toBe(words));
});
