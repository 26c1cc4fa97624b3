import { describe, expect, it } from 'vitest';
import { headerOf, refusalOf } from '../header-of';
import { isReadByEngine } from './tiff-layout';
import { be32, box, bytes, jpeg, tiff, type TiffEntry } from '../tiny-files';

const tag = { bits: 258, compression: 259, photometric: 262, samples: 277, planes: 284 } as const;

const page = (more: readonly TiffEntry[] = []): readonly TiffEntry[] =>
  [
    ...([
      [256, 3, 9],
      [257, 3, 9],
    ] as const),
    ...more,
  ].sort(([one], [other]) => one - other);

const plain = { bits: 8, compression: 1, photometric: 2, samples: 3, planes: 1 };
const laidOut = ({
  tiled = false,
  format = 1,
  ...more
}: Partial<typeof plain> & { tiled?: boolean; format?: number }): Uint8Array => {
  const all = { ...plain, ...more };
  return tiff([
    page([
      [tag.bits, 3, all.bits],
      [tag.compression, 3, all.compression],
      [tag.photometric, 3, all.photometric],
      [tag.samples, 3, all.samples],
      [tag.planes, 3, all.planes],
      [339, 3, format],
      ...(tiled
        ? ([
            [322, 3, 16],
            [323, 3, 16],
          ] as const)
        : []),
    ]),
  ]);
};

describe('a TIFF of a layout that nothing here reads', () => {
  it.each([
    [34_887, 'LERC'],
    [34_925, 'LZMA'],
    [34_712, 'JPEG 2000'],
    [50_002, 'JPEG XL'],
    [34_933, 'PNG'],
    [34_661, 'JBIG'],
    [12_345, 'method 12345'],
  ])('is refused by the name of its compression: %i is %s', async (compression, name) => {
    expect(await refusalOf(laidOut({ compression }), 'a.tif')).toBe(
      `IMG-TYPE: a.tif is a TIFF compressed with ${name}, which cannot be read here, so it was not opened.`,
    );
  });

  it('is refused by what it is, and never as damaged', async () => {
    expect(await refusalOf(laidOut({ bits: 12, photometric: 6, tiled: true }), 'a.tif')).toBe(
      'IMG-TYPE: a.tif is a TIFF of a layout that cannot be read here (12 bits per value, 3 values per pixel, tiles, colours of kind 6), so it was not opened.',
    );
  });
});

describe('who reads a TIFF', () => {
  it.each([
    ['8 bits', {}, true],
    ['fractions of 32 bits', { bits: 32, format: 3 }, true],
    ['fractions of 64 bits', { bits: 64, format: 3 }, false],
    ['12 bits', { bits: 12 }, false],
    ['4 bits of grey', { bits: 4, samples: 1, photometric: 1 }, true],
    ['4 bits of colours', { bits: 4 }, false],
    ['bands apart', { planes: 2 }, true],
    ['bands apart in tiles', { planes: 2, tiled: true }, false],
    ['grey in tiles, whatever is said of bands', { planes: 2, tiled: true, samples: 1 }, true],
    ['Lab of 8 bits', { photometric: 8 }, false],
    ['Lab of 16 bits', { photometric: 8, bits: 16 }, true],
    ['Zstandard', { compression: 50_000 }, false],
    ['JPEG', { compression: 7 }, true],
    ['old JPEG', { compression: 6 }, false],
    ['fax', { compression: 4, bits: 1, samples: 1, photometric: 0 }, true],
  ])('%s: %o, libvips: %s', async (_, more, expected) => {
    const { layout } = await headerOf(laidOut(more));
    expect(layout && isReadByEngine(layout)).toBe(expected);
  });
});

describe('a RAW photo', () => {
  const isRaw =
    'IMG-TYPE: a.bin is a RAW photo: it holds what the sensor of a camera measured, and cannot be opened here yet.';

  it.each([
    ['DNG', tiff([page([[50_706, 4, 1]])])],
    ['a mosaic in the first directory', tiff([page([[tag.photometric, 3, 32_803]])])],
    ['linear light', tiff([page([[tag.photometric, 3, 34_892]])])],
    ['a compression of a camera’s own', tiff([page([[tag.compression, 3, 34_713]])])],
    // The second directory lies behind the first: 8 + 2 + 3 x 12 + 4 bytes.
    [
      'a mosaic beside a preview',
      tiff([page([[330, 4, 50]]), page([[tag.photometric, 3, 32_803]])]),
    ],
    ['CR2', bytes('II*\0', [16, 0, 0, 0], 'CR\x02\0', new Uint8Array(40))],
    ['CR3', box('ftyp', 'crx ', be32(0), 'crx isom')],
    ['RAF', bytes('FUJIFILMCCD-RAW 0201', new Uint8Array(40))],
    ['ORF', bytes('IIRO', [8, 0, 0, 0], new Uint8Array(40))],
    ['RW2', bytes('IIU\0', [8, 0, 0, 0], new Uint8Array(40))],
    ['X3F', bytes('FOVb', new Uint8Array(40))],
  ])('is called that: %s', async (_, file) => {
    expect(await refusalOf(file)).toBe(isRaw);
  });

  it('is none because a smaller picture lies beside it', async () => {
    const file = tiff([page([[330, 4, 50]]), page([[tag.photometric, 3, 2]])]);
    expect(await headerOf(file)).toMatchObject({ format: 'tiff', width: 9 });
    expect(await headerOf(tiff([page([[330, 4, 999_999]])]))).toMatchObject({ format: 'tiff' });
  });
});

describe('a JPEG of a kind that nothing here reads', () => {
  it('is refused by what it is', async () => {
    const deep = jpeg(8, 8);
    deep[deep.indexOf(0xc0) + 3] = 12;
    expect(await refusalOf(deep, 'a.jpg')).toBe(
      'IMG-TYPE: a.jpg is a JPEG of 12 bits per colour, which cannot be read here, so it was not opened.',
    );
    expect(await refusalOf(jpeg(8, 8, { frame: 0xc3 }))).toContain('is a lossless JPEG,');
    expect(await refusalOf(jpeg(8, 8, { frame: 0xc9 }))).toBe('opened');
  });
});
