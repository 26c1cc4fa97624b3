import { expect, test } from 'vitest';
import { arranged, type Change, cropped, mirrored, plainLayout, turned } from './pixel-layout';

/** Rows of a picture after changes; before, it counts from 0. */
function rows(width: number, height: number, ...changes: readonly Change[]): number[][] {
  const pixels = Uint32Array.from({ length: width * height }, (_, at) => at);
  const layout = changes.reduce((sofar, change) => change(sofar), plainLayout(width, height));
  const numbers = [...arranged(pixels, layout)];
  return Array.from({ length: layout.height }, (_, row) =>
    numbers.slice(row * layout.width, (row + 1) * layout.width),
  );
}

const crop = (width: number, height: number, across = 0, down = 0): Change =>
  cropped({ width, height, across, down });

// 0 1 2
// 3 4 5
test('a picture is turned anticlockwise by quarters', () => {
  expect(rows(3, 2, turned(0))).toEqual([
    [0, 1, 2],
    [3, 4, 5],
  ]);
  expect(rows(3, 2, turned(1))).toEqual([
    [2, 5],
    [1, 4],
    [0, 3],
  ]);
  expect(rows(3, 2, turned(2))).toEqual([
    [5, 4, 3],
    [2, 1, 0],
  ]);
  expect(rows(3, 2, turned(3))).toEqual([
    [3, 0],
    [4, 1],
    [5, 2],
  ]);
});

test('a picture is mirrored', () => {
  expect(rows(3, 2, mirrored('leftRight'))).toEqual([
    [2, 1, 0],
    [5, 4, 3],
  ]);
  expect(rows(3, 2, mirrored('topBottom'))).toEqual([
    [3, 4, 5],
    [0, 1, 2],
  ]);
});

test('a picture is cropped around its middle or beside it', () => {
  expect(rows(4, 4, crop(2, 2))).toEqual([
    [5, 6],
    [9, 10],
  ]);
  expect(rows(4, 4, crop(2, 2, 1, -1))).toEqual([
    [2, 3],
    [6, 7],
  ]);
  expect(rows(4, 4, cropped({ width: 3, height: 3, across: 0.5, down: 0.5 }))).toEqual([
    [5, 6, 7],
    [9, 10, 11],
    [13, 14, 15],
  ]);
});

test('a crop takes what there is, and is passed over when it leaves nothing', () => {
  expect(rows(2, 2, crop(9, 1, 0, -0.5))).toEqual([[0, 1]]);
  expect(rows(2, 2, crop(2, 2, 1, 0))).toEqual([[1], [3]]);
  expect(rows(2, 1, crop(2, 1, 7, 0))).toEqual([[0, 1]]);
  expect(rows(2, 1, crop(0, 0))).toEqual([[0, 1]]);
});

test('changes go one after another', () => {
  // 0 1 2 3 / 4 5 6 7: the right half, turned, is 3 7 / 2 6; mirrored, 7 3 / 6 2.
  const right = crop(2, 2, 1, 0);
  expect(rows(4, 2, right, turned(1), mirrored('leftRight'))).toEqual([
    [7, 3],
    [6, 2],
  ]);
  expect(rows(4, 2, turned(1), crop(2, 2, 0, -1))).toEqual([
    [3, 7],
    [2, 6],
  ]);
  expect(rows(4, 2, mirrored('leftRight'), turned(1))).not.toEqual(
    rows(4, 2, turned(1), mirrored('leftRight')),
  );
});
