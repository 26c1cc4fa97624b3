import { type Common, type Declared, parameterOf } from '../parameter';

/** A colour as `#rrggbb`, in sRGB. */
export type ColourParameter = Common<'colour', string>;

/** A colour in sRGB, written `#rrggbb`. */
export const colour = (input: Declared<string>): ColourParameter =>
  parameterOf(input, {
    kind: 'colour',
    read: (value) =>
      typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? value.toLowerCase() : null,
    expected: 'a colour such as "#ff7a45"',
    format: (value) => value,
    schema: { type: 'string', pattern: '^#[0-9a-fA-F]{6}$' },
    range: 'any colour',
    tries: () => 'a lighter, a darker or the opposite colour',
  });
