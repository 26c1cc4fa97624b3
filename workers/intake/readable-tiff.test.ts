import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toldByTiff } from '../../src/core/metadata/sources/tiff';
import { bytes } from '../../src/core/source/tiny-files';
import { admitReadable } from './admit-readable';
import type { VipsBinding } from '../runtime/binding';
import { JobError } from '../runtime/errors';
import { fromFile } from './from-file';
import { OpenPicture } from '../memory/open-picture';
import { asItIs } from '../../src/core/engine/requests';
import { jobForTest, pipelineOf, startForTest, textureOf } from '../testing/index';
import { buildTiff, type TiffToBuild } from '../testing/tiff';

let vips: VipsBinding;
beforeAll(async () => {
  vips = await startForTest();
});
afterAll(() => vips.shutdown());

const [width, height] = [5, 5];
/** Pixels of numbers from 0 to 1 that differ in every band. */
const ramp = (bands: number): readonly (readonly number[])[] =>
  Array.from({ length: width * height }, (_, at) =>
    Array.from({ length: bands }, (_, band) => ((at * 7 + band * 5) % 25) / 24),
  );
const whole = (bands: number, bits: number): readonly (readonly number[])[] =>
  ramp(bands).map((pixel) => pixel.map((unit) => Math.round(unit * (2 ** bits - 1))));

/** Where the value of a tag stands in a file that was built here. */
function placeOf(file: Uint8Array, tag: number): number {
  const view = new DataView(file.buffer, file.byteOffset);
  const directory = view.getUint32(4, true);
  const count = view.getUint16(directory, true);
  const entries = Array.from({ length: count }, (_, index) => directory + 2 + 12 * index);
  const found = entries.find((at) => view.getUint16(at, true) === tag);
  if (found === undefined) throw new Error(`there is no tag ${tag}`);
  return found + 8;
}

async function open(file: Uint8Array): Promise<OpenPicture> {
  const request = { ...asItIs, file: new Blob([new Uint8Array(file)]), name: 'a.tif' };
  const admitted = await admitReadable(vips, request);
  if (!admitted.ok) throw new JobError(admitted.error);
  return OpenPicture.open(vips, jobForTest().job, admitted.value.encoded, file.length);
}

/** Returns the numbers of the opened picture, as many bands as it has. */
async function numbersOf(file: Uint8Array): Promise<{ picture: OpenPicture; numbers: number[] }> {
  const picture = await open(file);
  const full = picture.fullCopy(jobForTest().job);
  const memory = full.writeToMemory();
  const numbers =
    full.format === 'ushort' ? new Uint16Array(memory.slice().buffer) : memory.slice();
  return { picture, numbers: [...numbers] };
}

describe('a TIFF of a layout that libvips does not read', () => {
  const kinds: readonly (readonly [
    string,
    Partial<TiffToBuild> & { bits: number; bands: number },
  ])[] = [
    ['3 bits of grey', { bits: 3, bands: 1 }],
    ['5 bits', { bits: 5, bands: 3 }],
    ['12 bits of grey', { bits: 12, bands: 1 }],
    ['12 bits, differences, LZW', { bits: 12, bands: 3, predictor: 2, compression: 5 }],
    ['14 bits, bands apart', { bits: 14, bands: 3, isPlanar: true, compression: 8 }],
    ['24 bits', { bits: 24, bands: 3 }],
    ['8 bits, bands apart in tiles', { bits: 8, bands: 3, isPlanar: true, tile: 16 }],
    ['8 bits in Zstandard', { bits: 8, bands: 3, compression: 50_000 }],
    [
      '16 bits with alpha in Zstandard',
      { bits: 16, bands: 4, compression: 50_000, more: [[338, [2]]] },
    ],
    ['10 bits in PackBits', { bits: 10, bands: 1, compression: 32_773 }],
  ];

  it.each(kinds)('is read to the last number: %s', async (_, { bands, ...more }) => {
    const deep = more.bits > 8;
    const file = buildTiff({
      width,
      height,
      pixels: whole(bands, more.bits),
      photometric: bands === 1 ? 1 : 2,
      ...more,
    });
    const { picture, numbers } = await numbersOf(file);
    const max = deep ? 65_535 : 255;
    const expected = whole(bands, more.bits).flat();
    const exact = expected.map((number) => Math.round((number / (2 ** more.bits - 1)) * max));
    expect(numbers).toEqual(exact);
    expect(picture.info).toMatchObject({ format: 'TIFF', bitsPerBand: deep ? 16 : 8, notices: [] });
  });

  it('is read with white first, a palette, or what colours were multiplied by', async () => {
    const grey = { width, height, bits: 12 };
    const white = buildTiff({ ...grey, pixels: whole(1, 12), photometric: 0 });
    const inverted = ramp(1).map(([unit = 0]) =>
      Math.round((4095 - Math.round(unit * 4095)) * (65_535 / 4095)),
    );
    expect((await numbersOf(white)).numbers).toEqual(inverted);
    const reds = [0, 40, 80, 120, 160, 200, 240, 255];
    const colours = [...reds, ...reds.toReversed(), ...reds.map(() => 7)].map((one) => one * 257);
    const palette = buildTiff({
      width: 8,
      height: 1,
      bits: 3,
      photometric: 3,
      pixels: reds.map((_, at) => [at]),
      more: [[320, colours]],
    });
    expect((await numbersOf(palette)).numbers).toEqual(
      reds.flatMap((red, at) => [red, reds[7 - at], 7]),
    );
    const half = buildTiff({
      width: 1,
      height: 1,
      bits: 12,
      photometric: 2,
      pixels: [[1000, 500, 0, 2000]],
      more: [[338, [1]]],
    });
    expect((await numbersOf(half)).numbers).toEqual([32_768, 16_384, 0, 32_007]);
  });

  it('is read in fractions and in Lab as libvips reads those of its own', async () => {
    const linear = ramp(3).map((pixel) => pixel.map((unit) => unit * unit));
    const fractions = { width, height, photometric: 2, sampleFormat: 3, pixels: linear };
    const [single, double] = [
      buildTiff({ ...fractions, bits: 32 }),
      buildTiff({ ...fractions, bits: 64 }),
    ];
    expect((await numbersOf(double)).numbers).toEqual((await numbersOf(single)).numbers);
    // Lab of three greys: white, mid-grey of sRGB, and black.
    const lab = buildTiff({
      width: 3,
      height: 1,
      bits: 8,
      photometric: 8,
      pixels: [
        [255, 0, 0],
        [137, 0, 0],
        [0, 0, 0],
      ],
    });
    const { numbers } = await numbersOf(lab);
    expect(numbers.map((number) => Math.round(number / 257))).toEqual([
      255, 255, 255, 128, 128, 128, 0, 0, 0,
    ]);
  });

  it('is turned upright, and keeps who made it', async () => {
    const file = buildTiff({
      width: 2,
      height: 1,
      bits: 12,
      photometric: 1,
      pixels: [[0], [4095]],
      orientation: 3,
      texts: [[315, 'Zo\xc3\xab\0']],
    });
    const { picture, numbers } = await numbersOf(file);
    expect(numbers).toEqual([65_535, 0]);
    const { exif } = toldByTiff(picture.encoded.bytes);
    expect(Buffer.from(exif ?? []).toString()).toContain('Zoë');
  });
});

