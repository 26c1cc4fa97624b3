import { describe, expect, it } from 'vitest';
import fc from '../testing/properties';
import { anySetWork } from '../testing/any-set';
import { newStep } from '../pipeline/edit';
import { operationsById } from '../operations/index';
import type { Pipeline } from '../pipeline/pipeline';
import {
  backToShared,
  effectivePipeline,
  giveToAll,
  goTo,
  hasOwn,
  isOwn,
  makeOwn,
  pipelineOfSet,
  type SetWork,
} from './going';
import { everything, neighbour, shownEntries } from './order';
import { readSet } from './read-set';
import { writeSetDocument } from './set-document';
import { addEntries, flag, maxPictures, newEntry, newSet, rate, removeEntry } from './set';

const exposure = operationsById.get('exposure');
if (!exposure) throw new Error('there is an exposure');
const step = newStep(exposure, 'one');

const named = (...names: readonly string[]) =>
  names.map((name, index) =>
    newEntry({ name, folder: '', bytes: 10, modified: 1000 + index }, name.replace('.', '-')),
  );

function workOf(...names: readonly string[]): SetWork {
  const set = newSet('Walk', named(...names), 'walk');
  if (!set) throw new Error('a set has pictures');
  return { set, pipeline: { name: 'Look', steps: [step] } };
}

const withEv = (pipeline: Pipeline, ev: number): Pipeline => ({
  ...pipeline,
  steps: pipeline.steps.map((one) =>
    one.kind === 'known' ? { ...one, values: { ...one.values, stops: ev } } : one,
  ),
});
const evOf = (pipeline: Pipeline): unknown => {
  const [first] = pipeline.steps;
  return first?.kind === 'known' ? first.values['stops'] : null;
};
const there = (work: SetWork | null): SetWork => {
  if (!work) throw new Error('that picture is there');
  return work;
};

describe('a set of pictures', () => {
  it('stands in natural order, and the first picture is current', () => {
    const { set } = workOf('IMG_10.jpg', 'IMG_2.jpg');
    expect(set.entries.map(({ name }) => name)).toEqual(['IMG_2.jpg', 'IMG_10.jpg']);
    expect(set.current).toBe('IMG_2-jpg');
  });

  it('holds no more pictures than it may', () => {
    const many = Array.from({ length: maxPictures + 1 }, (_, index) => `${index}.jpg`);
    expect(newSet('Walk', named(...many), 'walk')?.entries).toHaveLength(maxPictures);
    const full = newSet('Walk', named(...many.slice(0, maxPictures)), 'walk');
    expect(full && addEntries(full, named('more.jpg'))).toBe(full);
  });

  it('is rated and flagged, and refuses ratings that do not exist', () => {
    const { set } = workOf('a.jpg', 'b.jpg');
    const judged = flag(rate(set, ['a-jpg'], 4), ['b-jpg'], 'reject');
    expect(judged.entries.map(({ rating, flag }) => [rating, flag])).toEqual([
      [4, 'none'],
      [0, 'reject'],
    ]);
    expect(rate(set, ['a-jpg'], 6)).toBe(set);
    expect(rate(set, ['a-jpg'], 2.5)).toBe(set);
  });

  it('keeps the picture that is current when others are removed', () => {
    const { set } = workOf('a.jpg', 'b.jpg');
    expect(removeEntry(set, 'a-jpg')).toBe(set);
    expect(removeEntry(set, 'b-jpg').entries.map(({ id }) => id)).toEqual(['a-jpg']);
  });
});

