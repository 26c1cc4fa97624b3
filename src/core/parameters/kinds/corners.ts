import type { Point } from '../../base/geometry';
import { percentOf } from '../../base/numbers';
import {
  areConvex,
  type Corners,
  cornerNames,
  cornersOf,
  isWholePicture,
} from '../../crop/corners';
import { type Common, type Declared, parameterOf } from '../parameter';
import { pointSchema, readList, readPoint } from '../shapes';

/** The four corners of something on the picture that a rectangle can be made of. */
export type CornersParameter = Common<'corners', Corners>;

function read(value: unknown): Corners | null {
  const corners = cornersOf(readList(value, 4, readPoint) ?? []);
  return corners && areConvex(corners) ? corners : null;
}

const place = ({ x, y }: Point): string => `${percentOf(x)}, ${percentOf(y)}`;

/** The corners of something on the picture. */
export const corners = (input: Declared<Corners>): CornersParameter =>
  parameterOf(input, {
    kind: 'corners',
    read,
    expected:
      'a list of four points {x, y} with fractions from 0 to 1: top left, top right, bottom right and bottom ' +
      'left of a shape that bulges nowhere inwards',
    format: (value) => (isWholePicture(value) ? 'the whole picture' : 'four corners'),
    schema: { type: 'array', items: pointSchema, minItems: 4, maxItems: 4 },
    range: 'four places on the picture',
    report: (value) => value.map((point, at) => `${cornerNames[at]} ${place(point)}`).join('; '),
    tries: () => 'the corners of something that should be upright',
    usual: 'value',
  });
