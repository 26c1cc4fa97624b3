import { expect, it } from 'vitest';
import { pictureRows } from '../../../core/gallery/rows';
import { galleryEntry } from '../../../core/testing/gallery-entries';
import { cellsInSight, reachedBy } from './grid-cells';

const shown = Array.from({ length: 20 }, (_, index) => galleryEntry(index + 1));
const { rows } = pictureRows(
  shown.map(({ files }) => files.small),
  { width: 900, height: 190, gap: 10, below: 46 },
);

it('has the rows in sight, and what must be there wherever it is, each once', () => {
  const ids = (kept: readonly string[], order: typeof shown | null = null) =>
    cellsInSight(rows, { first: 1, end: 2 }, shown, new Set(kept), order).map(
      ({ entry }) => entry.title,
    );
  const inSight = rows[1]?.pictures.map(({ index }) => `Picture ${index + 1}`) ?? [];
  expect(inSight.length).toBeGreaterThan(1);
  expect(ids([])).toEqual(inSight);
  const [first, last] = [shown[0]?.id ?? '', shown.at(-1)?.id ?? ''];
  const all = ids([first, last, shown[rows[1]?.pictures[0]?.index ?? 0]?.id ?? '']);
  expect([all[0], all.at(-1), new Set(all).size]).toEqual(['Picture 1', 'Picture 20', all.length]);
  // While one is dragged, they stay in the page as they were.
  expect(ids([first, last], shown.toReversed())).toEqual(ids([first, last]).toReversed());
});

it('goes where a key leads, and nowhere by others', () => {
  const from = { at: 5, page: 8, count: 20 };
  const to = ['ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End', 'x'].map((key) =>
    reachedBy(key, rows, from),
  );
  expect(to).toEqual([4, 6, -3, 13, 0, 19, undefined]);
  expect(reachedBy('ArrowUp', rows, { ...from, at: 0 })).toBe(0);
  expect(reachedBy('ArrowDown', rows, { ...from, at: 0 })).toBe(rows[1]?.pictures[0]?.index);
});
