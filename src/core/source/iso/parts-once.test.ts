import { expect, test } from 'vitest';
import { ByteView } from '../byte-reader';
import { be32, box, bytes } from '../tiny-files';
import { body, boxes } from './boxes';
import { dataOf, type Items, itemsOf } from './items';
import { withPartsOnce } from './parts-once';
import { heic, sides, type TinyReference } from './tiny-heic';

function itemsIn(file: Uint8Array): Items {
  const meta = body(boxes(new ByteView(file)), 'meta');
  if (meta === undefined) throw new Error('no meta');
  return itemsOf(meta);
}

const properties = [sides(24, 8), sides(8, 8), box('hvcC', [1])];
const tile = (id: number) => ({ id, kind: 'hvc1', own: [2, 3], data: Uint8Array.of(id, id) });

const gridOf = (references: readonly TinyReference[], isWide = false): Uint8Array =>
  heic(properties, [{ id: 1, kind: 'grid', own: [1], data: Uint8Array.of(0) }, tile(2), tile(3)], {
    references,
    isWide,
  });

/** What an item is, and where its data and properties come from. */
function saidOf(file: Uint8Array, item: number) {
  const items = itemsIn(file);
  return {
    kind: items.kinds.get(item),
    own: items.own.get(item)?.map(({ kind }) => kind),
    data: [...(dataOf(items, item, new ByteView(file))?.bytes ?? [])],
  };
}

test.each([false, true])('a tile that stands twice is two items (wide: %s)', (isWide) => {
  const before = gridOf(
    [
      ['dimg', 1, 2, 3, 2, 2],
      ['cdsc', 3, 1],
    ],
    isWide,
  );
  const file = withPartsOnce(before);
  expect(itemsIn(file).primary).toBe(1);
  expect(itemsIn(file).links).toEqual([
    { kind: 'dimg', from: 1, to: [2, 3, 4, 5] },
    { kind: 'cdsc', from: 3, to: [1] },
  ]);
  for (const copy of [4, 5]) expect(saidOf(file, copy)).toEqual(saidOf(file, 2));
  for (const item of [1, 2, 3]) expect(saidOf(file, item)).toEqual(saidOf(before, item));
  expect(boxes(new ByteView(file)).map(({ kind }) => kind)).toEqual([
    ...['ftyp', 'free', 'mdat', 'meta'],
  ]);
});

test('alpha of tiles that are alike is mended as well, and so are parts made of others', () => {
  const file = withPartsOnce(
    heic(
      properties,
      [
        { id: 1, kind: 'grid', own: [1] },
        { id: 2, kind: 'iden', own: [2] },
        tile(3),
        { id: 4, kind: 'grid', own: [1] },
      ],
      {
        references: [
          ['dimg', 1, 2, 2],
          ['dimg', 2, 3],
          ['dimg', 4, 3, 3],
          ['auxl', 4, 1],
        ],
      },
    ),
  );
  expect(itemsIn(file).links).toEqual([
    { kind: 'dimg', from: 1, to: [2, 5] },
    { kind: 'dimg', from: 2, to: [3] },
    { kind: 'dimg', from: 4, to: [3, 6] },
    { kind: 'auxl', from: 4, to: [1] },
    { kind: 'dimg', from: 5, to: [3] },
  ]);
  expect(saidOf(file, 5).kind).toBe('iden');
  expect(saidOf(file, 6)).toEqual(saidOf(file, 3));
});

test('a last box without an end gets one', () => {
  const before = gridOf([['dimg', 1, 2, 2]]);
  const media = bytes(be32(0), 'mdat').slice(4);
  const at = Buffer.from(before).indexOf(media) - 4;
  const length = new ByteView(before).u32(at);
  before.set(be32(0), at);
  const file = withPartsOnce(before);
  expect(new ByteView(file).u32(at)).toBe(length);
  expect(saidOf(file, 4)).toEqual({ kind: 'hvc1', own: ['ispe', 'hvcC'], data: [2, 2] });
});

test('a `meta` whose length takes eight bytes is passed over as well', () => {
  const short = gridOf([['dimg', 1, 2, 2]]);
  const [kind, meta] = boxes(new ByteView(short));
  if (kind === undefined || meta === undefined) throw new Error('no boxes');
  const long = bytes(be32(1), 'meta', be32(0), be32(meta.body.length + 16), meta.body.bytes);
  const file = withPartsOnce(bytes(box('ftyp', kind.body.bytes), long));
  expect(boxes(new ByteView(file)).map((one) => one.kind)).toEqual(['ftyp', 'free', 'meta']);
  expect(itemsIn(file).links).toEqual([{ kind: 'dimg', from: 1, to: [2, 4] }]);
});

test.each([
  ['whose parts differ', gridOf([['dimg', 1, 2, 3]])],
  ['that names an item twice beside the picture', gridOf([['cdsc', 2, 1, 1]])],
  ['without references', gridOf([])],
  [
    'whose numbers are used up',
    heic(properties, [tile(1), tile(0xffff)], { references: [['dimg', 1, 0xffff, 0xffff]] }),
  ],
  ['of no boxes', new Uint8Array(40)],
])('a file %s stays as it is', (_, file) => {
  expect(withPartsOnce(file)).toBe(file);
});
