import { expect, it } from 'vitest';
import { uniqueNames } from './unique-names';

it('tells no names apart that some system holds for the same', () => {
  const wanted = [
    'file.jpg',
    'FILE.jpg',
    '\uff46ile.jpg',
    'e\u0301.jpg',
    '\u00e9.jpg',
    'a/file.jpg',
  ];
  expect(uniqueNames(wanted).names).toEqual([
    'file.jpg',
    'FILE (2).jpg',
    // A letter of full width is the plain one in compatibility form.
    expect.stringMatching(/ \(\d\)\.jpg$/),
    'e\u0301.jpg',
    expect.stringMatching(/ \(2\)\.jpg$/),
    'a/file.jpg',
  ]);
});
