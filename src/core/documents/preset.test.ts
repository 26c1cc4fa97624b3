import fc from '../testing/properties';
import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import type { Pipeline } from '../pipeline/pipeline';
import { anyPipeline } from '../testing/any-pipeline';
import { roundTrips } from '../testing/proof';
import { applyPreset, questionsOf } from './apply-preset';
import {
  joinCollections,
  readCollection,
  readCollectionText,
  writeCollection,
  writeCollectionTexts,
} from './collection';
import { parsePreset, type Preset, readPreset, writePreset } from './preset';
import { originInWords } from './origin';

const runs = roundTrips(300);

const text = (max: number) =>
  fc.string({ unit: 'binary', maxLength: max }).map((some) => some.slice(0, max).toWellFormed());

const moment = fc
  .integer({ min: 0, max: 4e9 })
  .map((seconds) => new Date(seconds * 1000).toISOString());

const asksOf = ({ steps }: Pipeline) =>
  steps.flatMap((step) =>
    step.kind === 'known'
      ? Object.keys(step.values)
          .slice(0, 1)
          .map((parameter) => ({ step: step.id, parameter }))
      : [],
  );

const anyPreset: fc.Arbitrary<Preset> = fc
  .record({
    id: fc.string({ unit: fc.constantFrom(...'abc:-_.019'), minLength: 1, maxLength: 50 }),
    name: text(limits.document.nameLength)
      .filter((name) => name.trim() !== '')
      .map((name) => name.trim()),
    folder: text(40),
    description: text(200),
    author: text(40),
    licence: text(20),
    pipeline: anyPipeline,
    created: fc.oneof(moment, fc.constant('')),
    changed: moment,
  })
  .map((preset) => ({ ...preset, asks: asksOf(preset.pipeline) }));

const plain: Preset = {
  id: 'plain',
  name: 'Plain',
  folder: '',
  description: '',
  author: '',
  licence: '',
  created: '',
  changed: '',
  asks: [],
  pipeline: {
    name: 'Plain',
    steps: [
      {
        kind: 'known',
        id: 's1',
        operation: 'exposure',
        enabled: true,
        values: { stops: 1, protection: 40 },
      },
    ],
  },
};

function firstOf<Item>(list: readonly Item[]): Item {
  const [first] = list;
  if (first === undefined) throw new Error('the list is empty');
  return first;
}

describe('presets and collections', () => {
  it('come back from their files as they were written', () => {
    const list = fc.uniqueArray(anyPreset, { maxLength: 5, selector: ({ id }) => id });
    fc.assert(
      fc.property(list, (presets) => {
        const texts = writeCollectionTexts(presets);
        const back = texts.map(readCollectionText).flatMap((read) => {
          if (!read.ok) throw new Error(read.error.message);
          expect(read.value.refused).toEqual([]);
          return read.value.presets;
        });
        expect(back).toEqual(presets.map((preset) => ({ preset, problems: [] })));
        for (const preset of presets) {
          expect(parsePreset(writePreset(preset))).toEqual({ ok: true, value: preset });
        }
      }),
      { numRuns: runs },
    );
  }, 120_000);

  it('answer anything with a result', () => {
    const anything = fc.anything({ withNullPrototype: false });
    const near = fc.record({
      'pipette-collection': fc.constantFrom<unknown>(1, 2, '1', null),
      presets: fc.oneof(
        fc.array(fc.record({ id: anything, name: anything, asks: anything, pipeline: anything })),
        anything,
      ),
    });
    fc.assert(
      fc.property(fc.oneof(anything, near), (input) => {
        expect(typeof readCollection(input).ok).toBe('boolean');
        expect(typeof parsePreset(input).ok).toBe('boolean');
      }),
      { numRuns: runs },
    );
  }, 120_000);

  it('keep the good ones when one is bad, and say which and why', () => {
    const good = writePreset(plain);
    const read = readCollection({
      'pipette-collection': 1,
      presets: [good, { name: 'Broken', pipeline: { pipette: 2, name: 'x' } }, 7, good],
    });
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.presets.map(({ preset }) => preset.id)).toEqual(['plain', 'plain-2']);
    expect(read.value.refused).toMatchObject([
      { place: 2, name: 'Broken', error: { code: 'CFG-SHAPE' } },
      { place: 3, name: '', error: { code: 'CFG-SHAPE' } },
    ]);
  });

  it('note what does not fit in a preset from outside, and refuse it in a record of our own', () => {
    const odd = { ...writePreset(plain), folder: 7, colour: 'red', asks: [{ step: 's9' }] };
    const read = readPreset(odd);
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.preset).toEqual(plain);
    expect(read.value.problems.map(({ path }) => path).sort()).toEqual([
      'asks[0]',
      'colour',
      'folder',
    ]);
    expect(parsePreset(odd)).toMatchObject({ ok: false, error: { code: 'CFG-SHAPE' } });
  });

  it('take as many presets as are allowed and not one more', () => {
    const max = limits.preset.collection;
    const small = { ...writePreset(plain), id: undefined };
    const of = (count: number) => ({
      'pipette-collection': 1,
      presets: Array.from({ length: count }, () => small),
    });
    expect(readCollection(of(max))).toMatchObject({ ok: true });
    expect(readCollection(of(max + 1))).toMatchObject({ ok: false, error: { code: 'CFG-SIZE' } });
  });

  it('give a preset without an id the same one every time', () => {
    const { id: _, ...nameless } = writePreset(plain);
    const ids = [readPreset(nameless), readPreset(nameless)].map((read) =>
      read.ok ? read.value.preset.id : read.error.message,
    );
    expect(ids[0]).toMatch(/^p-[0-9a-f]{8}$/);
    expect(ids[1]).toBe(ids[0]);
  });

  it('are written into more files when one would be too large to be read again', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      ...plain,
      id: `p${index}`,
      pipeline: {
        ...plain.pipeline,
        steps: Array.from({ length: 200 }, (__, at) => ({
          ...firstOf(plain.pipeline.steps),
          id: `s${at}`,
        })),
      },
    }));
    const texts = writeCollectionTexts(many);
    expect(texts.length).toBeGreaterThan(1);
    const back = texts.flatMap((one) => {
      const read = readCollectionText(one);
      return read.ok ? read.value.presets.map(({ preset }) => preset) : [];
    });
    expect(back).toEqual(many);
  });

  it('of a newer version are read as far as possible', () => {
    const newer = { ...(writeCollection([plain]) as object), 'pipette-collection': 2, more: 1 };
    expect(readCollection(newer)).toMatchObject({ ok: true, value: { isNewer: true } });
  });
});

