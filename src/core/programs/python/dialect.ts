import { bracketed, type Layout } from '../print/layout';
import type { StatementStyle } from '../print/statements';
import type { Dialect } from '../print/writer';
import { pythonLiterals } from './literals';

/** Operations that wasm-vips gives a method of their own, and libvips by an argument. */
const byArgument: Readonly<Record<string, readonly [operation: string, kind: string]>> = {
  pow: ['math2', 'pow'],
  less: ['relational', 'less'],
  lessEq: ['relational', 'lesseq'],
  more: ['relational', 'more'],
  moreEq: ['relational', 'moreeq'],
  equal: ['relational', 'equal'],
  and: ['boolean', 'and'],
  or: ['boolean', 'or'],
};

const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What pyvips calls the properties of a picture. */
const properties: Readonly<Record<string, string>> = { xoffset: 'xoffset', yoffset: 'yoffset' };

const reserved = [
  'and as assert async await break class continue def del elif else except finally for from global',
  'if import in is lambda nonlocal not or pass raise return try while with yield True False None',
  'abs bool dict float int len list map max min print round set str sum tuple',
  'base64 glob hashlib json math os pathlib pyvips sys argparse zlib',
].flatMap((words) => words.split(' '));

/**
 * Returns Python with pyvips as a dialect.
 * @param needs gets the name of every helper function that the program needs.
 */
export function pythonDialect(needs: Set<string>): Dialect {
  const helper: Dialect['helper'] = (name, ...values) => {
    needs.add(name);
    return [name, bracketed('(', values, ')')];
  };
  const withOptions = (
    values: readonly Layout[],
    options: readonly (readonly [string, Layout])[],
  ): Layout =>
    bracketed('(', [...values, ...options.map(([key, value]) => [`${key}=`, value])], ')');
  return {
    literals: pythonLiterals,
    reserved,
    name: (words) => words,
    bracketsChains: true,
    call: (name, values, options) => {
      const split = byArgument[name];
      return split
        ? [split[0], bracketed('(', [...values, pythonLiterals.text(split[1])], ')')]
        : [snakeCase(name), withOptions(values, options)];
    },
    creator: (call) => ['pyvips.Image.', call],
    list: (items) => bracketed('[', items, ']'),
    matrix: (rows, scale) => [
      'pyvips.Image.new_from_array',
      bracketed('(', scale === 1 ? [rows] : [rows, ['scale=', String(scale)]], ')'),
    ],
    interpolator: (name) => ['pyvips.Interpolate.new(', name, ')'],
    resource: (name) => helper('carried', pythonLiterals.text(name)),
    helper,
    property: (picture, name) => [picture, '.', properties[name] ?? name],
    mathFunction: (name, value) =>
      name === 'min' || name === 'max' || name === 'abs'
        ? [name, '(', value, ')']
        : [`math.${name}(`, value, ')'],
    trimBox: (picture, options) => [picture, '.find_trim', withOptions([], options)],
    trimPart: (box, part) => `${box}[${['left', 'top', 'width', 'height'].indexOf(part)}]`,
  };
}

export const pythonStatements: StatementStyle = {
  width: 92,
  unit: '    ',
  assign: (name, value) => [name, ' = ', value],
  split: ([colour, alpha], value) => [colour, ', ', alpha, ' = ', value],
  declare: () => null,
  ifOpens: (test) => ['if ', test, ':'],
  elseOpens: 'else:',
  closes: null,
  returnsName: (name) => `return ${name}`,
};
