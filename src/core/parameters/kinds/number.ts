import { numeric, type Numeric, type NumericInput } from '../numeric';

export type NumberParameter = Numeric<'number'>;

/** A number with a unit of its own. */
export const number = (input: NumericInput): NumberParameter => numeric('number', input);

/** A share in percent. */
export const percent = (
  input: Omit<NumericInput, 'unit' | 'min' | 'max'> & { min?: number; max?: number },
): NumberParameter => number({ min: 0, max: 100, ...input, unit: '%' });

/** An angle in degrees, clockwise. */
export const degrees = (input: Omit<NumericInput, 'unit'>): NumberParameter =>
  number({ ...input, unit: '°' });
