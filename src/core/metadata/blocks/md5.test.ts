import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { md5 } from './md5';

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 70_000])(
  'MD5 of %i bytes is what another program says',
  (length) => {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 31 + 7) & 0xff);
    const expected = createHash('md5').update(bytes).digest('hex').toUpperCase();
    expect(md5(bytes)).toBe(expected);
  },
);