describe('own values', () => {
  it('count for the current picture only, however one goes about', () => {
    const begun = makeOwn(workOf('a.jpg', 'b.jpg', 'c.jpg'), 'one');
    const own: SetWork = { ...begun, pipeline: withEv(begun.pipeline, 2) };
    const b = there(goTo(own, 'b-jpg'));
    expect(evOf(b.pipeline)).toBe(evOf({ name: '', steps: [step] }));
    const all: SetWork = { ...b, pipeline: withEv(b.pipeline, -1) };
    const [a, , c] = all.set.entries.map((entry) => evOf(effectivePipeline(all, entry)));
    expect([a, c]).toEqual([2, -1]);
    const back = there(goTo(all, 'a-jpg'));
    expect(evOf(back.pipeline)).toBe(2);
    expect(evOf(pipelineOfSet(back))).toBe(-1);
    expect(back.set.entries.map((entry) => hasOwn(back, entry))).toEqual([true, false, false]);
  });

  it('go back to those of the set, or are given to all', () => {
    const begun = makeOwn(workOf('a.jpg', 'b.jpg'), 'one');
    const own: SetWork = { ...begun, pipeline: withEv(begun.pipeline, 2) };
    const back = backToShared(own, 'one');
    expect(evOf(back.pipeline)).toBe(evOf({ name: '', steps: [step] }));
    expect(isOwn(back.set, step)).toBe(false);
    const given = giveToAll(there(goTo(there(goTo(own, 'b-jpg')), 'a-jpg')), 'one');
    expect(given.set.entries.map((entry) => evOf(effectivePipeline(given, entry)))).toEqual([2, 2]);
  });

  it('that are given to all take the place of those that others have', () => {
    const begun = makeOwn(workOf('a.jpg', 'b.jpg'), 'one');
    const own: SetWork = { ...begun, pipeline: withEv(begun.pipeline, 2) };
    const other = makeOwn(there(goTo(own, 'b-jpg')), 'one');
    const given = giveToAll({ ...other, pipeline: withEv(other.pipeline, -1) }, 'one');
    expect(given.set.entries.map((entry) => evOf(effectivePipeline(given, entry)))).toEqual([
      -1, -1,
    ]);
    expect(evOf(there(goTo(given, 'a-jpg')).pipeline)).toBe(-1);
  });

  it('of steps that are gone are not kept', () => {
    const begun = makeOwn(workOf('a.jpg', 'b.jpg'), 'one');
    const another = { ...step, id: 'two' };
    const without = { ...begun, pipeline: { name: 'Look', steps: [another] } };
    expect(Object.keys(makeOwn(without, 'two').set.shared)).toEqual(['two']);
  });

  it('leave the pipeline the same object where there are none', () => {
    const work = workOf('a.jpg', 'b.jpg');
    expect(there(goTo(work, 'b-jpg')).pipeline).toBe(work.pipeline);
  });

  it('of a step count for its operation only', () => {
    const begun = makeOwn(workOf('a.jpg', 'b.jpg'), 'one');
    const gone = there(goTo({ ...begun, pipeline: withEv(begun.pipeline, 2) }, 'b-jpg'));
    const other = operationsById.get('vibrance');
    if (!other) throw new Error('there is a vibrance');
    const replaced = { ...gone, pipeline: { name: 'Look', steps: [newStep(other, 'one')] } };
    expect(there(goTo(replaced, 'a-jpg')).pipeline).toBe(replaced.pipeline);
  });

  it('never change what any picture looks like when another becomes current', () => {
    fc.assert(
      fc.property(anySetWork, fc.nat(7), (work, at) => {
        const { entries } = work.set;
        const gone = goTo(work, entries[at % entries.length]?.id ?? '');
        const looks = (of: SetWork): unknown[] =>
          of.set.entries.map((entry) => effectivePipeline(of, entry));
        expect(looks(there(gone))).toEqual(looks(work));
        expect(pipelineOfSet(there(gone))).toEqual(pipelineOfSet(work));
      }),
    );
  });
});

describe('the document of a set', () => {
  it('names each picture by its path, and those that have one path by their place', () => {
    const { pipeline } = workOf('a.jpg');
    const values = step.kind === 'known' ? step.values : {};
    const own = { one: { operation: 'exposure', values } };
    const picture = (folder: string, isOwn = true) => ({
      name: 'a.jpg',
      folder,
      own: isOwn ? own : {},
    });
    const written = writeSetDocument(
      pipeline,
      [picture('', false), picture('day/'), picture('', false), picture('')],
      null,
    );
    expect(written).toMatchObject({ name: 'Look' });
    expect(written).toHaveProperty('pictures', [
      { file: 'day/a.jpg', own },
      { file: 'a.jpg', nth: 3, own },
    ]);
  });
});

