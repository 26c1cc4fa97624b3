import { describe, expect, it } from 'vitest';
import { limits } from '../../base/limits';
import { isBareHash, linkVersion, notUnpacked, readFrame, writeFrame } from './frame';
import { readNumber, Scanner, sized, writeNumber, writeNumbers } from './numbers';
import { isPacking, pack, unpack } from './packings';
import { type Coded, type LinkValue, readValue, writeValue } from './values';

const errorOf = (hash: string) => {
  const read = readFrame(hash);
  if (read.ok) throw new Error('It was read.');
  return read.error;
};

describe('the frame of a link', () => {
  const whole = writeFrame('p', 'body');

  it('says what is wrong, that nothing was changed, and what to do', () => {
    expect(errorOf(whole.slice(0, -1))).toMatchObject({
      code: 'LINK-CUT',
      message: 'This link is incomplete: 1 character or more is missing.',
      safe: 'Nothing was changed.',
      advice: 'Copy the whole link, or ask for the pipeline as a file.',
    });
    expect(errorOf(whole.replace('body', 'boby'))).toMatchObject({
      code: 'LINK-CHANGED',
      message:
        'This link was changed on its way, so it was not opened: it could do something else than was meant.',
      safe: 'Nothing was changed.',
    });
    expect(errorOf('hello')).toMatchObject({
      code: 'LINK-FOREIGN',
      advice: 'A Pipette link ends in # and a number, such as #1.p…',
    });
    expect(errorOf(writeFrame('p', 'body', 2))).toMatchObject({
      code: 'LINK-VERSION',
      message: `This link was made by a newer Pipette (link version 2; this one reads up to ${linkVersion}).`,
    });
    expect(errorOf('x'.repeat(limits.link.hashLength + 1))).toMatchObject({ code: 'LINK-SIZE' });
    expect(notUnpacked('damaged')).toMatchObject({
      code: 'LINK-CHANGED',
      detail: 'The content could not be unpacked.',
    });
    expect(notUnpacked('too large').message).toMatch(/too large: it unpacks to more than \d/);
  });

  it('has a body of any length, and tells what stands behind', () => {
    for (const length of [0, 1, 31, 32, 33, 1023, 1024, 1025]) {
      const body = 'b'.repeat(length);
      expect(readFrame(writeFrame('p', body))).toEqual({
        ok: true,
        value: { letter: 'p', body, behind: '' },
      });
    }
    expect(readFrame(`${whole}.more`)).toMatchObject({ value: { body: 'body', behind: '.more' } });
    expect(errorOf(`${whole}more`).code).toBe('LINK-CHANGED');
  });

  it('has a checksum over all of it', () => {
    for (let at = 0; at < whole.length - 6; at += 1) {
      const other = whole[at] === 'x' ? 'y' : 'x';
      expect(readFrame(whole.slice(0, at) + other + whole.slice(at + 1)).ok, `at ${at}`).toBe(
        false,
      );
    }
  });

  it.each([
    ['1.p123456789', true],
    ['#1.d123456789', true],
    ['1.x123456789', false],
    ['2.x123456789', true],
    ['1.p12345678', false],
    ['see 1.p123456789', false],
  ])('takes %s for a hash alone: %s', (text, expected) => {
    expect(isBareHash(text)).toBe(expected);
  });
});

describe('packed texts', () => {
  it.each(['', 'ab', 'a b Z_ä😀', 'Zz', 'resize '.repeat(200)])('come back: %j', (text) => {
    const { letter, body } = pack(text);
    expect(isPacking(letter)).toBe(true);
    expect(unpack(letter, body)).toEqual({ ok: true, value: text });
  });

  it('are plain where that is the shortest, with a space as _ and all else as Z and hex', () => {
    expect(pack('a Z\n')).toEqual({ letter: 'p', body: 'a_Z5aZ0a' });
  });

  it('are damaged where they are none', () => {
    for (const [letter, body] of [
      ['p', 'Zff'],
      ['d', '****'],
      ['d', 'AAAA'],
      ['x', 'a'],
    ] as const) {
      expect(unpack(letter, body)).toEqual({ ok: false, error: 'damaged' });
    }
    expect(isPacking('x')).toBe(false);
  });
});

const coded = (kind: Coded['kind'], options: readonly string[] = []): Coded => ({ kind, options });
const area = { left: 0.25, top: 0, width: 0.5, height: 1 };

