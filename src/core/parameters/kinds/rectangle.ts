import type { Rectangle } from '../../base/geometry';
import { percentOf } from '../../base/numbers';
import { type Common, type Declared, parameterOf } from '../parameter';
import { areaInReport, readRectangle, rectangleSchema } from '../shapes';

export type RectangleParameter = Common<'rectangle', Rectangle>;

/** A part of the picture. */
export const rectangle = (input: Declared<Rectangle>): RectangleParameter =>
  parameterOf(input, {
    kind: 'rectangle',
    read: readRectangle,
    expected:
      'a rectangle {left, top, width, height} with fractions from 0 to 1, inside the picture',
    format: ({ width, height }) => `${percentOf(width)} × ${percentOf(height)}`,
    schema: rectangleSchema,
    range: 'a part of the picture',
    report: areaInReport,
    tries: () => 'a tighter or a wider part of the picture',
    usual: 'value',
  });
