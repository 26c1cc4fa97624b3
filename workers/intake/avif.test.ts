import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VipsBinding } from '../runtime/binding';
import { asMeant } from './as-meant';
import { decodeFull } from './decode';
import { noticesFor } from './notices';
import { encodedForTest, jobForTest, openForTest, startForTest } from '../testing/index';
import {
  avifOf as avifIn,
  coded,
  codedInside,
  height,
  placeOf,
  televisionAlpha,
  televisionGrey,
  width,
} from '../testing/avif';

let vips: VipsBinding;
beforeAll(async () => (vips = await startForTest(['heif'])));
afterAll(() => vips.shutdown());

const avifOf = (colour: readonly number[]): Uint8Array => avifIn(vips, colour);

/** The file as one that says it is a sequence of so many pictures. */
function sequence(file: Uint8Array, pictures: number): Uint8Array {
  const result = file.slice();
  result.set(Buffer.from('avis'), placeOf(result, 'ftyp') + 4);
  const box = (kind: string, body: Uint8Array): Uint8Array => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(8 + body.length);
    return Buffer.concat([size, Buffer.from(kind), body]);
  };
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32BE(pictures, 8);
  const film = ['stbl', 'minf', 'mdia', 'trak', 'moov'].reduce(
    (body, kind) => box(kind, body),
    box('stsz', sizes),
  );
  return Buffer.concat([result, film]);
}

async function firstPixel(file: Uint8Array): Promise<number[]> {
  const image = decodeFull(vips, jobForTest().job, await encodedForTest(file, 'a.avif'), false);
  try {
    return [...image.getpoint(3, 3)];
  } finally {
    image.delete();
  }
}

async function noticesOf(file: Uint8Array): Promise<string[]> {
  const picture = await openForTest(vips, file);
  try {
    return picture.info.notices.map(({ text }) => text);
  } finally {
    picture.delete();
  }
}

const nearly = (pixel: readonly number[], wanted: readonly number[]): void =>
  pixel.forEach((value, band) =>
    expect(
      Math.abs(value - (wanted[band] ?? NaN)),
      `${pixel.join()} is ${wanted.join()}`,
    ).toBeLessThan(3),
  );

describe('AVIF', () => {
  test('a sequence opens with its first picture', async () => {
    const file = avifOf([200, 100, 50]);
    file.set(Buffer.from('avis'), placeOf(file, 'ftyp') + 4);
    nearly(await firstPixel(file), [200, 100, 50]);
  });

  test('a sequence says how many pictures it has', async () => {
    const { header } = await encodedForTest(sequence(avifOf([200, 100, 50]), 5), 'a.avif');
    expect(header).toMatchObject({ frames: 5, framesCounted: true, animated: true });
    const seen = { width, height, damaged: false, converted: null };
    expect(noticesFor(header, seen).map(({ text }) => text)).toEqual([
      'This file has 5 frames; the first is used.',
    ]);
  });

  test('a sequence whose pictures are not counted says that there are several', async () => {
    const { header } = await encodedForTest(avifOf([200, 100, 50]), 'a.avif');
    const seen = { width, height, damaged: false, converted: null };
    const moving = { ...header, animated: true, framesCounted: false };
    expect(noticesFor(moving, seen).map(({ text }) => text)).toEqual([
      'This file has several frames; the first is used.',
    ]);
  });

  test('coefficients that are not specified are the usual ones, in the same range', async () => {
    const file = avifOf([200, 100, 50]);
    nearly(await firstPixel(coded(file, 2, 2, 2)), [200, 100, 50]);
  });

  test('Display P3 said by codes is converted', async () => {
    const file = coded(avifOf([200, 100, 50]), 12, 13);
    nearly(await firstPixel(file), [215, 93, 31]);
    expect(await noticesOf(file)).toEqual([
      'Colours were converted from the picture’s own colour space to sRGB.',
    ]);
  });

  test('colours that the coder alone says are converted', async () => {
    nearly(await firstPixel(codedInside(vips, [200, 100, 50])), [241, 76, 29]);
  });

  test('alpha with the levels of television is made whole, and colours stay', async () => {
    nearly(await firstPixel(televisionAlpha(vips, [200, 100, 50, 126])), [200, 100, 50, 128]);
  });

  test('codes of television are taken as sRGB, without a word', async () => {
    const file = coded(avifOf([200, 100, 50]), 1, 1);
    nearly(await firstPixel(file), [200, 100, 50]);
    expect(await noticesOf(file)).toEqual([]);
  });

  test('PQ is mapped to what screens show, and says so', async () => {
    const file = coded(avifOf([128, 128, 128]), 9, 16);
    nearly(await firstPixel(file), [132, 132, 132]);
    expect(await noticesOf(file)).toEqual(['HDR picture, shown in SDR.']);
  });
});

test('grey with the levels of television runs from black to white', async () => {
  const image = decodeFull(
    vips,
    jobForTest().job,
    await encodedForTest(televisionGrey(), 'a.avif'),
    false,
  );
  nearly([...image.getpoint(0, 3)], [0, 0, 0]);
  nearly([...image.getpoint(31, 3)], [248, 248, 248]);
  image.delete();
});

test('numbers as television stores them are made whole, in 8 and 16 bits', async () => {
  const { header } = await encodedForTest(avifOf([1, 2, 3]), 'a.avif');
  const bare = vips.Image.newFromMemory(
    ...([
      Uint8Array.of(16, 16, 16, 16, 235, 235, 235, 235),
      2,
      1,
      4,
      vips.BandFormat.uchar,
    ] as const),
  );
  const eight = bare.copy({ interpretation: 'srgb' });
  const deep = eight.linear(256, 0).cast('ushort').copy({ interpretation: 'rgb16' });
  const meant = (image: typeof eight, grey: boolean, alpha: boolean): number[][] => {
    const result = asMeant(image.copy(), { ...header, limited: { grey, alpha } });
    return [0, 1].map((x) => [...result.getpoint(x, 0)]);
  };
  expect(meant(eight, false, true)).toEqual([
    [16, 16, 16, 0],
    [235, 235, 235, 255],
  ]);
  expect(meant(eight, true, false)).toEqual([
    [0, 0, 0, 16],
    [255, 255, 255, 235],
  ]);
  const [dark, light] = meant(deep, true, true);
  expect(dark).toEqual([0, 0, 0, 0]);
  expect(light?.every((value) => Math.abs(value - 65_280) < 1)).toBe(true);
});
