import fc from '../properties';
import { maxRectangles, type RectanglesParameter } from '../../parameters/kinds/rectangles';
import { quarter, scrawledList, scrawledRectangle, tiny, whole } from './shapes';
import type { TriedKind } from './tried-kind';

export const rectangles: TriedKind<RectanglesParameter> = {
  ends: () => [[], [whole], [tiny, { left: 0.2, top: 0.3, width: 0.4, height: 0.3 }]],
  drawn: (_, random) =>
    Array.from({ length: Math.floor(random() * 4) }, () => {
      const [left, top] = [random() * 0.9, random() * 0.9];
      return {
        left,
        top,
        width: 0.001 + (0.999 - left) * random(),
        height: 0.001 + (0.999 - top) * random(),
      };
    }),
  any: () =>
    fc.array(fc.constant({ left: 0.1, top: 0.2, width: 0.3, height: 0.4 }), { maxLength: 3 }),
  bounds: () =>
    [0, maxRectangles, maxRectangles + 1].map((length) => Array.from({ length }, () => quarter)),
  wrong: () => [Array.from({ length: maxRectangles + 1 }, () => quarter)],
  scrawled: (_, dice) => scrawledList(dice, maxRectangles, 3, () => scrawledRectangle(dice)),
};
