import { contrast } from './contrast';
import { crop } from './crop';
import type { Operation } from './define';
import { exposure } from './exposure';
import { flip } from './flip';
import { gaussianBlur } from './gaussian-blur';
import { grayscale } from './grayscale';
import { resize } from './resize';
import { rotate } from './rotate';
import { saturation } from './saturation';
import { sharpen } from './sharpen';
import { vignette } from './vignette';
import { whiteBalance } from './white-balance';

/** Every operation, in the order in which the add-step dialog lists them within their group. */
export const operations: readonly Operation[] = [
  crop,
  resize,
  rotate,
  flip,
  exposure,
  contrast,
  whiteBalance,
  saturation,
  grayscale,
  gaussianBlur,
  sharpen,
  vignette,
];

/** Operations by id. A Map, so that an id such as "constructor" finds nothing. */
export const operationsById: ReadonlyMap<string, Operation> = new Map(
  operations.map((operation) => [operation.id, operation]),
);
