import fc from '../properties';
import { plainZero } from '../../base/numbers';
import type { NumberParameter } from '../../parameters/kinds/number';
import type { PixelsParameter } from '../../parameters/kinds/pixels';
import type { TriedKind } from './tried-kind';

export const numeric: TriedKind<NumberParameter | PixelsParameter> = {
  ends: ({ min, max }) => [min, max],
  // Towards the lower end of wide ranges: 20,000 pixels of each side would test the memory.
  drawn: ({ min, max }, random) => min + Math.min(max - min, 300) * random(),
  any: ({ min, max }) => fc.double({ min, max, noNaN: true }).map(plainZero),
  bounds: ({ min, max }) => [min, max, min - 1e-6, max + 1e-6],
  wrong: ({ min, max, initial }) => [[], min - 1e-6, max + 1e-6, String(initial)],
  scrawled: ({ min, max, initial }, dice) =>
    String(dice.one(initial, min, max, min - 1, max + 1e-6)),
};
