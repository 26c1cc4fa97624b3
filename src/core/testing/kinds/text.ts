import fc from '../properties';
import type { TextParameter } from '../../parameters/kinds/text';
import { anyText } from '../fuzz/words';
import type { TriedKind } from './tried-kind';

export const text: TriedKind<TextParameter> = {
  ends: ({ longest, mostLines }) => [
    '',
    'W',
    'Überlänge “çõ” 2026 — \\\'"; DROP'.slice(0, longest),
    ...(mostLines > 1 ? ['W\n# 2\n\nçõ\n'.slice(0, longest)] : []),
  ],
  drawn: (_, random) =>
    String.fromCodePoint(33 + Math.floor(random() * 90)).repeat(1 + Math.floor(random() * 5)),
  any: (parameter) =>
    fc
      .array(fc.string({ unit: 'grapheme', maxLength: parameter.longest }), {
        minLength: 1,
        maxLength: parameter.mostLines,
      })
      .map((lines) => lines.join('\n'))
      .filter((value) => parameter.parse(value).ok),
  bounds: ({ longest }) => [0, 1].map((more) => '\u{1f600}'.repeat(longest + more)),
  wrong: ({ mostLines }) => [[], '\n'.repeat(mostLines)],
  scrawled: ({ longest }, dice) =>
    JSON.stringify(anyText(dice).slice(0, dice.one(10, longest + 1))),
};
