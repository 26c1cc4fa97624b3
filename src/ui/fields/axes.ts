import { type FractionAxes, percentAxes } from '../inputs/fractions';
import type { FieldProps } from './field';

/** Returns how fractions of a picture are shown: in its pixels, or in percent while its size is unknown. */
export function axesOf(size: FieldProps['size']): FractionAxes {
  if (!size) return percentAxes;
  return {
    x: { factor: size.width, step: 1, unit: 'px' },
    y: { factor: size.height, step: 1, unit: 'px' },
  };
}
