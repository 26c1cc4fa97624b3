import { escaped, finite, hex, type Literals } from '../print/literals';

export const javascriptLiterals: Literals = {
  text: (value) => {
    const body = Array.from(value, (c) => escaped(c, (code) => `\\u{${hex(code, 1)}}`)).join('');
    return `'${body.replaceAll("'", "\\'").replaceAll('\\"', '"')}'`;
  },
  number: finite,
  flag: String,
};
