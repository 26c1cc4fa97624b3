import type { Rectangle } from '../../base/geometry';
import { type Common, type Declared, parameterOf } from '../parameter';
import { areaInReport, readList, readRectangle, rectangleSchema } from '../shapes';

/** Several parts of the picture; may be empty. */
export type RectanglesParameter = Common<'rectangles', readonly Rectangle[]>;

/** More rectangles than this in one step help nobody and make documents heavy. */
export const maxRectangles = 50;

/** Several parts of the picture. */
export const rectangles = (input: Declared<readonly Rectangle[]>): RectanglesParameter =>
  parameterOf(input, {
    kind: 'rectangles',
    read: (value) => readList(value, maxRectangles, readRectangle),
    expected: `a list of at most ${maxRectangles} rectangles {left, top, width, height} with fractions from 0 to 1`,
    format: ({ length }) => (length === 1 ? '1 area' : `${length} areas`),
    schema: { type: 'array', items: rectangleSchema, maxItems: maxRectangles },
    range: 'parts of the picture',
    report: (areas) => (areas.length === 0 ? 'none' : areas.map(areaInReport).join('; ')),
    usual: 'value',
  });
