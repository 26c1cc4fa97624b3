import { expect, test } from 'vitest';
import { av1Colour } from './av1-sequence';
import { ByteView } from '../byte-reader';

/** Units with a sequence header of these fields, each a number and its bits, after a delimiter. */
function units(...fields: readonly (readonly [value: number, bits: number])[]): ByteView {
  const text = fields.map(([value, bits]) => value.toString(2).padStart(bits, '0')).join('');
  const bytes = (text.match(/.{1,8}/gu) ?? []).map((part) =>
    Number.parseInt(part.padEnd(8, '0'), 2),
  );
  return new ByteView(Uint8Array.from([0x12, 0, 0x0a, bytes.length, ...bytes]));
}

/** A still picture of 8 by 8, up to its colours. */
const still = (profile: number): readonly (readonly [number, number])[] => [
  ...([
    [profile, 3],
    [1, 1],
    [1, 1],
    [0, 5],
    [2, 4],
    [2, 4],
    [7, 3],
    [7, 3],
    [0, 3],
    [0, 3],
  ] as const),
];
/** The same in a sequence, with a decoder model and an operating point of a high level. */
const moving: readonly (readonly [number, number])[] = [
  ...([
    [0, 3],
    [0, 2],
    [1, 1],
    [0, 32],
    [0, 32],
    [1, 1],
    [1, 3],
    [0, 2],
    [1, 1],
    [9, 5],
  ] as const),
  ...([
    [0, 32],
    [0, 10],
    [1, 1],
    [0, 5],
    [0, 12],
    [8, 5],
    [0, 1],
    [1, 1],
    [0, 21],
  ] as const),
  ...([
    [1, 1],
    [0, 4],
    [2, 4],
    [2, 4],
    [7, 3],
    [7, 3],
    [1, 1],
    [0, 7],
    [0, 3],
  ] as const),
  ...([
    [0, 4],
    [1, 1],
    [0, 2],
    [1, 1],
    [1, 1],
    [0, 3],
    [0, 3],
  ] as const),
];

test.each([
  ['full range', [...still(0), [0, 1], [0, 1], [0, 1], [1, 1]], false, false],
  ['limited range', [...still(0), [0, 1], [0, 1], [0, 1], [0, 1]], false, true],
  ['limited grey', [...still(0), [0, 1], [1, 1], [0, 1], [0, 1]], true, true],
  ['444, which cannot be grey', [...still(1), [0, 1], [0, 1], [1, 1]], false, false],
  ['12 bits', [...still(2), [1, 1], [1, 1], [1, 1], [0, 1], [0, 1]], true, true],
  ['a sequence', [...moving, [0, 1], [1, 1], [0, 1], [1, 1]], true, false],
] as const)('%s', (_, fields, isGrey, isLimited) => {
  expect(av1Colour(units(...fields))).toEqual({ colour: null, isGrey, isLimited });
});

test('codes of colours, of which plain RGB has no bit for the range', () => {
  const told = (...codes: readonly number[]): readonly (readonly [number, number])[] =>
    codes.map((code) => [code, 8] as const);
  const start = [...still(1), [0, 1], [1, 1]] as const;
  expect(av1Colour(units(...start, ...told(9, 16, 9), [0, 1]))).toEqual({
    ...{ colour: { primaries: 9, transfer: 16 }, isGrey: false, isLimited: true },
  });
  expect(av1Colour(units(...start, ...told(1, 13, 0)))?.isLimited).toBe(false);
});

test('other units only, or none', () => {
  expect(av1Colour(new ByteView(Uint8Array.of(0x12, 0, 0x32, 1, 0)))).toBeNull();
  expect(av1Colour(new ByteView(new Uint8Array(0)))).toBeNull();
});
