import { type Common, type Declared, parameterOf } from '../parameter';

interface Length {
  /** How many characters it may have. */
  readonly longest: number;
}
/** A line of text that a person types. */
export type TextParameter = Common<'text', string> & Length;

/** A line of text. */
export const text = (input: Declared<string> & Length): TextParameter =>
  parameterOf(input, {
    kind: 'text',
    read: (value) =>
      // No line breaks or other controls, and no halves of characters.
      typeof value === 'string' &&
      [...value].length <= input.longest &&
      !/[\p{Cc}\p{Cs}]/u.test(value)
        ? value
        : null,
    expected: `one line of text of at most ${input.longest} characters`,
    format: (value) => (value === '' ? 'no text' : `“${value}”`),
    schema: { type: 'string', maxLength: input.longest },
    range: `up to ${input.longest} characters`,
  });
