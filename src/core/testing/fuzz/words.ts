import type { Dice } from './dice';

/** Names that mean something somewhere, or break a path, a quote or a line. */
const names: readonly [string, ...string[]] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  ' ',
  '.',
  '[0]',
  'a.b[1].c',
  '"',
  "'",
  '\\',
  '\n',
  '\r\n',
  '\u0000',
  '\u2028',
  '\ufeff',
  '\ud800',
  'a\udc00b',
  '\u202egnp',
  '<<',
  '*a',
  '&a',
  '!!str',
  '```',
  "'''",
  '`',
  '${x}',
  '</script>',
  '<![CDATA[',
  ']]>',
  '&amp;',
  '&lt;',
  '<?xpacket end="w"?>',
  '# --- ...',
  '- ',
  '? ',
  ': ',
  '~',
  'null',
  'yes',
  '0x1F',
  '1e999',
  '2026-11-26',
  '👩‍👩‍👧‍👦',
];

const separators: readonly [string, ...string[]] = [
  '.',
  '[',
  ']',
  '[0]',
  '.a',
  '/',
  '\\',
  '"',
  ' ',
];

/** Returns a text: an odd one, one of separators, or one around a limit of lengths. */
export function anyText(dice: Dice): string {
  if (dice.happens(0.6)) return dice.from(names);
  if (dice.happens(0.3)) return dice.from(separators).repeat(dice.times(20_000));
  const around = dice.one(40, 64, 120, 255, 1_000) + dice.upTo(2) - 1;
  return dice.happens(0.5)
    ? 'n'.repeat(around)
    : `${'n'.repeat(around - 1)}\u{1f600}${dice.from(names)}`;
}

/** Numbers as JSON may write them, also such as no double holds. */
export const oddNumbers: readonly [string, ...string[]] = [
  '0',
  '-0',
  '1',
  '-1',
  '0.5',
  '1e999',
  '-1e999',
  '1e-999',
  '5e-324',
  '9007199254740993',
  '123456789012345678901234567890',
  '0.00390625',
  '2',
  '255',
  '1.0000000000000002',
];
