import { crop } from '../../core/operations/geometry/crop';
import { initialValues } from '../../core/operations/define';
import type { Rectangle } from '../../core/base/geometry';

/** Returns a crop in words, such as "90 % × 90 %". */
export const cropInWords = (area: Rectangle): string =>
  crop.brief({ ...initialValues(crop), area });
