import { spokenSwitch } from '../../base/spoken-switch';
import { type Common, type Declared, parameterOf } from '../parameter';

export type ToggleParameter = Common<'toggle', boolean>;

const format = (value: boolean): string => (value ? 'on' : 'off');

/** Yes or no. */
export const toggle = (input: Declared<boolean>): ToggleParameter =>
  parameterOf(input, {
    kind: 'toggle',
    read: (value) => (typeof value === 'boolean' ? value : null),
    expected: 'true or false',
    format,
    schema: { type: 'boolean' },
    range: 'on or off',
    tries: (value) => format(!value),
    nearest: (came) => {
      const said = spokenSwitch(came);
      return said === null ? null : [said, format(said)];
    },
  });
