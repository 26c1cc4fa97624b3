import { numeric, type Numeric, type NumericInput } from '../numeric';

/** A distance in pixels of the full-size picture. Scaled before `build` when a proxy is rendered. */
export type PixelsParameter = Numeric<'pixels'>;

/** A distance in pixels of the full-size picture. */
export const pixels = (input: Omit<NumericInput, 'unit'>): PixelsParameter =>
  numeric('pixels', { ...input, unit: 'px' });
