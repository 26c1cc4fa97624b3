import { describe, expect, it } from 'vitest';
import { ratioOf, shaped, swapped } from './aspect';

const picture = { width: 3000, height: 2000 };
const area = { left: 0, top: 0, width: 400, height: 100 };
const aspects = ['free', 'original', '1:1', '5:4', '3:2', '2:3'];

describe('ratioOf', () => {
  it('reads aspects, the picture and nothing else', () => {
    expect(ratioOf('16:9', picture)).toBeCloseTo(16 / 9);
    expect(ratioOf('original', picture)).toBe(1.5);
    expect(ratioOf('free', picture)).toBeNull();
    expect(ratioOf('3:0', picture)).toBeNull();
    expect(ratioOf('0:3', picture)).toBeNull();
  });
});

describe('swapped', () => {
  it('finds the upright aspect', () => {
    expect(swapped('3:2', area, picture, aspects)).toEqual({ aspect: '2:3', ratio: 2 / 3 });
    expect(swapped('original', area, picture, aspects).aspect).toBe('2:3');
    expect(swapped('1:1', area, picture, aspects).aspect).toBe('1:1');
  });

  it('lets go of a ratio that has no upright name', () => {
    expect(swapped('5:4', area, picture, aspects)).toEqual({ aspect: 'free', ratio: 0.8 });
  });

  it('turns a free rectangle and leaves it free', () => {
    expect(swapped('free', area, picture, aspects)).toEqual({ aspect: 'free', ratio: 0.25 });
  });
});

describe('shaped', () => {
  const whole = { left: 0, top: 0, width: 1, height: 1 };

  it('gives the area the ratio, around its middle', () => {
    const { left, top, width, height } = shaped(whole, '1:1', picture);
    expect(width * picture.width).toBeCloseTo(height * picture.height);
    expect(height).toBe(1);
    expect([left + width / 2, top + height / 2]).toEqual([0.5, 0.5]);
  });

  it('leaves an area alone that is free', () => {
    expect(shaped(whole, 'free', picture)).toBe(whole);
  });
});
