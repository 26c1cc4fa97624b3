import fc from '../../core/testing/properties';
import { describe, expect, it } from 'vitest';
import { fromPosition, snap, steppedByKey, toPosition, type NumberRange } from './numbers';

const stops: NumberRange = { min: -5, max: 5, step: 0.05 };

describe('snap', () => {
  it('leaves no floating-point dust behind', () => {
    expect(snap(0.1 + 0.2, { min: 0, max: 1, step: 0.1 })).toBe(0.3);
    expect(snap(0.351, stops)).toBe(0.35);
  });

  it('stays inside the range and reaches both ends', () => {
    const uneven = { min: 1, max: 10, step: 4 };
    expect([snap(-3, uneven), snap(99, uneven), snap(8.9, uneven)]).toEqual([1, 10, 9]);
  });

  it('takes very small steps', () => {
    expect(snap(0.00000034, { min: 0, max: 1, step: 1e-7 })).toBe(3e-7);
  });
});

describe('positions', () => {
  it.each(['linear', 'logarithmic'] as const)('are inverse to values on a %s scale', (scale) => {
    const range = { min: 0.1, max: 100, step: 0.1 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (tenths) => {
        const value = tenths / 10;
        expect(fromPosition(toPosition(value, range, scale), range, scale)).toBe(value);
      }),
    );
  });

  it('put the geometric mean in the middle of a logarithmic scale', () => {
    const range = { min: 1, max: 100, step: 1 };
    expect(toPosition(10, range, 'logarithmic')).toBeCloseTo(0.5, 12);
  });

  it('are 0 when the range is a single value', () => {
    expect(toPosition(3, { min: 3, max: 3, step: 1 }, 'linear')).toBe(0);
  });
});

describe('steppedByKey', () => {
  it('moves by one step, by ten with Shift or Page, to the ends with Home and End', () => {
    const press = (key: string, shiftKey = false) => steppedByKey({ key, shiftKey }, 0, stops);
    expect(press('ArrowUp')).toBe(0.05);
    expect(press('ArrowLeft')).toBe(-0.05);
    expect(press('ArrowRight', true)).toBe(0.5);
    expect(press('PageDown')).toBe(-0.5);
    expect(press('Home')).toBe(-5);
    expect(press('End')).toBe(5);
    expect(press('a')).toBeNull();
  });
});
