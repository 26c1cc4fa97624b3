import { describe, expect, it, test } from 'vitest';
import { bigEndian, joinBytes, latinBytes, latinText } from '../../base/join-bytes';
import { ByteView } from '../../source/byte-reader';
import { body, boxes } from '../../source/iso/boxes';
import { dataOf, itemsOf } from '../../source/iso/items';
import { heic, sides, type TinyItem } from '../../source/iso/tiny-heic';
import * as tiny from '../../source/tiny-files';
import { type ExifEntry, numberEntry, readExif, writeExif } from '../blocks/exif-block';
import { toldByHeic } from '../sources/heic';
import { toldByPng } from '../sources/png';
import { toldByTiff } from '../sources/tiff';
import { nothingTold, type Told } from '../told';
import { tell } from './index';

const text = (tag: number, value: string): ExifEntry => ({
  tag,
  type: 2,
  count: value.length + 1,
  value: latinBytes(`${value}\0`),
  at: 0,
});
const time = (little: boolean): ExifEntry => ({
  tag: 0x829a,
  type: 5,
  count: 1,
  value: tiny.bytes(little ? tiny.le32(1) : tiny.be32(1), (little ? tiny.le32 : tiny.be32)(250)),
  at: 0,
});
const exifOf = (little: boolean): Uint8Array =>
  writeExif({
    little,
    main: [text(0x010f, 'Maker')],
    exif: [time(little), numberEntry(0x8827, 400, little)],
    gps: [text(0x0001, 'N')],
    interop: [],
  });
const exif = exifOf(true);
// Of odd length, which some formats fill up.
const xmp = new TextEncoder().encode('<rdf>Zoë</rdf>');
const iptc = latinBytes(`\x1c\x02\x50\0\x06Author${'\x1c\x02\x19\0\x04word'.repeat(9)}`);
const both = { ...nothingTold, exif, xmp };
const pixels = latinBytes('the pixels');

test.each(['webp', 'avif', 'jxl', 'tiff'])('%s files of which nothing is told stay', (format) => {
  const file = latinBytes('whatever it is');
  expect(tell(format, file, nothingTold)).toBe(file);
});

test.each(['gif', 'unknown'])('%s files hold nothing', (format) => {
  expect(tell(format, pixels, both)).toBe(pixels);
});

describe('PNG', () => {
  const bare = tiny.png(1, 1);

  it('tells everything between header and pixels', () => {
    const file = tell('png', bare, { ...both, iptc });
    expect(toldByPng(file)).toEqual({ exif, xmp, iptc, texts: null });
    expect(file.subarray(0, 33)).toEqual(bare.subarray(0, 33));
    expect(file.subarray(-(bare.length - 33))).toEqual(bare.subarray(33));
  });

  it('keeps texts as they are, and is the same when nothing is told', () => {
    const texts = tell('png', bare, { ...nothingTold, iptc }).slice(33, 33 - bare.length);
    expect(tell('png', bare, { ...nothingTold, texts }).slice(33, 33 - bare.length)).toEqual(texts);
    expect(tell('png', bare, nothingTold)).toEqual(bare);
  });
});

describe('WebP', () => {
  const bare = tiny.webp(tiny.webpExtended(0x20, 1, 1), tiny.riff('VP8L', pixels));

  it.each([
    ['both', both, 0x2c],
    ['EXIF', { ...nothingTold, exif }, 0x28],
    ['XMP', { ...nothingTold, xmp }, 0x24],
  ] as const)('tells %s behind the picture, and says so in front', (_, told, flags) => {
    const file = tell('webp', bare, told);
    const chunks = tiny.bytes(
      told.exif ? tiny.riff('EXIF', told.exif) : [],
      told.xmp ? tiny.riff('XMP ', told.xmp) : [],
    );
    expect(file[20]).toBe(flags);
    expect(file.subarray(bare.length)).toEqual(chunks);
    expect(file.subarray(4, 8)).toEqual(tiny.bytes(tiny.le32(file.length - 8)));
    expect(file.subarray(21, bare.length)).toEqual(bare.subarray(21));
  });

  it('refuses files without room to say so', () => {
    const plain = tiny.webp(tiny.webpLossy(1, 1));
    expect(() => tell('webp', plain, both)).toThrow('a WebP without VP8X');
  });
});

describe('JPEG XL', () => {
  const boxed = (file: Uint8Array): readonly string[] => {
    const found: string[] = [];
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    for (let at = 0; at < file.length; at += view.getUint32(at)) {
      found.push(latinText(file.subarray(at + 4, at + view.getUint32(at))));
    }
    return found;
  };

  it('tells in boxes behind the picture, which gets one when it is bare', () => {
    const bare = tiny.jxl(1, 1);
    const file = tell('jxl', bare, both);
    expect(boxed(file)).toEqual([
      'JXL \r\n\x87\n',
      'ftypjxl \0\0\0\0jxl ',
      `jxlc${latinText(bare)}`,
      `Exif\0\0\0\0${latinText(exif)}`,
      `xml ${latinText(xmp)}`,
    ]);
    const again = tell('jxl', file, { ...nothingTold, xmp });
    expect(boxed(again)).toEqual([...boxed(file), `xml ${latinText(xmp)}`]);
    expect(boxed(tell('jxl', file, { ...nothingTold, exif }))).toHaveLength(6);
  });
});

