import fc from '../testing/properties';
import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { nameFrom, parsePattern, patternText, tokensOf } from './pattern';
import { stemOf } from './safe-file-name';
import { momentOf, type NameFacts, noCamera } from './tokens';
import { uniqueNames } from './unique-names';

const facts: NameFacts = {
  name: 'red-panda',
  pipeline: 'Warm portrait',
  preset: 'Web',
  step: 3,
  operation: 'sharpen',
  index: 7,
  files: 62,
  width: 1920,
  height: 1280,
  format: 'jpg',
  quality: 82,
  now: { year: 2026, month: 3, day: 9, hour: 8, minute: 5, second: 1 },
  exif: {
    ...noCamera,
    camera: 'NIKON D/90',
    date: { year: 2009, month: 12, day: 31, hour: 23, minute: 59, second: 0 },
  },
};
const name = (pattern: string, changed: Partial<NameFacts> = {}): string =>
  nameFrom(parsePattern(pattern), { ...facts, ...changed }, 'jpg');

describe('a file name pattern', () => {
  it.each([
    ['{name}-{pipeline|slug}-{width}', 'red-panda-warm-portrait-1920.jpg'],
    ['{index:03}_{name|upper}', '007_RED-PANDA.jpg'],
    ['{index}', '07.jpg'],
    ['{index:1}', '7.jpg'],
    ['step_{step:02}_{operation}', 'step_03_sharpen.jpg'],
    ['{date}', '2026-03-09.jpg'],
    ['{date:DD.MM.YY} {time:hhmm}', '09.03.26 0805.jpg'],
    ['{exif.date:YYYY} {exif.camera}', '2009 NIKON D-90.jpg'],
    ['{exif.lens|exif.camera|slug}', 'nikon-d-90.jpg'],
    ['{exif.iso|no ISO}', 'no ISO.jpg'],
    ['{exif.iso}', 'red-panda.jpg'],
    ['{{name}}', '{name}.jpg'],
    ['', 'red-panda.jpg'],
    ['a/b\\\\c:d', 'a-b-c-d.jpg'],
    ['con', '_con.jpg'],
    ['{name} q{quality} {height} {format} {preset}', 'red-panda q82 1280 jpg Web.jpg'],
  ])('%s gives %s', (pattern, expected) => {
    expect(parsePattern(pattern).problems).toEqual([]);
    expect(name(pattern)).toBe(expected);
  });

  it.each([
    ['{nmae}', 'There is no token {nmae}.', 0, 6],
    ['x {name', 'This brace is never closed.', 2, 7],
    ['a{}', 'There is no token between these braces.', 1, 3],
    ['{width:abc}', '{width} has no format “abc”.', 0, 11],
    ['{date:quarter}', '{date} has no format “quarter”.', 0, 14],
    ['{constructor}', 'There is no token {constructor}.', 0, 13],
  ])('%s is marked: %s', (pattern, text, start, end) => {
    expect(parsePattern(pattern).problems).toEqual([{ text, start, end }]);
    expect(() => name(pattern)).not.toThrow();
  });

  it('gives photo.jpg.jpg the name photo.jpg, as exported programs do', () => {
    const twice = { name: stemOf('photo.jpg.jpg') };
    expect(name('', twice)).toBe('photo.jpg');
    expect(name('{name}', twice)).toBe('photo.jpg');
    expect(name('{name}-small', twice)).toBe('photo.jpg-small.jpg');
  });

  it('is written as it was read, without what cannot be used', () => {
    const kept = ['{name}-{width:04}', '{exif.date:YYYY|date|undated|slug|upper}', 'a{{b}}{index}'];
    for (const text of kept) expect(patternText(parsePattern(text))).toBe(text);
    expect(patternText(parsePattern('{ name | lower }{nothing}{name:04}!{'))).toBe('{name|lower}!');
    expect(parsePattern('{name}{').problems).toMatchObject([{ start: 6, end: 7 }]);
  });

  it('names the tokens that it uses, in whatever turn', () => {
    const used = tokensOf(parsePattern('{exif.camera|name|camera|slug}-{index:03}-{index}'));
    expect([...used]).toEqual(['exif.camera', 'name', 'index']);
    expect([...tokensOf(parsePattern('plain'))]).toEqual([]);
  });

  it('reads the clock here', () => {
    expect(momentOf(new Date(2026, 0, 2, 3, 4, 5))).toEqual({
      year: 2026,
      month: 1,
      day: 2,
      hour: 3,
      minute: 4,
      second: 5,
    });
  });

  it('is a safe name whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.string({ unit: 'binary' }),
        (pattern, own) => {
          const made = name(pattern, { name: own, pipeline: own });
          expect(new TextEncoder().encode(made).length).toBeLessThanOrEqual(limits.fileNameBytes);
          expect(made).not.toMatch(/[<>:"/\\|?*\u0000-\u001f\u202e]/u);
          expect(made).toMatch(/[^.\s].*\.jpg$/u);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('unique names', () => {
  it('tell files apart that some system holds for the same', () => {
    const { names, collisions } = uniqueNames([
      'a.jpg',
      'A.JPG',
      'caf\u00e9.jpg',
      'cafe\u0301.jpg',
      'x/a.jpg',
      'a (2).jpg',
      'stra\u00dfe.jpg',
      'STRASSE.jpg',
    ]);
    expect(names).toEqual([
      'a.jpg',
      'A (2).JPG',
      'caf\u00e9.jpg',
      'caf\u00e9 (2).jpg',
      'x/a.jpg',
      'a (2) (2).jpg',
      'stra\u00dfe.jpg',
      'STRASSE (2).jpg',
    ]);
    expect(collisions).toHaveLength(4);
  });

  it('stay within their length', () => {
    const long = `${'é'.repeat(200)}.jpg`;
    const { names } = uniqueNames(
      [long, long, long].map((text) => nameFrom(parsePattern(''), { ...facts, name: text }, 'jpg')),
    );
    expect(new Set(names).size).toBe(3);
    for (const made of names) {
      expect(new TextEncoder().encode(made).length).toBeLessThanOrEqual(limits.fileNameBytes);
    }
  });

  it('never meet, in 10,000 sets', () => {
    const letters = fc.constantFrom(
      'a',
      'A',
      'é',
      'e\u0301',
      'ß',
      'SS',
      '.',
      ' (2)',
      '1',
      'ﬁ',
      'fi',
    );
    const word = fc
      .array(letters, { minLength: 1, maxLength: 4 })
      .map((list) => `${list.join('')}.png`);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (wanted) => {
        const { names } = uniqueNames(wanted);
        const keys = names.map((made) => made.normalize('NFKC').toUpperCase().toLowerCase());
        expect(new Set(keys).size).toBe(wanted.length);
      }),
      { numRuns: 10_000 },
    );
  });
});
