import { expect, test } from 'vitest';
import { refusalOf } from '../header-of';
import { packBits } from '../tiny-files';

/** A codestream's start of 8 by 8 pixels with one further channel of a kind (D.3.6). */
const withChannel = (kind: number): Uint8Array =>
  Uint8Array.from([
    ...[0xff, 0x0a],
    ...packBits(
      ...([
        [0, 1],
        [3, 2],
        [7, 30],
        [0, 3],
        [3, 2],
        [7, 30],
      ] as const),
      ...([
        [0, 1],
        [0, 1],
        [0, 1],
        [0, 2],
        [1, 1],
        [1, 2],
      ] as const),
      ...([
        [0, 1],
        [2, 2],
        [kind - 2, 4],
        [0, 32],
      ] as const),
    ),
  ]);

test('a JPEG XL with a black channel is refused as CMYK; with another one it opens', async () => {
  expect(await refusalOf(withChannel(4), 'a.jxl')).toBe(
    'IMG-TYPE: a.jxl is a CMYK picture in JPEG XL, which cannot be opened here.',
  );
  expect(await refusalOf(withChannel(2), 'a.jxl')).toBe('opened');
});
