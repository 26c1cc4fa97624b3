import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { type BackupList, kindOfKey, readBackupList, writeBackupList } from './backup';

const list: BackupList = {
  madeAt: '2026-11-26T17:30:00Z',
  records: [
    { key: 'preset:a', value: { name: 'Warm' } },
    { key: 'source:b', file: { name: 'files/1', type: 'image/svg+xml' } },
  ],
  texts: new Map([['theme', 'dark']]),
};

/** A list with some fields of its own, as text. */
const textOf = (changed: object = {}): string =>
  JSON.stringify({ ...JSON.parse(writeBackupList(list, 'test')), ...changed });

const readOf = (changed: object) => {
  const read = readBackupList(textOf(changed));
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
};

const messageOf = (text: string): string => {
  const read = readBackupList(text);
  if (read.ok) throw new Error('It was read.');
  expect(read.error).toMatchObject({
    code: 'CFG-SHAPE',
    safe: 'Nothing that is stored here was changed.',
  });
  return read.error.message;
};

it('comes back as it was written', () => {
  expect(readOf({})).toEqual({ ...list, lost: 0 });
});

it('goes only for the kinds of records that are work', () => {
  expect(kindOfKey('preset:a')).toBe('preset');
  expect(kindOfKey('cover:a')).toBeNull();
  expect(kindOfKey('else:a')).toBeNull();
});

describe('a record of a backup', () => {
  it.each([
    ['of an unknown kind', { key: 'else:a', value: 1 }],
    ['of a kind that is made anew', { key: 'cover:a', value: 1 }],
    ['without a key', { value: 1 }],
    ['with a key too long', { key: `preset:${'a'.repeat(194)}`, value: 1 }],
    ['whose file has no name', { key: 'source:a', file: { type: 'image/png' } }],
    ['whose file has no type', { key: 'source:a', file: { name: 'files/1' } }],
    ['whose file is none', { key: 'source:a', file: 7 }],
    ['that is none', 7],
  ])('%s is left out and counted', (_, record) => {
    const read = readOf({ records: [...list.records, record] });
    expect([read.records, read.lost]).toEqual([list.records, 1]);
  });

  it('may have a key of 200 letters', () => {
    const key = `preset:${'a'.repeat(193)}`;
    expect(readOf({ records: [{ key, value: 1 }] }).records).toEqual([{ key, value: 1 }]);
  });

  it.each([
    ['image/png', 'image/png'],
    ['image/svg+xml', 'image/svg+xml'],
    ['', ''],
    ['image/png; a=b', ''],
    [' image/png', ''],
    ['image/png\n', ''],
    ['a'.repeat(100), 'a'.repeat(100)],
    ['a'.repeat(101), ''],
  ])('has a file of type %j as %j', (type, expected) => {
    const records = [{ key: 'source:a', file: { name: 'f', type } }];
    expect(readOf({ records }).records[0]?.file?.type).toBe(expected);
  });
});

describe('the list of a backup', () => {
  it('leaves out settings that are no texts, or whose key is too long', () => {
    const long = 'k'.repeat(200);
    const texts = { theme: 'dark', zoom: 3, [long]: 'kept', [`${long}k`]: 'not' };
    expect([...readOf({ texts }).texts]).toEqual([
      ['theme', 'dark'],
      [long, 'kept'],
    ]);
    expect(readOf({ texts: 7 }).texts.size).toBe(0);
  });

  it.each(['yesterday', 7, undefined])('knows no moment from %j', (madeAt) => {
    expect(readOf({ madeAt }).madeAt).toBe('');
  });

  it('is refused with the reason', () => {
    const notOurs = 'The list of the backup is not one that Pipette wrote.';
    expect(messageOf('{')).toMatch(/^The list of the backup is damaged: SyntaxError/);
    expect(messageOf('[]')).toBe(notOurs);
    expect(messageOf(textOf({ 'pipette-backup': 0 }))).toBe(notOurs);
    expect(messageOf(textOf({ 'pipette-backup': '2' }))).toBe(notOurs);
    expect(messageOf(textOf({ 'pipette-backup': 2 }))).toMatch(/by a newer version of Pipette/);
    expect(messageOf(textOf({ records: {} }))).toMatch(/no records that can be read/);
  });

  it('has as many records as an archive may have files, and no deeper nesting than is read', () => {
    const records = Array.from({ length: limits.archive.entries }, () => list.records[0]);
    expect(readOf({ records }).records).toHaveLength(limits.archive.entries);
    expect(messageOf(textOf({ records: [...records, 7] }))).toMatch(/no records/);
    const deep = `${'['.repeat(limits.backup.depth + 1)}${']'.repeat(limits.backup.depth + 1)}`;
    expect(messageOf(deep)).toMatch(/more than any that Pipette wrote/);
  });
});
