import type fc from '../properties';
import type { Parameter, ParameterValue } from '../../parameters';
import type { Dice } from '../fuzz/dice';

// Help for tests only.

/**
 * What tests ask of a kind. All are methods, so that the list of kinds may give each of them its own
 * parameters alone, which the union of kinds cannot say.
 */
export interface TriedKind<Own extends Parameter = Parameter> {
  /** The two ends of a parameter's range, or all that it may be. */
  ends(parameter: Own): ParameterValue[];
  /** Returns a value drawn by `random`, from 0 to 1. */
  drawn(parameter: Own, random: () => number): ParameterValue;
  /** Any value that documents may hold. */
  any(parameter: Own): fc.Arbitrary<ParameterValue>;
  /** Values at every bound that a schema has, and beyond it. */
  bounds(parameter: Own): readonly unknown[];
  /** What has to be refused, besides what no kind takes. */
  wrong(parameter: Own): readonly unknown[];
  /** Returns a text of JSON: a value that almost always fits. */
  scrawled(parameter: Own, dice: Dice): string;
}
