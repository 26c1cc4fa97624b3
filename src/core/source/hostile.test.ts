import fc from '../testing/properties';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../base/errors';
import { limits } from '../base/limits';
import { checkLimits } from './check-limits';
import { bytesReader, type ByteReader } from './byte-reader';
import { leastWorkOf } from '../testing/work';
import { readHeader } from './header';
import {
  bytes,
  chunk,
  exif,
  gif,
  gifFrame,
  isoMedia,
  jpeg,
  jxl,
  png,
  riff,
  segment,
  tiff,
  webp,
  webpExtended,
  webpLossless,
} from './tiny-files';

const seeds: readonly Uint8Array[] = [
  jpeg(40, 30, { segments: [segment(0xe1, bytes('Exif\0\0', exif(6)))] }),
  png(7, 5, { chunks: [chunk('acTL', new Uint8Array(8)), chunk('eXIf', exif(3))] }),
  webp(webpLossless(9, 9, true)),
  webp(webpExtended(0x0a, 9, 9), riff('ANMF', new Uint8Array(17)), riff('EXIF', exif(2))),
  tiff([
    [
      [256, 4, 9],
      [257, 3, 9],
    ],
    [[256, 4, 9]],
  ]),
  tiff(
    [
      [
        [256, 4, 9],
        [257, 3, 9],
      ],
    ],
    { big: true, little: false },
  ),
  gif(8, 6, gifFrame(8, 6), gifFrame(8, 6, true)),
  isoMedia(80, 60, { turns: 1, mirror: 0 }),
  jxl(80, 60),
  bytes('\0\0\0\x0cJXL \r\n\x87\n', [0, 0, 0, 30], 'jxlp\0\0\0\0', jxl(9, 9)),
  bytes('<?xml version="1.0"?><!DOCTYPE svg><svg width="10mm" viewBox="0 0 9 9"/>'),
];

const magic = seeds.map((seed) => seed.subarray(0, 12));

/** A seed with bytes overwritten, a piece cut out and rubbish at its end. */
const mutated = fc
  .record({
    seed: fc.constantFrom(...seeds),
    edits: fc.array(fc.tuple(fc.nat(400), fc.constantFrom(0, 1, 2, 127, 128, 254, 255)), {
      maxLength: 6,
    }),
    noise: fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }),
    cut: fc.option(fc.nat(400)),
    tail: fc.uint8Array({ maxLength: 64 }),
  })
  .map(({ seed, edits, noise, cut, tail }) => {
    const file = Uint8Array.from(bytes(seed, tail));
    for (const [at, value] of [...edits, ...noise]) file[at % file.length] = value;
    return cut === null ? file : file.subarray(0, cut);
  });

const rubbishBehindMagic = fc
  .tuple(fc.constantFrom(...magic), fc.uint8Array({ maxLength: 300 }))
  .map(([start, rest]) => bytes(start, rest));

function counted(file: Uint8Array): { reader: ByteReader; reads: () => number } {
  const inner = bytesReader(file);
  let reads = 0;
  return {
    reader: {
      size: inner.size,
      read: (offset, length) => {
        reads += 1;
        return inner.read(offset, length);
      },
    },
    reads: () => reads,
  };
}

async function survives(file: Uint8Array): Promise<void> {
  const { reader, reads } = counted(file);
  const result = await readHeader(reader, 'x');
  expect(reads()).toBeLessThanOrEqual(limits.header.reads);
  if (!result.ok) {
    expect(errorCodes).toContain(result.error.code);
    expect(result.error.code).not.toBe('BUG');
    return;
  }
  const { width, height, frames, bands } = result.value;
  for (const value of [width, height, frames, bands]) {
    expect(Number.isSafeInteger(value) && value >= 1).toBe(true);
  }
  const verdict = checkLimits(result.value, file.length, { small: false }, true, { frames: 'all' });
  expect(verdict.ok || verdict.error.message !== '').toBe(true);
}

describe('hostile headers', () => {
  it(
    'never throw, loop or read on: 20,000 mutated and random files',
    { timeout: 60_000 },
    async () => {
      await fc.assert(fc.asyncProperty(mutated, survives), { numRuns: 14_000 });
      await fc.assert(fc.asyncProperty(rubbishBehindMagic, survives), { numRuns: 5_000 });
      await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), survives), {
        numRuns: 1_000,
      });
    },
  );

  const bytesOfFew = 1_000_000;
  const filled =
    (start: Uint8Array, pattern: readonly number[]) =>
    (length: number): Uint8Array => {
      const file = Uint8Array.from({ length }, (_, at) => pattern[at % pattern.length] ?? 0);
      file.set(start);
      return file;
    };

  it.each([
    ['a JPEG of markers that stand alone', filled(bytes([0xff, 0xd8]), [0xff, 0xd0])],
    ['a JPEG of padding', filled(bytes([0xff, 0xd8]), [0xff])],
    ['a JPEG of empty segments', filled(bytes([0xff, 0xd8]), [0xff, 0xe0, 0, 2])],
    [
      'a PNG of empty chunks',
      filled(png(7, 5).subarray(0, 33), [0, 0, 0, 0, 0x61, 0x61, 0x61, 0x61, 0, 0, 0, 0]),
    ],
    ['a GIF of one-byte sub-blocks', filled(gif(9, 9, gifFrame(9, 9)).subarray(0, 37), [1, 1])],
    ['a GIF of empty extensions', filled(gif(9, 9).subarray(0, 19), [0x21, 0, 0])],
    [
      'a WebP of empty frames',
      filled(webp(webpExtended(2, 9, 9)), [0x41, 0x4e, 0x4d, 0x46, 0, 0, 0, 0]),
    ],
    ['an AVIF of empty boxes', filled(bytes([0, 0, 0, 16], 'ftypavif\0\0\0\0'), [0, 0, 0, 8])],
    [
      'an SVG that never ends its first tag',
      filled(bytes('<svg '), [0x61, 0x3d, 0x22, 0x22, 0x20]),
    ],
    ['an SVG of comments', filled(bytes('<!---->'), [...bytes('<!---->')])],
    ['a text of spaces', filled(bytes(' '), [0x20])],
  ])('%s is no more work, however much of it there is', async (_, made) => {
    const [few, many] = [made(bytesOfFew), made(8 * bytesOfFew)];
    // Once for all that is done on the first reading only.
    await survives(few);
    const max = 2.5 * (await leastWorkOf(() => survives(few)));
    expect(await leastWorkOf(() => survives(many))).toBeLessThan(max);
  });
});
