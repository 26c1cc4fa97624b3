import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../limits';
import { operations } from '../operations/index';
import type { Parameter, ParameterValue } from '../operations/parameters';
import { parsePipeline, parsePipelineText } from './parse';
import type { Pipeline } from './pipeline';
import { writePipeline, writePipelineText } from './write';

const savedFolder = new URL('./saved/', import.meta.url);

const step = (more: object = {}) => ({ id: 's1', operation: 'exposure', ...more });
const documentWith = (...steps: unknown[]) => ({ pipette: 1, name: 'Test', steps });

const errorOf = (input: unknown) => {
  const result = parsePipeline(input);
  if (result.ok) throw new Error('expected a failure');
  return result.error;
};

function anyValue(parameter: Parameter): fc.Arbitrary<ParameterValue> {
  switch (parameter.kind) {
    case 'number':
    case 'pixels':
      return fc
        .double({ min: parameter.least, max: parameter.most, noNaN: true })
        .map((value) => (value === 0 ? 0 : value));
    case 'choice':
      return fc.constantFrom(...parameter.options.map(({ value }) => value));
    case 'toggle':
      return fc.boolean();
    case 'colour':
      return fc
        .integer({ min: 0, max: 0xffffff })
        .map((value) => `#${value.toString(16).padStart(6, '0')}`);
    case 'point':
      return fc.record({ x: fraction, y: fraction });
    case 'rectangle':
      return fc.tuple(fraction, fraction, fraction, fraction).map(([a, b, c, d]) => ({
        left: a * 0.5,
        top: b * 0.5,
        width: 0.01 + c * 0.49,
        height: 0.01 + d * 0.49,
      }));
    case 'rectangles':
      return fc.array(fc.constant({ left: 0.1, top: 0.2, width: 0.3, height: 0.4 }), {
        maxLength: 3,
      });
    case 'curve':
      return fc
        .array(fraction, { minLength: 2, maxLength: 9 })
        .map((heights) => heights.map((y, index) => ({ x: index / 9, y })));
    case 'text':
      return fc
        .string({ unit: 'grapheme', maxLength: parameter.longest })
        .filter((value) => parameter.parse(value).ok);
    case 'asset':
      return fc.constantFrom('', 'a1'.repeat(32));
  }
}

const fraction = fc
  .double({ min: 0, max: 1, noNaN: true })
  .map((value) => (value === 0 ? 0 : value));

const anyStep = fc.constantFrom(...operations).chain((operation) =>
  fc.record({
    kind: fc.constant('known' as const),
    operation: fc.constant(operation.id),
    enabled: fc.boolean(),
    values: fc.record(
      Object.fromEntries([...operation.parameters].map(([name, p]) => [name, anyValue(p)])),
    ),
  }),
);

const anyPipeline: fc.Arbitrary<Pipeline> = fc.record({
  name: fc.string({ maxLength: limits.document.nameLength }),
  steps: fc
    .array(anyStep, { maxLength: 12 })
    .map((steps) => steps.map((known, index) => ({ ...known, id: `step-${index}` }))),
});