describe('which pictures are shown', () => {
  const judged = (() => {
    const { set, pipeline } = workOf('a.jpg', 'b.jpg', 'c.jpg');
    return { pipeline, set: rate(flag(set, ['b-jpg'], 'pick'), ['c-jpg'], 3) };
  })();
  const shown = (
    ...[filter, order]: [Parameters<typeof shownEntries>[1], 'name' | 'date' | 'rating']
  ) => shownEntries(judged, filter, order).map(({ id }) => id);

  it('goes by flag and rating', () => {
    expect(shown({ which: 'pick', least: 0 }, 'name')).toEqual(['b-jpg']);
    expect(shown({ which: 'all', least: 3 }, 'name')).toEqual(['c-jpg']);
    expect(shown({ which: 'own', least: 0 }, 'name')).toEqual([]);
  });

  it('is in order of names, of the newest, or of the best', () => {
    expect(shown(everything, 'name')).toEqual(['a-jpg', 'b-jpg', 'c-jpg']);
    expect(shown(everything, 'date')).toEqual(['c-jpg', 'b-jpg', 'a-jpg']);
    expect(shown(everything, 'rating')).toEqual(['c-jpg', 'a-jpg', 'b-jpg']);
  });

  it('says which comes next, also from a picture that is not shown', () => {
    const all = judged.set.entries;
    expect(neighbour(all, 'b-jpg', 1)?.id).toBe('c-jpg');
    expect(neighbour(all, 'c-jpg', 1)).toBeNull();
    expect(neighbour(all.slice(1), 'a-jpg', 1)?.id).toBe('b-jpg');
    expect(neighbour(all.slice(0, 2), 'c-jpg', -1)?.id).toBe('b-jpg');
  });
});

describe('stored sets', () => {
  it('come back equal', () => {
    fc.assert(
      fc.property(anySetWork, ({ set }) => {
        const read = readSet(structuredClone(set));
        expect(read).toEqual(set);
        expect(readSet(JSON.parse(JSON.stringify(read)))).toEqual(set);
      }),
    );
  });

  it('come back with all that the files of people are called and dated', () => {
    fc.assert(
      fc.property(
        fc.record({
          name: fc.string({ unit: 'binary' }).map((text) => `${text}\ud800`),
          folder: fc.string().map((text) => `\udfff${text}/`.repeat(2_500)),
          bytes: fc.maxSafeNat(),
          modified: fc.maxSafeInteger(),
        }),
        (file) => {
          const set = newSet('Walk', [newEntry(file, 'one')], 'walk');
          expect(set?.entries[0]).toMatchObject({ bytes: file.bytes, modified: file.modified });
          expect(readSet(structuredClone(set))).toEqual(set);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('are refused where a part does not fit', () => {
    const { set } = makeOwn(workOf('a.jpg', 'b.jpg'), 'one');
    const [a, b] = set.entries;
    expect(readSet(set)).not.toBeNull();
    for (const wrong of [
      null,
      'set',
      { ...set, pipette: 99 },
      { ...set, name: 7 },
      { ...set, current: 'nobody' },
      { ...set, entries: [] },
      { ...set, entries: [a, a] },
      { ...set, entries: [a, { ...b, id: '../b' }] },
      { ...set, entries: [a, { ...b, rating: 6 }] },
      { ...set, entries: [a, { ...b, flag: 'perhaps' }] },
      { ...set, entries: [a, { ...b, bytes: -1 }] },
      { ...set, entries: [a, { ...b, modified: 0.5 }] },
      { ...set, shared: { one: { operation: 'exposure', values: { stops: 'bright' } } } },
      { ...set, shared: { one: { operation: 'of-the-future', values: {} } } },
      { ...set, shared: [] },
    ]) {
      expect(readSet(wrong), JSON.stringify(wrong)).toBeNull();
    }
  });

  it('never make of anything what cannot be stored again', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        const read = readSet(input);
        if (read) expect(readSet(structuredClone(read))).toEqual(read);
      }),
    );
  });
});
