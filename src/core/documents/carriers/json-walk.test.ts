import { type JSONPath, visit } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { pathInside } from '../../pipeline/path';
import fc from '../../testing/properties';
import { duplicatesIn } from './json-duplicates';
import { placesIn } from './json-places';

/** Names that meet again, and such as JSON writes in another way. */
const names = fc.constantFrom('a', 'b', 'operations', 'a.b', 'é"\\', '\ud800', '', '7', '[1]');
const spaces = fc.constantFrom('', ' ', '\n', '\r\n', '\r', '\t \n');

/** A text of JSON, with names that stand twice. */
const { json } = fc.letrec<{ json: string; list: string; object: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      '0',
      '-1.5e+7',
      'true',
      'null',
      '""',
      '"]},:"',
      '"\\"{"',
      '"\\\\"',
      '"\\u005b"',
    ),
    tie('list'),
    tie('object'),
  ),
  list: fc
    .array(fc.tuple(spaces, tie('json'), spaces), { maxLength: 4 })
    .map((items) => `[${items.map((parts) => parts.join('')).join(',')}]`),
  object: fc
    .array(fc.tuple(spaces, names, spaces, tie('json'), spaces), { maxLength: 4 })
    .map((fields) => {
      const written = fields.map(
        ([before, name, between, value, after]) =>
          `${before}${JSON.stringify(name)}${between}:${value}${after}`,
      );
      return `{${written.join(',')}}`;
    }),
}));
const text = fc
  .tuple(fc.constantFrom('', '\ufeff', '\n '), json, spaces)
  .map((parts) => parts.join(''));

const pathText = (path: JSONPath): string => path.reduce<string>(pathInside, '');

/** Every list item and field of a text as a parser of another hand tells them, in their order. */
function told(source: string) {
  const all: { path: string; isName: boolean; line: number; column: number; offset: number }[] = [];
  const add = (path: string, isName: boolean, offset: number, line: number, column: number): void =>
    void all.push({ path, isName, line: line + 1, column: column + 1, offset });
  const item = (path: JSONPath, ...place: [number, number, number]): void => {
    if (typeof path.at(-1) === 'number') add(pathText(path), false, ...place);
  };
  visit(source, {
    onObjectBegin: (offset, _, line, column, path) => item(path(), offset, line, column),
    onArrayBegin: (offset, _, line, column, path) => item(path(), offset, line, column),
    onLiteralValue: (_, offset, __, line, column, path) => item(path(), offset, line, column),
    onObjectProperty: (name, offset, _, line, column, path) =>
      add(pathInside(pathText(path()), name), true, offset, line, column),
  });
  return all;
}

/** The path, line and column of each name that its object has had before. */
function twiceIn(source: string): [string, number, number][] {
  const twice: [string, number, number][] = [];
  const open: Set<string>[] = [];
  visit(source, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, _, __, line, column, path) => {
      const whole = pathInside(pathText(path()), name);
      if (open.at(-1)?.has(name)) twice.push([whole, line + 1, column + 1]);
      open.at(-1)?.add(name);
    },
  });
  return twice;
}

describe('a walk through JSON', () => {
  it('finds everything where another parser does', () => {
    fc.assert(
      fc.property(text, (source) => {
        const all = told(source);
        const places = placesIn(source, new Set(all.map(({ path }) => path)));
        // Of what stands twice, the last one counts.
        const last = new Map(
          all.map(({ path, line, column, offset }) => [path, { line, column, offset }]),
        );
        expect(places).toEqual(last);
      }),
      { numRuns: 300 },
    );
  });

  it('passes over what nobody asks for', () => {
    const source = '{"a":[{"b":1},\n{"b":[{},2]}],"c":{"b":3}}';
    const found = placesIn(source, new Set(['a', 'a[1]', 'a[1].b', 'a[1].b[1]', 'c.b']));
    expect([...found]).toEqual([
      ['a', { line: 1, column: 2, offset: 1 }],
      ['a[1]', { line: 2, column: 1, offset: 15 }],
      ['a[1].b', { line: 2, column: 2, offset: 16 }],
      ['a[1].b[1]', { line: 2, column: 10, offset: 24 }],
    ]);
  });

  it('tells each name that stands twice in an object', () => {
    fc.assert(
      fc.property(text, (source) => {
        const found = duplicatesIn(source).map(({ path, line, column }) => [path, line, column]);
        expect(found).toEqual(twiceIn(source).slice(0, 20));
      }),
      { numRuns: 300 },
    );
  });
});
