import { expect, test } from 'vitest';
import { ByteView } from '../byte-reader';
import { body, boxes } from './boxes';
import { type Items, itemsOf } from './items';
import { plainLayout } from '../pixel-layout';
import { makeHeicReadable } from './readable-heic';
import { box } from '../tiny-files';
import { aperture, heic, sides, type TinyReference } from './tiny-heic';

const turn = (quarters: number): Uint8Array => box('irot', [quarters]);
const mirror = box('imir', [1]);

function itemsIn(file: Uint8Array): Items {
  const meta = body(boxes(new ByteView(file)), 'meta');
  if (meta === undefined) throw new Error('no meta');
  return itemsOf(meta);
}

const kindsOf = (file: Uint8Array, item: number): readonly string[] =>
  (itemsIn(file).own.get(item) ?? []).map(({ kind }) => kind);

/** Sides of a picture after the changes that are left. */
function shown(file: Uint8Array, width: number, height: number): readonly [number, number, number] {
  const plain = plainLayout(width, height);
  const after = makeHeicReadable(file).reduce((layout, change) => change(layout), plain);
  return [after.width, after.height, after.first];
}

const picture = [sides(40, 20), aperture(10, 4, -5, 2), turn(1), mirror];

test.each([false, true])(
  'a crop, with what turns, is taken from the picture (wide: %s)',
  (isWide) => {
    const items = [{ id: 1, kind: 'hvc1', own: [1, 2, 3, 4] }];
    const file = heic(picture, items, { isWide });
    // Left 10, top 10: turned, the first pixel is the right one above; mirrored, the one below it.
    expect(shown(file, 40, 20)).toEqual([4, 10, 10 * 40 + 10 + 9 + 3 * 40]);
    expect(kindsOf(file, 1)).toEqual(['ispe']);
    expect(itemsIn(file).all.map(({ kind }) => kind)).toEqual(['ispe', 'clap', 'irot', 'imir']);
  },
);

test('what turns stays where nothing crops', () => {
  const file = heic(picture, [{ id: 1, kind: 'hvc1', own: [1, 3, 4] }]);
  const before = file.slice();
  expect(makeHeicReadable(file)).toEqual([]);
  expect(file).toEqual(before);
});

test('changes go in the order of the file', () => {
  const file = heic(picture, [{ id: 1, kind: 'hvc1', own: [1, 3, 2] }]);
  expect(shown(file, 40, 20).slice(0, 2)).toEqual([10, 4]);
});

test('alpha loses its crop with the picture; others keep theirs', () => {
  const all = [1, 2, 3, 4];
  const file = heic(
    picture,
    [
      { id: 1, kind: 'hvc1', own: all },
      { id: 2, kind: 'hvc1', own: all },
      { id: 3, kind: 'hvc1', own: all },
    ],
    { references: [['auxl', 2, 1]] },
  );
  makeHeicReadable(file);
  expect(kindsOf(file, 2)).toEqual(['ispe']);
  expect(kindsOf(file, 3)).toEqual(['ispe', 'clap', 'irot', 'imir']);
});

test('a copy of a picture is changed as the picture is, and then by itself', () => {
  const file = heic(
    picture,
    [
      { id: 1, kind: 'iden', own: [1, 3] },
      { id: 2, kind: 'hvc1', own: [1, 2] },
    ],
    { references: [['dimg', 1, 2]] },
  );
  expect(shown(file, 40, 20)).toEqual([4, 10, 10 * 40 + 10 + 9]);
  expect(kindsOf(file, 1)).toEqual(['ispe']);
  expect(kindsOf(file, 2)).toEqual(['ispe']);
});

test('copies that go round in circles end', () => {
  const references: TinyReference[] = [
    ['dimg', 1, 2],
    ['dimg', 2, 1],
  ];
  const items = [1, 2].map((id) => ({ id, kind: 'iden', own: [1, 2] }));
  expect(makeHeicReadable(heic(picture, items, { references }))).toHaveLength(2);
});

test('a crop of a part of nothing is passed over', () => {
  const file = heic(
    [sides(4, 2), box('clap', new Uint8Array(32))],
    [{ id: 1, kind: 'hvc1', own: [1, 2] }],
  );
  expect(makeHeicReadable(file)).toEqual([]);
  expect(kindsOf(file, 1)).toEqual(['ispe']);
});

const linked = (references: readonly TinyReference[]): Uint8Array =>
  heic(
    picture,
    [1, 2, 3, 4].map((id) => ({ id, kind: 'hvc1', own: [1], data: Uint8Array.of(id) })),
    { references },
  );

test('a reference names an item once', () => {
  const file = linked([
    ['thmb', 2, 1, 1],
    ['auxl', 3, 4, 4, 1],
    ['cdsc', 4, 1],
  ]);
  const { length } = file;
  const before = itemsIn(file);
  expect(makeHeicReadable(file)).toEqual([]);
  const after = itemsIn(file);
  expect(after.links).toEqual([
    { kind: 'thmb', from: 2, to: [1] },
    { kind: 'auxl', from: 3, to: [4, 1] },
    { kind: 'cdsc', from: 4, to: [1] },
  ]);
  expect(file).toHaveLength(length);
  expect({ ...after, links: [] }).toEqual({ ...before, links: [] });
  const within = boxes(new ByteView(file)).map(({ kind }) => kind);
  expect(within).toEqual(['ftyp', 'meta', 'mdat']);
});

test('parts that a picture is made of twice stay', () => {
  const file = linked([['dimg', 1, 2, 2]]);
  const before = file.slice();
  makeHeicReadable(file);
  expect(file).toEqual(before);
});
