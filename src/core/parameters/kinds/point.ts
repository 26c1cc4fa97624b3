import type { Point } from '../../base/geometry';
import { percentOf } from '../../base/numbers';
import { type Common, type Declared, parameterOf } from '../parameter';
import { pointSchema, readPoint } from '../shapes';

export type PointParameter = Common<'point', Point>;

/** A position on the picture. */
export const point = (input: Declared<Point>): PointParameter =>
  parameterOf(input, {
    kind: 'point',
    read: readPoint,
    expected: 'a point {x, y} with fractions from 0 to 1',
    format: ({ x, y }) => `${percentOf(x)}, ${percentOf(y)}`,
    schema: pointSchema,
    range: 'a place on the picture',
    report: ({ x, y }) => `${percentOf(x)} from the left, ${percentOf(y)} from the top`,
    tries: () => 'another place on the picture',
    usual: 'value',
  });
