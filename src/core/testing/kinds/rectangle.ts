import fc from '../properties';
import { plainZero } from '../../base/numbers';
import type { RectangleParameter } from '../../parameters/kinds/rectangle';
import { anyFraction, quarter, scrawledRectangle, tiny, whole } from './shapes';
import type { TriedKind } from './tried-kind';

export const rectangle: TriedKind<RectangleParameter> = {
  ends: () => [whole, tiny],
  drawn: (_, random) => {
    const [left, top] = [random() * 0.9, random() * 0.9];
    return { left, top, width: (1 - left) * random(), height: (1 - top) * random() };
  },
  any: () =>
    fc.tuple(anyFraction, anyFraction, anyFraction, anyFraction).map(([a, b, c, d]) => ({
      left: plainZero(a * 0.5),
      top: plainZero(b * 0.5),
      width: 0.01 + c * 0.49,
      height: 0.01 + d * 0.49,
    })),
  bounds: () => [
    quarter,
    { ...quarter, width: 0 },
    { ...quarter, height: 1.5 },
    { ...quarter, left: -1 },
  ],
  wrong: () => [[]],
  scrawled: (_, dice) => scrawledRectangle(dice),
};
