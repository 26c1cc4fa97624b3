import { escaped, finite, hex, type Literals } from '../print/literals';

export const pythonLiterals: Literals = {
  text: (value) => {
    const body = Array.from(value, (c) => escaped(c, (code) => `\\U${hex(code, 8)}`)).join('');
    return `"${body}"`;
  },
  number: finite,
  flag: (value) => (value ? 'True' : 'False'),
};
