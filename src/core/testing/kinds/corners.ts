import fc from '../properties';
import { plainZero } from '../../base/numbers';
import { wholePicture } from '../../crop/corners';
import type { CornersParameter } from '../../parameters/kinds/corners';
import { scrawledPoint } from './shapes';
import type { TriedKind } from './tried-kind';

/** Each corner within its own quarter of the picture: such a shape never bulges inwards. */
const within = (shares: readonly number[]) =>
  wholePicture.map(({ x, y }, at) => ({
    x: plainZero(Math.abs(x - (shares[2 * at] ?? 0) / 4)),
    y: plainZero(Math.abs(y - (shares[2 * at + 1] ?? 0) / 4)),
  }));

const [first, second, third, fourth] = wholePicture;

export const corners: TriedKind<CornersParameter> = {
  ends: () => [wholePicture, within([0.9, 0, 0.9, 0, 0, 0, 0, 0]), [fourth, first, second, third]],
  drawn: (_, random) => within(Array.from({ length: 8 }, () => random())),
  any: () =>
    fc
      .array(fc.double({ min: 0, max: 0.99, noNaN: true }), { minLength: 8, maxLength: 8 })
      .map(within),
  bounds: () => [
    wholePicture,
    [first, second, third],
    [...wholePicture, first],
    [{ x: -0.1, y: 0 }, second, third, fourth],
  ],
  wrong: () => [[], [...wholePicture].reverse(), [first, first, third, fourth]],
  scrawled: (_, dice) =>
    dice.happens(0.8)
      ? JSON.stringify(wholePicture)
      : `[${Array.from({ length: 4 }, () => scrawledPoint(dice)).join(',')}]`,
};
