import type { Constant, ConstantValue } from '../constants';
import { bracketed, group, indent, type Layout, line, render, softline } from '../print/layout';
import { wrapWords } from '../print/wrap-words';
import { pythonLiterals } from './literals';

const width = 100;
const unit = '    ';

function layoutOf(value: ConstantValue): Layout {
  switch (value.kind) {
    case 'text': {
      const lines = wrapWords(value.text.split(' '), width - 3 * unit.length);
      const parts = lines.map((words, index) =>
        pythonLiterals.text(index === lines.length - 1 ? words : `${words} `),
      );
      const [first = '""', ...rest] = parts;
      if (rest.length === 0) return first;
      return group(
        '(',
        indent(softline, first, ...rest.flatMap((part) => [line, part])),
        softline,
        ')',
      );
    }
    case 'bytes':
      return `b${pythonLiterals.text(value.text)}`;
    case 'number':
      return value.isHex
        ? `0x${value.number.toString(16).toUpperCase().padStart(4, '0')}`
        : pythonLiterals.number(value.number);
    case 'list':
      return value.items.length === 1
        ? ['(', layoutOf(value.items[0] ?? { kind: 'list', items: [] }), ',)']
        : bracketed('(', value.items.map(layoutOf), ')');
    case 'set':
      return bracketed('{', value.items.map(layoutOf), '}');
    case 'table':
      return bracketed(
        '{',
        value.rows.map(([key, one]) => [layoutOf(key), ': ', layoutOf(one)]),
        '}',
      );
  }
}

/** Returns a table of the app as Python. */
export const pythonConstant = ({ name, comment, value }: Constant): string =>
  `# ${comment}\n${render([`${name} = `, layoutOf(value)], width, unit, 0)}`;
