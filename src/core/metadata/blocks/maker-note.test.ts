import { describe, expect, it } from 'vitest';
import * as tiny from '../../source/tiny-files';
import { movedNote } from './maker-note';

describe.each([true, false])('a note whose lowest bytes come first: %s', (little) => {
  const u16 = little ? tiny.le16 : tiny.be16;
  const u32 = little ? tiny.le32 : tiny.be32;
  const text = 'a long value';
  /** A note with one value in its entry and one behind the directory, as it reads at a place. */
  const note = (at: number, head = '', { size = text.length, type = 2, count = 2 } = {}) => {
    const values = head.length + 2 + 24 + 4;
    return tiny.bytes(
      head,
      [...u16(count)],
      [...u16(1), ...u16(4), ...u32(1), ...u32(4711)],
      [...u16(2), ...u16(type), ...u32(size), ...u32(at + values)],
      u32(0),
      text,
    );
  };

  it.each(['', 'MAKER\0', 'OLYMPUS\0', 'PENTAX \0II', 'Panasonic\0\0\0'])(
    'counts from the start of the block, after %j: its places move along',
    (head) => {
      expect(movedNote(note(500, head), 500, 812)).toEqual(note(812, head));
      expect(movedNote(note(500, head), 500, 100)).toEqual(note(100, head));
    },
  );

  it.each([
    ['counts from within', note(0)],
    ['points before itself', note(499 - 30)],
    ['points behind its end', note(501)],
    ['says more than it holds', note(500, '', { size: 4000 })],
    ['has a value of no known type', note(500, '', { type: 99 })],
    ['has no entries', note(500, '', { count: 0 })],
    ['has more entries than fit', note(500, '', { count: 40 })],
    ['is cut off', note(500).subarray(0, 1)],
  ])('stays as it is when it %s', (_, bytes) => {
    expect(movedNote(bytes, 500, 812)).toEqual(bytes);
  });
});