describe('applying a preset', () => {
  let next = 0;
  const newId = () => `n${(next += 1)}`;
  const current: Pipeline = {
    name: 'Mine',
    steps: [
      {
        kind: 'known',
        id: 'a',
        operation: 'flip',
        enabled: true,
        values: { direction: 'horizontal' },
      },
    ],
  };

  it('replaces the steps and says where they came from until they are changed', () => {
    const result = applyPreset(current, plain, 'replace', [], newId);
    if (!result.ok) throw new Error(result.error.message);
    const { value } = result;
    expect(value.name).toBe('Plain');
    expect(value.steps.map(({ operation }) => operation)).toEqual(['exposure']);
    expect(value.steps[0]?.id).not.toBe('s1');
    expect(originInWords(value)).toBe('from preset Plain');
    const changed = { ...value, steps: value.steps.map((step) => ({ ...step, enabled: false })) };
    expect(originInWords(changed as Pipeline)).toBe('from preset Plain, changed');
    expect(originInWords(current)).toBeNull();
  });

  it('comes behind what is there, whose name and steps stay', () => {
    const result = applyPreset(current, plain, 'append', [], newId);
    expect(result).toMatchObject({
      ok: true,
      value: { name: 'Mine', steps: [{ id: 'a' }, { operation: 'exposure' }] },
    });
    if (result.ok) expect(originInWords(result.value)).toBeNull();
  });

  it('puts answers in place of what it asks for', () => {
    const asking = { ...plain, asks: [{ step: 's1', parameter: 'stops' }] };
    expect(questionsOf(asking)).toMatchObject([{ value: 1, parameter: { label: 'Exposure' } }]);
    const result = applyPreset(current, asking, 'replace', [
      { step: 's1', parameter: 'stops', value: -2 },
    ]);
    expect(result).toMatchObject({
      ok: true,
      value: { steps: [{ values: { stops: -2, protection: 40 } }] },
    });
    if (result.ok) expect(originInWords(result.value)).toBe('from preset Plain');
  });

  it('is refused where the list would get too long', () => {
    const steps = Array.from({ length: limits.document.steps }, (_, index) => ({
      ...firstOf(current.steps),
      id: `s${index}`,
    }));
    const full = { ...current, steps: steps.slice(1) };
    expect(applyPreset(full, plain, 'append').ok).toBe(true);
    expect(applyPreset({ ...current, steps }, plain, 'append')).toMatchObject({
      ok: false,
      error: { code: 'CFG-SIZE' },
    });
  });

  it('are joined: what is the same is there once, other presets of one id get another', () => {
    const other = { ...plain, name: 'Another' };
    const read = (presets: readonly Preset[], ...more: unknown[]) => {
      const written = writeCollection(presets) as { presets: unknown[] };
      const result = readCollection({ ...written, presets: [...written.presets, ...more] });
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    };
    const joined = joinCollections([read([plain], 5), read([plain, other], 6), read([other])]);
    expect(joined.presets.map(({ preset }) => preset.name)).toEqual([plain.name, 'Another']);
    expect(new Set(joined.presets.map(({ preset }) => preset.id)).size).toBe(joined.presets.length);
    expect(new Set(joined.refused.map(({ place }) => place)).size).toBe(2);
  });
});
