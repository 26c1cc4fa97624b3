import fc from '../properties';
import type { PointParameter } from '../../parameters/kinds/point';
import { anyFraction, scrawledPoint } from './shapes';
import type { TriedKind } from './tried-kind';

export const point: TriedKind<PointParameter> = {
  ends: () => [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ],
  drawn: (_, random) => ({ x: random(), y: random() }),
  any: () => fc.record({ x: anyFraction, y: anyFraction }),
  bounds: () => [{ x: 0, y: 1 }, { x: 0, y: 1.5 }, { x: 0 }],
  wrong: () => [[]],
  scrawled: (_, dice) => scrawledPoint(dice),
};
