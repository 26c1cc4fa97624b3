import { describe, expect, it } from 'vitest';
import { type Box, dropIndex, giveWay } from './sort-positions';

/** Three cards of 50 px and one open card of 150 px, 6 px apart. */
const boxes: Box[] = [
  { top: 0, height: 50 },
  { top: 56, height: 150 },
  { top: 212, height: 50 },
  { top: 268, height: 50 },
];

describe('dropIndex', () => {
  it('stays until the leading edge passes the middle of a neighbour', () => {
    expect(dropIndex(boxes, 0, 0)).toBe(0);
    expect(dropIndex(boxes, 0, 80)).toBe(0);
    expect(dropIndex(boxes, 0, 82)).toBe(1);
    expect(dropIndex(boxes, 3, -30)).toBe(3);
    expect(dropIndex(boxes, 3, -32)).toBe(2);
  });

  it('reaches both ends and no further', () => {
    expect(dropIndex(boxes, 0, 10_000)).toBe(3);
    expect(dropIndex(boxes, 3, -10_000)).toBe(0);
    expect(dropIndex(boxes, 1, 10_000)).toBe(3);
  });

  it('keeps an index that is not in the list', () => {
    expect(dropIndex(boxes, 7, 50)).toBe(7);
  });
});

describe('giveWay', () => {
  it('moves the cards between the two places by the height of the dragged one and the gap', () => {
    const down = [0, 1, 2, 3].map((index) => giveWay(boxes, index, { from: 1, to: 3 }));
    expect(down).toEqual([0, 0, -156, -156]);
    const up = [0, 1, 2, 3].map((index) => giveWay(boxes, index, { from: 3, to: 1 }));
    expect(up).toEqual([0, 56, 56, 0]);
  });

  it('moves nothing when the card hovers over its own place', () => {
    expect([0, 1, 2, 3].map((index) => giveWay(boxes, index, { from: 2, to: 2 }))).toEqual([
      0, 0, 0, 0,
    ]);
  });
});
