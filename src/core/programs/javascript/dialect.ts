import { bracketed, either, group, indent, type Layout, line } from '../print/layout';
import type { StatementStyle } from '../print/statements';
import type { Dialect } from '../print/writer';
import { javascriptLiterals } from './literals';

/** Returns a name with underscores as JavaScript spells it. */
export const camelCase = (words: string): string =>
  words.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const reserved = [
  'arguments await break case catch class const continue debugger default delete do else enum eval',
  'export extends false finally for function if implements import in instanceof interface let new',
  'null package private protected public return static super switch this throw true try typeof var',
  'void while with yield vips Vips process console Buffer',
].flatMap((words) => words.split(' '));

/** What libvips names from options that JavaScript must quote: none so far, checked all the same. */
const key = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) ? name : javascriptLiterals.text(name);

/**
 * Returns JavaScript with wasm-vips as a dialect.
 * @param needs gets the name of every helper function that the program needs.
 */
export function javascriptDialect(needs: Set<string>): Dialect {
  const helper: Dialect['helper'] = (name, ...values) => {
    needs.add(name);
    return [camelCase(name), bracketed('(', values, ')')];
  };
  const object = (options: readonly (readonly [string, Layout])[]): Layout =>
    group(
      '{',
      indent(
        ...options.flatMap(([name, value], index) => [
          ...(index === 0 ? [line] : [',', line]),
          `${key(name)}: `,
          value,
        ]),
      ),
      either(',', ''),
      line,
      '}',
    );
  const withOptions = (
    values: readonly Layout[],
    options: readonly (readonly [string, Layout])[],
  ): Layout => bracketed('(', options.length === 0 ? values : [...values, object(options)], ')');
  return {
    literals: javascriptLiterals,
    reserved,
    name: camelCase,
    bracketsChains: false,
    call: (name, values, options) => [name, withOptions(values, options)],
    creator: (call) => ['vips.Image.', call],
    list: (items) => bracketed('[', items, ']'),
    matrix: (rows, scale) => [
      'vips.Image.newFromArray',
      bracketed('(', scale === 1 ? [rows] : [rows, String(scale)], ')'),
    ],
    interpolator: (name) => ['vips.Interpolate.newFromName(', name, ')'],
    resource: (name) => helper('carried', javascriptLiterals.text(name)),
    helper,
    property: (picture, name) => [picture, '.', name],
    mathFunction: (name, value) => [`Math.${name}(`, value, ')'],
    trimBox: (picture, options) => [picture, '.findTrim', withOptions([], options)],
    trimPart: (box, part) => `${box}.${part}`,
  };
}

export const javascriptStatements: StatementStyle = {
  width: 92,
  unit: '  ',
  assign: (name, value, first) => [
    first === false ? '' : first === 'constant' ? 'const ' : 'let ',
    name,
    ' = ',
    value,
    ';',
  ],
  split: ([colour, alpha], value) => ['const [', colour, ', ', alpha, '] = ', value, ';'],
  declare: (name) => ['let ', name, ';'],
  ifOpens: (test) => ['if (', test, ') {'],
  elseOpens: '} else {',
  closes: '}',
  returnsName: (name) => `return ${name};`,
};
