import { describe, expect, it, test } from 'vitest';
import { type MetadataEntry, receiptInWords } from './entries';
import { keptGroups, metadataGroups, riskOf } from './groups';
import type { HoldsMetadata } from './holds';
import { cannotHold, stays } from './stays';

const all: HoldsMetadata = { exif: true, iptc: 'bare', texts: true, xmpBytes: 1 };
const none: HoldsMetadata = { exif: false, iptc: null, texts: false, xmpBytes: 0 };
const every = new Set(metadataGroups.map(({ id }) => id));
const entry = (container: string, name = 'Make'): MetadataEntry => ({
  group: 'camera',
  container,
  name,
  value: '',
});

test.each([
  [all, null],
  [none, 'Odd files hold no metadata: all of it goes.'],
  [{ ...all, texts: false }, 'Odd files hold no PNG texts.'],
  [{ ...all, iptc: null, texts: false }, 'Odd files hold no IPTC and no PNG texts.'],
  [{ ...none, exif: true }, 'Odd files hold no XMP, IPTC and no PNG texts.'],
  [{ ...none, texts: true }, 'Odd files hold no EXIF, XMP and no IPTC.'],
] as const)('what a format cannot hold is said: %j', (holds, words) => {
  expect(cannotHold({ label: 'Odd', holds })).toBe(words);
});

describe('a tag stays', () => {
  it.each([
    ['EXIF', { ...none, exif: true }],
    ['Maker notes', { ...none, exif: true }],
    ['XMP', { ...none, xmpBytes: 1 }],
    ['IPTC', { ...none, iptc: 'bare' }],
    ['PNG text', { ...none, texts: true }],
  ] as const)('of %s where the format holds that', (container, alone) => {
    expect(stays(entry(container), every, alone)).toBe(true);
    expect(stays(entry(container), every, all)).toBe(true);
    expect(stays(entry(container), every, none)).toBe(false);
    expect(stays(entry(container), new Set(['date']), all)).toBe(false);
  });

  it('not when it is structure, of an unknown place, or about the file it came from', () => {
    expect(stays({ ...entry('EXIF'), group: 'structure' }, every, all)).toBe(false);
    expect(stays(entry('Profile'), every, all)).toBe(false);
    expect(stays(entry('EXIF', 'Thumbnail'), every, all)).toBe(false);
    expect(stays(entry('XMP', 'GainMapMax'), every, all)).toBe(false);
    // A name counts in its own container, and whole.
    expect(stays(entry('XMP', 'Padding'), every, all)).toBe(true);
    expect(stays(entry('EXIF', 'ThumbnailMaker'), every, all)).toBe(true);
  });
});

test('a policy keeps its groups, and its own choice what was chosen', () => {
  const kept = keptGroups('safe', []);
  expect([...every].filter((group) => !kept.has(group))).toEqual([
    'location',
    'identifiers',
    'maker-notes',
    'other',
  ]);
  expect(keptGroups('all', [])).toEqual(every);
  expect([...keptGroups('copyright', ['date'])]).toEqual(['author']);
  expect([...keptGroups('none', ['date'])]).toEqual([]);
  expect([...keptGroups('own', ['date'])]).toEqual(['date']);
});

test('a receipt says what is in the file, and what people mind that is not', () => {
  const { container, name, value } = entry('EXIF');
  const receipt = (...groups: readonly MetadataEntry['group'][]) =>
    receiptInWords(groups.map((group) => ({ group, container, name, value })));
  expect(receipt('date', 'camera', 'structure')).toBe(
    'Checked in the saved file: camera and exposure, date and time. No location, no serial numbers.',
  );
  expect(receipt()).toBe('Checked in the saved file: no metadata. No location, no serial numbers.');
  expect(receipt('location')).toBe('Checked in the saved file: location. No serial numbers.');
  for (const group of ['identifiers', 'maker-notes'] as const) {
    expect(receipt(group)).toMatch(/\. No location\.$/u);
    expect(receipt('location', group)).not.toContain('No ');
  }
});

test('a risk is named of what tells a place, a person or a device', () => {
  expect(metadataGroups.map(({ id }) => [id, riskOf(id)]).filter(([, risk]) => risk)).toEqual([
    ['location', 'place'],
    ['author', 'person'],
    ['identifiers', 'serial number'],
    ['maker-notes', 'serial number'],
  ]);
});
