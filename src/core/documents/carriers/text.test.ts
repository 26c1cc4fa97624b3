import { describe, expect, it } from 'vitest';
import { appError } from '../../base/errors';
import { fail, ok } from '../../base/result';
import { CameText, isLikeDocument } from './came-text';
import { fileWords, textWords } from './carrier';
import { isModestJson, shapeOf } from './json-shape';
import { failedAt, locatedResult, nearestPlace, placeOf, placesOf, tooLarge } from './text';

describe('places in a text', () => {
  it('are lines and columns from 1', () => {
    const text = 'a\nbc\n\nd';
    const places = [...text, ''].map((_, offset) => placesOf(text)(offset));
    expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual([
      '1:1',
      '1:2',
      '2:1',
      '2:2',
      '2:3',
      '3:1',
      '4:1',
      '4:2',
    ]);
    expect(placeOf(text, 3)).toEqual({ line: 2, column: 2, offset: 3 });
  });

  it('are the nearest around a path, of failures and of problems', () => {
    const place = { line: 3, column: 5, offset: 40 };
    const places = new Map([['steps[0]', place]]);
    expect(nearestPlace(places, 'steps[0].parameters.amount')).toBe(place);
    expect(nearestPlace(places, 'steps[1]')).toBeNull();
    const error = { ...appError('CFG-SHAPE', 'it is odd'), path: 'steps[0].name' };
    const read = locatedResult(fail(error), () => places);
    expect(read).toMatchObject({
      error: { message: 'Line 3, column 5: it is odd', line: 3, column: 5 },
    });
    expect(failedAt(error, null)).toBe(error);
    const problem = { path: 'steps[0].name', expected: 'a text', came: '7', kept: 'nothing' };
    const asked: string[] = [];
    const found = locatedResult(ok({ problems: [problem] }), (wanted) => {
      asked.push(...wanted);
      return places;
    });
    expect(found).toEqual(ok({ problems: [{ ...problem, line: 3, column: 5 }] }));
    expect(asked).toContain('steps[0].name');
  });

  it('are not looked for where nothing is wrong, or nobody knows where', () => {
    const never = (): never => {
      throw new Error('It was looked for.');
    };
    const fine = ok({ problems: [] });
    expect(locatedResult(fine, never)).toBe(fine);
    const failure = fail(appError('CFG-SHAPE', 'it is odd'));
    expect(locatedResult(failure, never)).toBe(failure);
  });
});

it('counts the bytes of a text, not its letters', () => {
  expect(tooLarge('äää', 6)).toBeNull();
  expect(tooLarge('äää', 5)?.message).toBe('This document has 6 bytes; at most 5 are read.');
  expect(tooLarge('aaaaaa', 5)?.code).toBe('CFG-SIZE');
});

it('says where a text or a file came from', () => {
  expect(textWords('report').where(null)).toBe('from a pasted report');
  expect(textWords('report').where('x.html')).toBe('from the report x.html');
  expect(fileWords('picture').where(null)).toBe('from a picture');
  expect(fileWords('picture').where('x.png')).toBe('from the picture x.png');
  expect([textWords('a').nameless, fileWords('a').nameless]).toEqual([
    'pasted text',
    'pasted text',
  ]);
});

it.each([
  ['{}', { depth: 1, lists: 1 }],
  ['[[],{"a":[]}]', { depth: 3, lists: 4 }],
  ['"[[["', { depth: 0, lists: 0 }],
  ['["\\"[[", []]', { depth: 2, lists: 2 }],
  ['["\\\\", [[]]]', { depth: 3, lists: 3 }],
])('knows the shape of %s', (text, shape) => {
  expect(shapeOf(text, { depth: 9, lists: 9 })).toEqual(shape);
  expect(isModestJson(text, shape)).toBe(true);
  if (shape.depth === 0) return;
  expect(isModestJson(text, { ...shape, depth: shape.depth - 1 })).toBe(false);
  expect(isModestJson(text, { ...shape, lists: shape.lists - 1 })).toBe(false);
});

describe('a text from outside', () => {
  it.each([
    ['{"pipette": 1}', true, false],
    ['\ufeff \n{"operations": []}', true, false],
    ['{"other": {"pipette": 1}}', false, false],
    ['[{"pipette": 1}]', false, false],
    ['null', false, false],
    ['pipette: 1', false, true],
    ['# mine\n"pipette" : 1', false, true],
    ['  pipette: 1', false, false],
    ['{pipette: 1}', false, true],
    ['see {pipette: 1}', false, false],
    ['{a: {pipette: 1}}', false, false],
  ])('%j is a document as JSON: %s, as YAML: %s', (text, json, yaml) => {
    const came = new CameText(text);
    expect([came.isJsonDocument, came.isYamlDocument]).toEqual([json, yaml]);
  });

  it.each([
    ['{"pipette": ', true],
    ['\ufeff { "pipette" : 1', true],
    ['see {"pipette": 1', false],
    ['pipette: 1', true],
    ['{"other": 1', false],
  ])('%j is like a document: %s', (text, like) => {
    expect(isLikeDocument(text)).toBe(like);
  });

  it('is meant as JSON when a comment stands before it, and only at its beginning', () => {
    expect(new CameText('// mine\n{"pipette": 1}').json?.ok).toBe(false);
    expect(new CameText('/* mine */ {"pipette": 1}').json?.ok).toBe(false);
    expect(new CameText('see // mine\n{"pipette": 1}').json).toBeNull();
    expect(new CameText('// nothing of ours').json).toBeNull();
  });

  it('is an object only when it is one', () => {
    expect(new CameText('{"a":1}').object).toEqual({ a: 1 });
    for (const text of ['[1]', 'null', '7', '{']) expect(new CameText(text).object).toBeNull();
  });
});