describe('values in a link', () => {
  it.each<[Coded, LinkValue]>([
    [coded('number'), -1.5],
    [coded('number'), 0],
    [coded('choice', ['a', 'b']), 'b'],
    [coded('set', ['a', 'b', 'c']), ['a', 'c']],
    [coded('set', ['a', 'b', 'c']), []],
    [coded('set', ['a', 'b', 'c']), ['a', 'b', 'c']],
    [coded('colour'), '#01fe9a'],
    [coded('asset'), ''],
    [coded('asset'), '0123456789abcdef'.repeat(4)],
    [coded('text'), 'a~b 1'],
    [coded('point'), { x: 0.5, y: -1 }],
    [coded('rectangle'), area],
    [coded('rectangle'), { left: 15 / 484, top: 1 / 3, width: 100 / 484, height: 1 / 3 }],
    [coded('rectangles'), [area, { ...area, top: 0.1 }]],
    [coded('rectangles'), []],
    [
      coded('curve'),
      [
        { x: 0, y: 0 },
        { x: 1, y: 0.5 },
      ],
    ],
  ])('come back: %j', (kind, value) => {
    const text = writeValue(kind, value);
    expect(readValue(kind, new Scanner(text ?? 'nothing'), '')).toEqual(value);
  });

  it.each<[Coded, unknown]>([
    [coded('number'), '1'],
    [coded('number'), Infinity],
    [coded('choice', ['a']), 'b'],
    [coded('choice', ['a']), 0],
    [coded('set', ['a', 'b']), 'a'],
    [coded('set', ['a', 'b']), ['b', 'a']],
    [coded('set', ['a', 'b']), ['a', 'a']],
    [coded('set', ['a', 'b']), ['c']],
    [coded('toggle'), 1],
    [coded('colour'), '#12345'],
    [coded('colour'), 'a#123456'],
    [coded('colour'), '#1234567'],
    [coded('asset'), 'a'.repeat(63)],
    [coded('asset'), 'a'.repeat(65)],
    [coded('text'), 7],
    [coded('point'), area],
    [coded('rectangle'), { x: 1, y: 1 }],
    [coded('rectangles'), [area, 7]],
    [coded('rectangles'), area],
    [coded('curve'), [{ x: 0, y: 0 }, 7]],
    [coded('curve'), { x: 0, y: 0 }],
  ])('are not written where the kind does not know them: %j %j', (kind, value) => {
    expect(writeValue(kind, value)).toBeNull();
  });

  it.each<[Coded, string]>([
    [coded('number'), 'x'],
    [coded('choice', ['a']), '1'],
    [coded('choice', ['a']), 'x'],
    [coded('set', ['a', 'b']), '4'],
    [coded('set', ['a', 'b']), 'x'],
    [coded('colour'), 'AAA'],
    [coded('colour'), 'AA_A'],
    [coded('asset'), '1A'],
    [coded('text'), '9~short'],
    [coded('point'), '1'],
    [coded('point'), '1~2~3'],
    [coded('rectangle'), '1~2~3'],
    [coded('rectangle'), 'q1~2~3~4'],
    [coded('rectangles'), '1~2~3'],
    [coded('curve'), '1~2~3'],
  ])('are not read where none stands: %j %s', (kind, text) => {
    expect(readValue(kind, new Scanner(text), '')).toBeNull();
  });

  it('writes a toggle as nothing, for it is there only where it is not what it was', () => {
    expect(writeValue(coded('toggle'), true)).toBe('');
    expect(readValue(coded('toggle'), new Scanner(''), true)).toBe(false);
    expect(readValue(coded('toggle'), new Scanner(''), false)).toBe(true);
  });
});

describe('numbers in a link', () => {
  it.each([
    [0, '0'],
    [-0.5, '-.5'],
    [1e21, '1e21'],
    [1200000, '12e5'],
    [15 / 484, '15q484'],
    [1e-7, '1e-7'],
  ])('writes %d as %s', (value, text) => {
    expect([writeNumber(value), readNumber(text)]).toEqual([text, value]);
  });

  it('stand apart only where they would run together', () => {
    expect(writeNumbers([1, -2, 0.5, 0.25, 3])).toBe('1-2~.5.25~3');
    expect(new Scanner('1-2~.5.25~3').numbers()).toEqual([1, -2, 0.5, 0.25, 3]);
    expect(writeNumbers([])).toBe('');
  });

  it.each(['', 'x', 'q2', '1q', '1q2q3', '1q0'])('are none: %j', (text) => {
    expect(readNumber(text)).toBeNull();
  });

  it('leaves what is too short where it is', () => {
    const scanner = new Scanner(`${sized('ab')}c`);
    expect([scanner.sized(), scanner.take(2), scanner.done]).toEqual(['ab', null, false]);
    expect([scanner.take(1), scanner.done]).toEqual(['c', true]);
  });
});
