import { describe, expect, it } from 'vitest';
import { levellingAngle, rectangleBetween } from './horizon';

const size = { width: 400, height: 200 };

describe('levelling by a line', () => {
  it('turns against a slope, in pixels and not in fractions', () => {
    // 400 across and 40 down: 5.7 degrees clockwise, so back by as much.
    expect(levellingAngle({ x: 0, y: 0.4 }, { x: 1, y: 0.6 }, size)).toBe(-5.7);
    expect(levellingAngle({ x: 1, y: 0.6 }, { x: 0, y: 0.4 }, size)).toBe(-5.7);
    expect(levellingAngle({ x: 0, y: 0.6 }, { x: 1, y: 0.4 }, size)).toBe(5.7);
  });

  it('adds to what the picture is turned by already, as far as it can be turned', () => {
    const slope = [{ x: 0, y: 0.4 }, { x: 1, y: 0.6 }, size] as const;
    expect(levellingAngle(...slope, 2)).toBe(-3.7);
    expect(levellingAngle(...slope, -44)).toBe(-45);
    expect(levellingAngle({ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5 }, size, 2)).toBe(2);
  });

  it('makes what is nearly upright upright', () => {
    expect(levellingAngle({ x: 0.5, y: 0 }, { x: 0.55, y: 1 }, size)).toBe(5.7);
    expect(levellingAngle({ x: 0.5, y: 0 }, { x: 0.5, y: 1 }, size)).toBe(0);
    expect(levellingAngle({ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5 }, size)).toBe(0);
  });
});

describe('a rectangle between two corners', () => {
  it('is the same from every corner, and none when it is nearly nothing', () => {
    const wanted = { left: 0.25, top: 0.25, width: 0.5, height: 0.25 };
    expect(rectangleBetween({ x: 0.25, y: 0.25 }, { x: 0.75, y: 0.5 })).toEqual(wanted);
    expect(rectangleBetween({ x: 0.75, y: 0.5 }, { x: 0.25, y: 0.25 })).toEqual(wanted);
    expect(rectangleBetween({ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.9 })).toBeNull();
  });
});
