import fc from '../properties';
import type { Rectangle } from '../../base/geometry';
import { plainZero } from '../../base/numbers';
import type { Dice } from '../fuzz/dice';

// What the kinds of places on the picture have in common.

export const anyFraction = fc.double({ min: 0, max: 1, noNaN: true }).map(plainZero);

export const whole: Rectangle = { left: 0, top: 0, width: 1, height: 1 };
export const tiny: Rectangle = { left: 0.999, top: 0.999, width: 0.001, height: 0.001 };
export const quarter: Rectangle = { left: 0, top: 0, width: 0.5, height: 0.5 };

const scrawledFraction = (dice: Dice): string =>
  dice.one('0', '1', '0.5', '0.25', '-0', '1.0000000001', '0.00390625', '1e-9', '2');

export function scrawledPoint(dice: Dice): string {
  const [x, y] = [scrawledFraction(dice), scrawledFraction(dice)];
  return `{"x":${x},"y":${y}}`;
}

export function scrawledRectangle(dice: Dice): string {
  const [left, top] = [scrawledFraction(dice), scrawledFraction(dice)];
  const [width, height] = [0, 1].map(() => dice.one('0.5', '0.25', scrawledFraction(dice)));
  return `{"left":${left},"top":${top},"width":${width},"height":${height}}`;
}

/** Returns a list as a text of JSON: seldom as long as it may be, or longer. */
export function scrawledList(
  dice: Dice,
  most: number,
  usual: number,
  make: (at: number) => string,
): string {
  const count = dice.happens(0.1) ? most - 1 + dice.upTo(2) : dice.upTo(usual);
  return `[${Array.from({ length: count }, (_, at) => make(at)).join(',')}]`;
}
