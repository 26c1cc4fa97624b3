import fc from '../properties';
import type { ChoiceParameter } from '../../parameters/kinds/choice';
import type { TriedKind } from './tried-kind';

const valuesOf = ({ options }: ChoiceParameter): string[] => options.map(({ value }) => value);

export const choice: TriedKind<ChoiceParameter> = {
  ends: valuesOf,
  drawn: (parameter, random) =>
    parameter.options[Math.floor(random() * parameter.options.length)]?.value ?? parameter.initial,
  any: (parameter) => fc.constantFrom(...valuesOf(parameter)),
  bounds: (parameter) => [...valuesOf(parameter), 'other'],
  wrong: () => [[]],
  scrawled: (parameter, dice) => JSON.stringify(dice.one('other', ...valuesOf(parameter))),
};
