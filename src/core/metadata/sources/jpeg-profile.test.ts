import { expect, test } from 'vitest';
import { latinBytes, latinText } from '../../base/join-bytes';
import * as tiny from '../../source/tiny-files';
import { jpegProfile } from './jpeg-profile';

const part = (place: number, all: number, content: string): Uint8Array =>
  tiny.segment(0xe2, tiny.bytes('ICC_PROFILE\0', [place, all], content));
const other = tiny.segment(0xe2, latinBytes('MPF\0and more'));
const profileOf = (...segments: readonly Uint8Array[]): string | null => {
  const found = jpegProfile(tiny.jpeg(1, 1, { segments }));
  return found && latinText(found);
};

test('a profile comes together from parts in any order, past other segments', () => {
  expect(profileOf(part(1, 1, 'profile'))).toBe('profile');
  expect(profileOf(other, part(3, 3, 'c'), part(1, 3, 'a'), other, part(2, 3, 'b'))).toBe('abc');
});

test('a profile of which a part is missing is none', () => {
  expect(profileOf(part(1, 2, 'a'))).toBeNull();
  expect(profileOf(part(2, 2, 'b'))).toBeNull();
  expect(profileOf(other)).toBeNull();
  expect(profileOf()).toBeNull();
});
