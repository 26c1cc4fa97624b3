import { zlibSync } from 'fflate';
import { expect, test } from 'vitest';
import { exif } from '../../source/tiny-files';
import { heic, sides, type TinyItem, type TinyReference } from '../../source/iso/tiny-heic';
import { readExif } from '../blocks/exif-block';
import { bigEndian, joinBytes, latinBytes } from '../../base/join-bytes';
import { nothingTold } from '../told';
import { toldByHeic } from './heic';

const xmpType = 'application/rdf+xml';
const [xmp, other] = [new TextEncoder().encode('<rdf>Zoë</rdf>'), latinBytes('<rdf>other</rdf>')];
const picture: TinyItem = { id: 1, kind: 'hvc1', own: [1] };

const fileOf = (
  items: readonly TinyItem[],
  references: readonly TinyReference[] = [],
  dataIn: 'file' | 'meta' = 'file',
): Uint8Array => heic([sides(8, 8)], [picture, ...items], { references, dataIn });

test.each(['file', 'meta'] as const)('XMP is read that lies in the %s', (dataIn) => {
  const item: TinyItem = { id: 2, kind: 'mime', content: [xmpType], data: xmp };
  expect(toldByHeic(fileOf([item], [['cdsc', 2, 1]], dataIn)).xmp).toEqual(xmp);
});

test('XMP of the picture wins over that of another one', () => {
  const items: TinyItem[] = [
    { id: 2, kind: 'mime', content: [xmpType], data: other },
    { id: 3, kind: 'mime', content: [xmpType], data: xmp },
  ];
  const references: TinyReference[] = [
    ['cdsc', 2, 9],
    ['cdsc', 3, 1],
  ];
  expect(toldByHeic(fileOf(items, references)).xmp).toEqual(xmp);
  expect(toldByHeic(fileOf(items)).xmp).toEqual(other);
});

test('XMP is unpacked; what is packed in an unknown way is not told', () => {
  const packed = (packing: string): Uint8Array | null =>
    toldByHeic(fileOf([{ id: 2, kind: 'mime', content: [xmpType, packing], data: zlibSync(xmp) }]))
      .xmp;
  expect(packed('deflate')).toEqual(xmp);
  expect(packed('br')).toBeNull();
});

test('what is no XMP, or lies beyond the end of the file, is not told', () => {
  const item: TinyItem = { id: 2, kind: 'mime', content: ['image/jpeg'], data: xmp };
  expect(toldByHeic(fileOf([item]))).toEqual(nothingTold);
  const cut = fileOf([{ ...item, content: [xmpType] }]).slice(0, -1);
  expect(toldByHeic(cut)).toEqual(nothingTold);
  expect(toldByHeic(cut.slice(0, 90))).toEqual(nothingTold);
});

test.each([
  ['at once', bigEndian(0, 4)],
  ['after a name', joinBytes(bigEndian(6, 4), latinBytes('Exif\0\0'))],
  ['after a name that is not counted', joinBytes(bigEndian(0, 4), latinBytes('Exif\0\0'))],
])('EXIF that begins %s is read, wherever it lies', (_, head) => {
  const far: TinyItem = { id: 3, kind: 'hvc1', data: new Uint8Array(5_000_000) };
  const data = joinBytes(head, exif(6));
  const told = toldByHeic(fileOf([far, { id: 2, kind: 'Exif', data }], [['cdsc', 2, 1]])).exif;
  const block = told && readExif(told);
  expect(block?.little).toBe(false);
  // The decoder turns the picture, and this block said nothing else.
  expect(block?.main).toEqual([]);
});
