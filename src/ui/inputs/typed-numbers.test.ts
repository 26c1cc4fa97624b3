import fc from '../../core/testing/properties';
import { describe, expect, it } from 'vitest';
import { plainNumber } from './numbers';
import { readNumber } from './typed-numbers';

const pixels = { min: 1, max: 16_384, step: 1 };
const stops = { min: -5, max: 5, step: 0.05 };

describe('a number that is typed', () => {
  it.each([
    ['0.35', 0.35],
    ['+0,35 EV', 0.35],
    ['−2 ev', -2],
    [' .5', 0.5],
    ['7.', 7],
    ['0,125', 0.125],
  ])('is read: %j as %d', (text, value) => {
    expect(readNumber(text, { unit: 'EV' })).toEqual({ kind: 'number', value });
  });

  it.each([
    '',
    'bright',
    '1.2.3',
    '0x10',
    '1e3',
    '5 px',
    'EV',
    '1 92',
    "1'2",
    '1 920\u00a0000',
    '-',
  ])('is none in %j', (text) => {
    expect(readNumber(text, { unit: 'EV' })).toEqual({ kind: 'none' });
  });

  it.each([
    ['en', '1,920', 1920],
    ['en', '1,920.5', 1920.5],
    ['en', '12,345,678', 12_345_678],
    ['en-IN', '1,920', 1920],
    ['de', '1.920', 1920],
    ['de', '1.920,5', 1920.5],
    ['de', '1,92', 1.92],
    ['fr', '1\u202f920', 1920],
    ['en', '1 920', 1920],
    ['en', '1\u00a0920', 1920],
    ['en', '1\u2009920,5', 1920.5],
    ['de-CH', '1’920', 1920],
    ['de-CH', "1'920'000.25", 1_920_000.25],
    ['en', '−1,920', -1920],
  ])('has its thousands parted as people write them in %s: %j', (language, text, value) => {
    expect(readNumber(text, { language })).toEqual({ kind: 'number', value });
  });

  it.each([
    ['en', '1.920', pixels, 1.92, 1920],
    ['de', '1,920', pixels, 1.92, 1920],
    ['de', '1,920', { ...pixels, max: 1000 }, 1.92, 1920],
    ['en', '1,250', stops, 1250, 1.25],
  ])(
    'is not guessed in %s where the reading of the language does not suit: %j',
    (...[language, text, range, one, other]) => {
      const readings = [one, other];
      expect(readNumber(text, { language, range })).toEqual({ kind: 'unclear', readings });
    },
  );

  it.each([
    ['en', '1,920', pixels, 1920],
    ['de', '1.920', pixels, 1920],
    ['en', '1.250', stops, 1.25],
    ['de', '1,250', stops, 1.25],
    ['en', '99999', pixels, 99_999],
    ['en', '12.5', pixels, 12.5],
  ])('is taken in %s where it suits: %j', (language, text, range, value) => {
    expect(readNumber(text, { language, range })).toEqual({ kind: 'number', value });
  });

  it('may have one of several units', () => {
    const units = { MB: 1000, bytes: 0.001 };
    const read = (text: string) => readNumber(text, { unit: 'KB', units });
    expect(read('0.5 MB')).toEqual({ kind: 'number', value: 500 });
    expect(read('1,5mb')).toEqual({ kind: 'number', value: 1500 });
    expect(read('80 KB')).toEqual({ kind: 'number', value: 80 });
    expect(read('5000 bytes')).toEqual({ kind: 'number', value: 5 });
    expect(read('5 GB')).toEqual({ kind: 'none' });
  });

  it('is every number that a box shows', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        const rounded = Number(value.toFixed(4));
        const read = readNumber(plainNumber(rounded));
        expect(read.kind === 'number' && read.value).toBeCloseTo(rounded, 10);
      }),
    );
  });
});
