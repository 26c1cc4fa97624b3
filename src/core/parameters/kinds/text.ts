import { type Common, type Declared, parameterOf } from '../parameter';

interface Length {
  /** How many characters it may have, line breaks included. */
  readonly longest: number;
  /** How many lines it may have. */
  readonly mostLines: number;
}
/** Text that a person types. */
export type TextParameter = Common<'text', string> & Length;

/** Returns a text as it is told in one line. */
const inOneLine = (value: string): string =>
  value.includes('\n') ? value.trim().replaceAll(/\s*\n\s*/g, ' / ') : value;

/** A line of text, or several. */
export function text(
  input: Declared<string> & Pick<Length, 'longest'> & Partial<Length>,
): TextParameter {
  const { longest, mostLines = 1 } = input;
  const isOne = mostLines === 1;
  // No other controls than line breaks, and no halves of characters.
  const isRefused = isOne ? /[\p{Cc}\p{Cs}]/u : /[^\P{Cc}\n]|\p{Cs}/u;
  return parameterOf(
    { ...input, mostLines },
    {
      kind: 'text',
      read: (value) => {
        if (typeof value !== 'string') return null;
        const text = isOne ? value : value.replaceAll(/\r\n?/g, '\n');
        return [...text].length <= longest &&
          !isRefused.test(text) &&
          text.split('\n').length <= mostLines
          ? text
          : null;
      },
      expected: isOne
        ? `one line of text of at most ${longest} characters`
        : `a text of at most ${longest} characters in ${mostLines} lines`,
      format: (value) => (inOneLine(value) === '' ? 'no text' : `“${inOneLine(value)}”`),
      schema: { type: 'string', maxLength: longest },
      range: isOne
        ? `up to ${longest} characters`
        : `up to ${longest} characters in ${mostLines} lines`,
    },
  );
}
