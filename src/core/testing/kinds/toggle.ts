import fc from '../properties';
import type { ToggleParameter } from '../../parameters/kinds/toggle';
import type { TriedKind } from './tried-kind';

export const toggle: TriedKind<ToggleParameter> = {
  ends: () => [false, true],
  drawn: (_, random) => random() >= 0.5,
  any: () => fc.boolean(),
  bounds: () => [true, 'true'],
  wrong: () => [[]],
  scrawled: (_, dice) => dice.one('true', 'false'),
};