describe('AVIF', () => {
  const picture: TinyItem = { id: 7, kind: 'av01', own: [1], data: pixels };
  const bare = (dataIn: 'file' | 'meta' = 'file', more: readonly TinyItem[] = []): Uint8Array =>
    heic([sides(8, 8)], [picture, ...more], { primary: 7, dataIn });
  const itemsIn = (file: Uint8Array) => {
    const view = new ByteView(file);
    const meta = body(boxes(view), 'meta');
    if (!meta) throw new Error('no meta');
    const items = itemsOf(meta);
    return { items, data: (item: number) => dataOf(items, item, view)?.bytes };
  };

  it.each(['file', 'meta'] as const)(
    'tells beside a picture whose data lie in the %s',
    (dataIn) => {
      const file = tell('avif', bare(dataIn), both);
      expect(toldByHeic(file)).toEqual({ ...nothingTold, exif, xmp });
      const { items, data } = itemsIn(file);
      expect(items.primary).toBe(7);
      expect(data(7)).toEqual(pixels);
      expect([...items.kinds]).toEqual([
        [7, 'av01'],
        [8, 'Exif'],
        [9, 'mime'],
      ]);
      expect(items.links).toMatchObject([
        { kind: 'cdsc', from: 8, to: [7] },
        { kind: 'cdsc', from: 9, to: [7] },
      ]);
    },
  );

  it('tells one of the two alone, and again what is told anew', () => {
    const once = tell('avif', bare(), { ...nothingTold, xmp });
    expect(toldByHeic(once)).toEqual({ ...nothingTold, xmp });
    const twice = tell('avif', once, { ...nothingTold, exif });
    expect(toldByHeic(twice)).toEqual({ ...nothingTold, exif, xmp });
    expect(itemsIn(twice).data(7)).toEqual(pixels);
  });

  it('gives numbers above all that are taken', () => {
    const other: TinyItem = { id: 12, kind: 'av01', data: latinBytes('its alpha') };
    const { items, data } = itemsIn(tell('avif', bare('file', [other]), both));
    expect([...items.kinds.keys()]).toEqual([7, 12, 13, 14]);
    expect(data(12)).toEqual(latinBytes('its alpha'));
  });

  it('refuses files that are laid out otherwise', () => {
    const wide = bare();
    wide[latinText(wide).indexOf('iloc') + 8] = 0x88;
    const late = bare();
    late[latinText(late).indexOf('iloc') + 4] = 2;
    for (const file of [wide, late]) {
      expect(() => tell('avif', file, both)).toThrow('an AVIF whose iloc is of another kind');
    }
    expect(() => tell('avif', tiny.isoMedia(1, 1), both)).toThrow('an AVIF without a picture');
    expect(() => tell('avif', bare().subarray(0, -1), both)).toThrow('an AVIF of other boxes');
    expect(() => tell('avif', tiny.box('ftyp', 'avif'), both)).toThrow('an AVIF without meta');
    expect(() => tell('avif', joinBytes(bigEndian(4, 4), latinBytes('ftyp')), both)).toThrow(
      'an AVIF of other boxes',
    );
  });
});

describe.each([true, false])('TIFF whose lowest bytes come first: %s', (little) => {
  const bare = tiny.tiff(
    [
      [
        [256, 4, 3],
        [257, 4, 2],
      ],
    ],
    { little },
  );

  it.each([true, false])('tells EXIF whose lowest bytes come first: %s', (exifIsLittle) => {
    const file = tell('tiff', bare, { ...nothingTold, exif: exifOf(exifIsLittle), xmp, iptc });
    expect(file.length % 2).toBe(0);
    const told = toldByTiff(file);
    expect(readExif(told.exif ?? new Uint8Array())).toMatchObject({
      main: [{ tag: 0x010f, value: latinBytes('Maker\0') }],
      exif: [
        { tag: 0x829a, value: time(little).value },
        { tag: 0x8827, value: numberEntry(0x8827, 400, little).value },
      ],
      gps: [{ tag: 1, value: latinBytes('N\0') }],
    });
    // Counted in whole numbers, so that zeros may follow.
    expect(told.iptc?.subarray(0, iptc.length)).toEqual(iptc);
    const own = readExif(file, () => true, file.length);
    expect(own?.main.find(({ tag }) => tag === 0x02bc)?.value).toEqual(xmp);
    expect(own?.main.find(({ tag }) => tag === 256)?.value).toEqual(
      tiny.bytes((little ? tiny.le32 : tiny.be32)(3)),
    );
  });

  it.each(['exif', 'xmp', 'iptc'] as const)('tells %s alone', (kind) => {
    const told: Told = { ...nothingTold, [kind]: { exif: exifOf(little), xmp, iptc }[kind] };
    const file = tell('tiff', bare, told);
    const tags = readExif(file, () => true, file.length)?.main.map(({ tag }) => tag);
    expect(tags).toEqual(
      { exif: [256, 257, 0x010f], xmp: [256, 257, 0x02bc], iptc: [256, 257, 0x83bb] }[kind],
    );
  });

  it('keeps what the file says itself, and begins at an even place', () => {
    const sized = writeExif({
      little,
      main: [numberEntry(256, 9, little), text(0x010f, 'Maker')],
      exif: [],
      gps: [],
      interop: [],
    });
    const file = tell('tiff', joinBytes(bare, [0]), { ...nothingTold, exif: sized });
    const own = readExif(file, () => true, file.length)?.main;
    expect(own?.map(({ tag }) => tag)).toEqual([256, 257, 0x010f]);
    expect(own?.[0]?.value).toEqual(tiny.bytes((little ? tiny.le32 : tiny.be32)(3)));
  });
});

test('a TIFF that cannot be read is refused', () => {
  expect(() => tell('tiff', pixels, both)).toThrow('a TIFF that cannot be read');
});
