import { expect, it } from 'vitest';
import { readCarried, readCarriedName, writeCarried, writeCarriedSet } from './carried';
import { nothingOwn } from './own-values';
import { newEntry, newSet } from './set';

const entry = newEntry({ name: 'a.jpg', folder: '', bytes: 1, modified: 5 }, 'id');

it('says of one picture that it was open, and reads nothing else as that', () => {
  expect(readCarried(writeCarried(entry, nothingOwn, true)).isCurrent).toBe(true);
  expect(writeCarried(entry, nothingOwn, false)).not.toHaveProperty('current');
  for (const current of [1, 'true', null, undefined]) {
    expect(readCarried({ current }).isCurrent).toBe(false);
  }
});

it('says what the set is called, and knows no name where there is none', () => {
  const set = newSet('Trip', [entry], 'set');
  expect(set && readCarriedName(writeCarriedSet(set))).toBe('Trip');
  for (const name of ['', '   ', 5, null, undefined]) expect(readCarriedName({ name })).toBeNull();
  expect(readCarriedName({})).toBeNull();
  expect(readCarriedName({ name: '  Sea\ud800 ' })).toBe('Sea\ufffd');
  expect(readCarriedName({ name: 'x'.repeat(5_000) })?.length).toBeLessThan(500);
});
