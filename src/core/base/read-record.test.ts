import { describe, expect, it } from 'vitest';
import { readRecord } from './read-record';

describe('a record that may be anything', () => {
  it('gives a field only as what it is', () => {
    const record = readRecord({ name: 'Mine', size: 3, mode: 'split', list: [1, 'x'], none: null });
    expect([record.text('name'), record.number('name')]).toEqual(['Mine', null]);
    expect([record.number('size'), record.text('size')]).toEqual([3, null]);
    expect(record.oneOf('mode', ['result', 'split'])).toBe('split');
    expect(record.oneOf('mode', ['result'])).toBeNull();
    expect([record.list('list'), record.list('name')]).toEqual([[1, 'x'], []]);
    expect([record.any('none'), record.any('other')]).toEqual([null, undefined]);
  });

  it('has no fields when it is no object, and none of the language’s own', () => {
    for (const value of [null, undefined, 'text', 5, true]) {
      expect(readRecord(value).any('length')).toBeUndefined();
    }
    expect(readRecord({}).any('constructor')).toBeUndefined();
    expect(readRecord({}).any('toString')).toBeUndefined();
  });

  it('takes no number that is none', () => {
    const record = readRecord({ one: NaN, other: Infinity, less: -0 });
    expect([record.number('one'), record.number('other')]).toEqual([null, null]);
    expect(record.number('less')).toBe(0);
  });
});