describe('an old TIFF with a whole JPEG inside', () => {
  it('is read as that JPEG', async () => {
    const jpeg = textureOf(vips, 32, 16).jpegsaveBuffer({ Q: 90 }).slice();
    const plain = buildTiff({
      width: 32,
      height: 16,
      bits: 8,
      photometric: 6,
      compression: 6,
      pixels: [[0, 0, 0]],
      more: [[513, [0]]],
    });
    // Where the JPEG lies: behind all else.
    const view = new DataView(plain.buffer);
    view.setUint16(placeOf(plain, 513), plain.length, true);
    const { picture, numbers } = await numbersOf(bytes(plain, jpeg));
    expect(numbers).toEqual([...vips.Image.newFromBuffer(jpeg).writeToMemory()]);
    expect(picture.info).toMatchObject({ format: 'TIFF', notices: [] });
    await expect(open(plain)).rejects.toThrow('old-style JPEG in parts');
  });
});

describe('a damaged TIFF', () => {
  const large = (compression: number, bits: number): Uint8Array =>
    buildTiff({
      width: 8,
      height: 8,
      bits,
      photometric: 1,
      compression,
      pixels: Array.from({ length: 64 }, (_, at) => [(at * 37) % 2 ** bits]),
    });
  const textOf = (picture: OpenPicture): readonly string[] =>
    picture.info.notices.map(({ text }) => text);

  it.each([1, 5, 8, 50_000])(
    'says so when a part is lost, in compression %i',
    async (compression) => {
      const file = large(compression, 12);
      // Where the last strip lies: beyond the end of the file.
      const view = new DataView(file.buffer);
      view.setUint32(view.getUint32(placeOf(file, 273), true) + 12, file.length + 99, true);
      expect(textOf(await open(file))).toEqual([
        'This picture is damaged or cut off; what could be read is shown.',
      ]);
      const request = {
        ...asItIs,
        file: new Blob([new Uint8Array(file)]),
        name: 'a.tif',
        id: '1',
        damaged: false,
      };
      const left = await fromFile(vips, [], request, [pipelineOf()], 'png', () =>
        Promise.resolve(1),
      );
      expect(left).toMatchObject({
        ok: false,
        error: { message: 'a.tif is damaged, so it was left out.' },
      });
    },
  );

  it('is refused when nothing is left of it', async () => {
    for (const bits of [8, 12]) {
      const file = large(8, bits);
      file.fill(0, 8, new DataView(file.buffer).getUint32(4, true));
      await expect(open(file), `${bits} bits`).rejects.toThrow('damaged TIFF');
    }
  });

  it('is not damaged because of its tags', async () => {
    const file = buildTiff({
      width,
      height,
      bits: 8,
      photometric: 1,
      pixels: whole(1, 8),
      texts: [[305, 'No end']],
    });
    const { picture, numbers } = await numbersOf(file);
    expect(textOf(picture)).toEqual([]);
    expect(numbers).toEqual(whole(1, 8).flat());
  });
});