describe('parsePipeline', () => {
  it('reads back every pipeline it wrote, and writing it again changes nothing', () => {
    fc.assert(
      fc.property(anyPipeline, (pipeline) => {
        const text = writePipelineText(pipeline);
        const read = parsePipelineText(text);
        expect(read).toEqual({ ok: true, value: pipeline });
        if (read.ok) expect(writePipelineText(read.value)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it.each(readdirSync(savedFolder))('still opens %s, and writes it out as it was', (file) => {
    const original: unknown = JSON.parse(readFileSync(new URL(file, savedFolder), 'utf8'));
    const read = parsePipeline(original);
    expect(read.ok).toBe(true);
    if (read.ok) {
      const written: unknown = JSON.parse(JSON.stringify(writePipeline(read.value)));
      expect(written).toEqual(original);
    }
  });

  it('keeps a step of an unknown operation as a switched-off placeholder', () => {
    const unknown = { id: 's2', operation: 'sparkle', parameters: { glitter: [1, { x: 2 }] } };
    const read = parsePipeline(documentWith(step(), unknown));
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.steps[1]).toMatchObject({ kind: 'placeholder', enabled: false });
    expect(writePipeline(read.value)).toMatchObject({ steps: [{}, unknown] });
  });

  it('keeps a step with an unknown setting as a placeholder too', () => {
    const newer = step({ parameters: { stops: 1, softness: 3 } });
    const read = parsePipeline(documentWith(newer));
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.steps[0]).toMatchObject({
      kind: 'placeholder',
      reason: expect.stringContaining('"softness"'),
    });
    expect(writePipeline(read.value)).toMatchObject({ steps: [newer] });
  });

  it('fills absent settings with their initial values', () => {
    const read = parsePipeline(documentWith(step({ parameters: { stops: 1 } })));
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.steps[0]).toMatchObject({ values: { stops: 1, protection: 40 } });
  });

  it.each([
    [
      documentWith(step({ parameters: { stops: 99 } })),
      'steps[0].parameters.stops: expected a number from -4 to 4 (EV), but found 99.',
    ],
    [
      documentWith(step({ parameters: { stops: '1' } })),
      'steps[0].parameters.stops: expected a number from -4 to 4 (EV), but found "1".',
    ],
    [
      documentWith(step({ enabled: 'yes' })),
      'steps[0].enabled: expected true or false, but found "yes".',
    ],
    [
      documentWith(step(), step()),
      'steps[1].id: expected an id that no other step has, but found "s1".',
    ],
    [documentWith({ operation: 'exposure' }), 'steps[0].id: expected text, but found nothing.'],
    [
      documentWith(step({ id: '<b>' })),
      'steps[0].id: expected letters, digits, - and _, but found "<b>".',
    ],
    [{ pipette: 1, name: 'x' }, 'steps: expected a list of steps, but found nothing.'],
    [{ pipette: 1, name: 7, steps: [] }, 'name: expected text, but found 7.'],
    [{ name: 'x', steps: [] }, 'pipette: expected the document version, 1, but found nothing.'],
    [null, 'document: expected an object, but found null.'],
    ['hello', 'document: expected an object, but found "hello".'],
  ])('says where, what was expected and what came: %#', (input, message) => {
    const error = errorOf(input);
    expect(error.message).toBe(message);
    expect(error.safe).toBe('Nothing was changed.');
  });

  it('names a document of a newer version', () => {
    expect(errorOf({ pipette: 2, name: 'x', steps: [] })).toMatchObject({ code: 'CFG-VERSION' });
  });

  it('accepts as many steps as the limit and not one more', () => {
    const many = (count: number) =>
      documentWith(...Array.from({ length: count }, (_, index) => step({ id: `s${index}` })));
    expect(parsePipeline(many(limits.document.steps)).ok).toBe(true);
    expect(errorOf(many(limits.document.steps + 1)).message).toContain('at most 100 steps');
  });

  it('accepts names as long as the limit and not one longer', () => {
    const named = (length: number) => ({ pipette: 1, name: 'n'.repeat(length), steps: [] });
    expect(parsePipeline(named(limits.document.nameLength)).ok).toBe(true);
    expect(errorOf(named(limits.document.nameLength + 1)).code).toBe('CFG-SHAPE');
  });

  it('stops at the nesting and size limits', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
    const holding = (depth: number) =>
      documentWith({ id: 'x', operation: 'later', parameters: { deep: nested(depth) } });
    // The document, its steps, the step and its parameters are four levels of their own.
    expect(parsePipeline(holding(limits.document.depth - 4)).ok).toBe(true);
    expect(errorOf(holding(limits.document.depth - 3)).code).toBe('CFG-SIZE');
    const long = parsePipelineText(' '.repeat(limits.document.bytes + 1));
    expect(long).toMatchObject({ ok: false, error: { code: 'CFG-SIZE' } });
  });

  it('never lets a field reach a prototype', () => {
    const hostile = ['__proto__', 'constructor', 'prototype'];
    for (const name of hostile) {
      const text = (inner: string) => `{"pipette":1,"name":"x","steps":[${inner}]}`;
      const places = [
        `{"id":"a","operation":"exposure","${name}":{"x":1}}`,
        `{"id":"a","operation":"exposure","parameters":{"${name}":{"x":1}}}`,
        `{"id":"a","operation":"later","parameters":{"deep":[{"${name}":{"x":1}}]}}`,
        `{"id":"a","operation":"${name}"}`,
      ];
      for (const place of places.slice(0, 3)) {
        expect(parsePipelineText(text(place))).toMatchObject({
          ok: false,
          error: { code: 'CFG-KEY' },
        });
      }
      expect(parsePipelineText(text(places[3] ?? ''))).toMatchObject({
        ok: true,
        value: { steps: [{ kind: 'placeholder' }] },
      });
    }
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });

  it('answers anything at all with a result, never with an exception', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (input) => {
        expect(typeof parsePipeline(input).ok).toBe('boolean');
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (name, steps) => {
        expect(typeof parsePipeline({ pipette: 1, name, steps }).ok).toBe('boolean');
      }),
      { numRuns: 3000 },
    );
  });
});
