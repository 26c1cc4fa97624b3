import { describe, expect, it } from 'vitest';
import { anySetWork } from '../testing/any-set';
import fc from '../testing/properties';
import { goTo } from './going';
import { packSets, setsReader } from './stored-sets';

describe('sets that are stored together', () => {
  it('come back equal, and what was one object is one again', () => {
    fc.assert(
      fc.property(anySetWork, fc.nat(7), (work, at) => {
        const { entries } = work.set;
        const gone = goTo(work, entries[at % entries.length]?.id ?? '');
        const { stored, places } = packSets([work.set, null, gone?.set ?? null, work.set]);
        const read = setsReader(JSON.parse(JSON.stringify(stored)));
        const [first, none, other, again] = places.map(read);
        expect([first, none, other]).toEqual([work.set, null, gone?.set]);
        expect(again).toBe(first);
        for (const [index, entry] of entries.entries()) {
          if (gone?.set.entries[index] === entry) {
            expect(other?.entries[index]).toBe(first?.entries[index]);
          }
        }
      }),
    );
  });

  it('are none where places lead nowhere, and never fail to be read', () => {
    fc.assert(
      fc.property(anySetWork, fc.anything(), ({ set }, other) => {
        const { stored } = packSets([set]);
        const [first] = stored.sets;
        const wrong = { ...stored, sets: [{ ...first, entries: [0, set.entries.length] }] };
        expect(setsReader(wrong)(0)).toBeNull();
        expect(setsReader(stored)(1)).toBeNull();
        expect(setsReader(stored)(-1)).toBeNull();
        setsReader(other)(0);
        setsReader(stored)(other);
      }),
    );
  });
});
