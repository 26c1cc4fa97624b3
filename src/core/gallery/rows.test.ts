import fc from '../testing/properties';
import { describe, expect, it } from 'vitest';
import { nextInColumn, pictureRows, placeAt, rowsBetween } from './rows';

const look = { width: 900, height: 190, gap: 10, below: 46 };
const shape = fc.record({
  width: fc.integer({ min: 1, max: 8_000 }),
  height: fc.integer({ min: 1, max: 8_000 }),
});
const anySizes = fc.array(shape, { maxLength: 60 });

describe('rows of pictures', () => {
  it('have every picture once and in order, and all but the last are as wide as can be', () => {
    fc.assert(
      fc.property(anySizes, fc.integer({ min: 200, max: 2_000 }), (sizes, width) => {
        const { rows } = pictureRows(sizes, { ...look, width });
        const placed = rows.flatMap(({ pictures }) => pictures);
        expect(placed.map(({ index }) => index)).toEqual(sizes.map((_, index) => index));
        for (const [index, { pictures, height }] of rows.entries()) {
          const last = pictures.at(-1);
          const right = (last?.left ?? 0) + (last?.width ?? 0);
          if (index < rows.length - 1) expect(right).toBeCloseTo(width, 3);
          else expect(right).toBeLessThan(width + 0.01);
          expect(height).toBeLessThan(3 * look.height);
        }
      }),
    );
  });

  it('say which of them are in sight, whatever is scrolled to', () => {
    fc.assert(
      fc.property(anySizes, fc.nat(5_000), fc.nat(1_000), (sizes, from, height) => {
        const { rows } = pictureRows(sizes, look);
        const { first, end } = rowsBetween(rows, from, from + height, look.below);
        const seen = rows.filter(
          (row) => row.top + row.height + look.below > from && row.top < from + height,
        );
        expect(rows.slice(first, end)).toEqual(seen);
      }),
    );
  });

  it('say which picture is above and below another one', () => {
    const square = { width: 100, height: 100 };
    const { rows } = pictureRows(
      Array.from({ length: 10 }, () => square),
      {
        ...look,
        width: 430,
        height: 100,
      },
    );
    expect(rows.map(({ pictures }) => pictures.length)).toEqual([4, 4, 2]);
    expect(nextInColumn(rows, 5, -1)).toBe(1);
    expect(nextInColumn(rows, 5, 1)).toBe(9);
    expect(nextInColumn(rows, 7, 1)).toBe(9);
    expect(nextInColumn(rows, 9, 1)).toBeUndefined();
  });

  it('tell the place of a point: before the pictures whose middle lies after it', () => {
    fc.assert(
      fc.property(anySizes, (sizes) => {
        const { rows, height } = pictureRows(sizes, look);
        for (const { top, pictures } of rows) {
          for (const { index, left, width } of pictures) {
            const middle = left + width / 2;
            expect(placeAt(rows, { x: middle - 0.1, y: top + 1 }, look.below)).toBe(index);
            expect(placeAt(rows, { x: middle + 0.1, y: top + 1 }, look.below)).toBe(index + 1);
          }
        }
        expect(placeAt(rows, { x: 1e6, y: height + 1e6 }, look.below)).toBe(sizes.length);
        expect(placeAt(rows, { x: -1e6, y: -1e6 }, look.below)).toBe(0);
      }),
    );
  });
});
