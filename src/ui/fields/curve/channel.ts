import type { Point } from '../../../core/base/geometry';
import type { ParameterValue } from '../../../core/parameters';

/** What a tone curve bends: all channels alike, or one of them. */
export type Channel = 'all' | 'red' | 'green' | 'blue';

const isPoint = (value: unknown): value is Point =>
  typeof value === 'object' && value !== null && 'x' in value && 'y' in value;

/** Returns the points that a curve's value has; none for the value of another kind. */
export const pointsOf = (value: ParameterValue): readonly Point[] =>
  Array.isArray(value) ? value.filter(isPoint) : [];
