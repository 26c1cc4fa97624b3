import { isPoint, type Point } from '../../../core/base/geometry';
import type { ParameterValue } from '../../../core/parameters';

/** What a tone curve bends: all channels alike, or one of them. */
export type Channel = 'all' | 'red' | 'green' | 'blue';

/** Returns the points that a curve's value has; none for the value of another kind. */
export const pointsOf = (value: ParameterValue): readonly Point[] =>
  Array.isArray(value) ? value.filter(isPoint) : [];
