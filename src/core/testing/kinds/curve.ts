import fc from '../properties';
import { type CurveParameter, maxCurvePoints, minCurvePoints } from '../../parameters/kinds/curve';
import { anyFraction, scrawledList, scrawledPoint } from './shapes';
import type { TriedKind } from './tried-kind';

const points = (length: number) => Array.from({ length }, (_, at) => ({ x: at / 20, y: at / 20 }));

export const curve: TriedKind<CurveParameter> = {
  ends: () => [
    [
      { x: 0, y: 1 },
      { x: 1, y: 0 },
    ],
    [
      { x: 0.25, y: 0 },
      { x: 0.2539063, y: 1 },
      { x: 0.5, y: 0.5 },
      { x: 0.9, y: 0.6 },
    ],
  ],
  drawn: (_, random) => [0.05, 0.3, 0.55, 0.8].map((x) => ({ x: x + 0.2 * random(), y: random() })),
  any: () =>
    fc
      .array(anyFraction, { minLength: minCurvePoints, maxLength: 9 })
      .map((heights) => heights.map((y, index) => ({ x: index / 9, y }))),
  bounds: () =>
    [-1, 0].flatMap((more) => [minCurvePoints, maxCurvePoints + 1].map((n) => points(n + more))),
  wrong: () => [[]],
  scrawled: (_, dice) =>
    scrawledList(dice, maxCurvePoints, 4, (at) =>
      dice.happens(0.8) ? `{"x":${at / 20},"y":${at / 20}}` : scrawledPoint(dice),
    ),
};
