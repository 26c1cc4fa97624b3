import { expect, it } from 'vitest';
import { placeReader } from './stored-place';
import { noPlace } from './undoable-work.svelte';

const [lineage, head] = ['0123456789abcdef', 'fedcba9876543210'];

it('reads the place of stored work, also one without a version yet', () => {
  const read = placeReader();
  expect(read({ lineage, head })).toEqual({ lineage, head });
  expect(read({ lineage, head: null })).toEqual({ lineage, head: null });
  expect(read({ lineage, head: 'x' })).toEqual({ lineage, head: null });
});

it('reads equal places as one, and others as others', () => {
  const read = placeReader();
  expect(read({ lineage, head })).toBe(read({ lineage, head }));
  expect(read({ lineage, head })).not.toBe(read({ lineage, head: null }));
});

it.each([undefined, null, 7, 'text', {}, { lineage: 7, head }, { lineage: `${lineage}0`, head }])(
  'takes %j for no place that is known',
  (stored) => {
    const place = placeReader()(stored);
    expect([place.head, place.lineage === lineage]).toEqual([null, false]);
    expect(Object.keys(place)).toEqual(Object.keys(noPlace()));
  },
);
