import { readdirSync, readFileSync } from 'node:fs';
import fc from '../testing/properties';
import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { writeDocument } from '../documents/document';
import { anyPipeline } from '../testing/any-pipeline';
import { parsePipeline } from './parse';
import { documentVersion } from './pipeline';

const savedFolder = new URL('./saved/', import.meta.url);

const step = (more: object = {}) => ({ id: 's1', operation: 'exposure', ...more });
const documentWith = (...steps: unknown[]) => ({ pipette: 2, name: 'Test', operations: steps });

const errorOf = (input: unknown) => {
  const result = parsePipeline(input);
  if (result.ok) throw new Error('expected a failure');
  return result.error;
};

describe('parsePipeline', () => {
  it('reads back every pipeline it wrote, and writing it again changes nothing', () => {
    fc.assert(
      fc.property(anyPipeline, (pipeline) => {
        const text = JSON.stringify(writeDocument(pipeline));
        const read = parsePipeline(JSON.parse(text));
        expect(read).toEqual({ ok: true, value: pipeline });
        if (read.ok) expect(JSON.stringify(writeDocument(read.value))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  const saved = readdirSync(savedFolder).filter((file) => file.endsWith('.json'));

  it.each(saved)('still opens %s, and writes it out as it was', (file) => {
    const read = parsePipeline(JSON.parse(readFileSync(new URL(file, savedFolder), 'utf8')));
    if (!read.ok) throw new Error(read.error.message);
    const asNow = file.replace(/^v\d+/, `v${documentVersion}`);
    const expected: unknown = JSON.parse(readFileSync(new URL(asNow, savedFolder), 'utf8'));
    expect(JSON.parse(JSON.stringify(writeDocument(read.value)))).toEqual(expected);
  });

  it('keeps a step of an unknown operation as a switched-off placeholder', () => {
    const unknown = { id: 's2', operation: 'sparkle', parameters: { glitter: [1, { x: 2 }] } };
    const read = parsePipeline(documentWith(step(), unknown));
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.steps[1]).toMatchObject({ kind: 'placeholder', enabled: false });
    expect(writeDocument(read.value)).toMatchObject({ operations: [{}, unknown] });
  });

  it('asks after what was probably meant', () => {
    const read = parsePipeline(
      documentWith(step({ operation: 'exposur' }), step({ id: 's2', parameters: { stop: 1 } })),
    );
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.steps).toMatchObject([
      { reason: expect.stringContaining('"exposur". Did you mean exposure? The step is kept') },
      { reason: expect.stringContaining('"stop". Did you mean stops? The step is kept') },
    ]);
  });

  it('keeps a step with an unknown setting as a placeholder too', () => {
    const newer = step({ parameters: { stops: 1, softness: 3 } });
    const read = parsePipeline(documentWith(newer));
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.steps[0]).toMatchObject({
      kind: 'placeholder',
      reason: expect.stringContaining('"softness"'),
    });
    expect(writeDocument(read.value)).toMatchObject({ operations: [newer] });
  });

  it('fills absent settings with their initial values', () => {
    const read = parsePipeline(documentWith(step({ parameters: { stops: 1 } })));
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.steps[0]).toMatchObject({ values: { stops: 1, protection: 40 } });
  });

  it.each([
    [
      documentWith(step({ parameters: { stops: 99 } })),
      'operations[0].parameters.stops: expected a number from -4 to 4 (EV), but found 99.',
    ],
    [
      documentWith(step({ parameters: { stops: '1' } })),
      'operations[0].parameters.stops: expected a number from -4 to 4 (EV), but found "1".',
    ],
    [
      documentWith(step({ enabled: 'yes' })),
      'operations[0].enabled: expected true or false, but found "yes".',
    ],
    [
      documentWith(step(), step()),
      'operations[1].id: expected an id that no other step has, but found "s1".',
    ],
    [
      documentWith({ operation: 'exposure' }),
      'operations[0].id: expected text, but found nothing.',
    ],
    [
      documentWith(step({ id: '<b>' })),
      'operations[0].id: expected letters, digits, - and _, but found "<b>".',
    ],
    [{ pipette: 2, name: 'x' }, 'operations: expected a list of steps, but found nothing.'],
    [{ pipette: 2, name: 7, operations: [] }, 'name: expected text, but found 7.'],
    [{ name: 'x', steps: [] }, 'pipette: expected the document version, 2, but found nothing.'],
    [null, 'document: expected an object, but found null.'],
    ['hello', 'document: expected an object, but found "hello".'],
  ])('says where, what was expected and what came: %#', (input, message) => {
    const error = errorOf(input);
    expect(error.message).toBe(message);
    expect(error.safe).toBe('Nothing was changed.');
  });

  it('names a document of a newer version', () => {
    expect(errorOf({ pipette: 3, name: 'x', operations: [] })).toMatchObject({
      code: 'CFG-VERSION',
    });
  });

  it('accepts as many steps as the limit and not one more', () => {
    const many = (count: number) =>
      documentWith(...Array.from({ length: count }, (_, index) => step({ id: `s${index}` })));
    expect(parsePipeline(many(limits.document.steps)).ok).toBe(true);
    expect(errorOf(many(limits.document.steps + 1)).message).toContain('at most 200 steps');
  });

  it('accepts names as long as the limit and not one longer', () => {
    const named = (length: number) => ({ pipette: 2, name: 'n'.repeat(length), operations: [] });
    expect(parsePipeline(named(limits.document.nameLength)).ok).toBe(true);
    expect(errorOf(named(limits.document.nameLength + 1)).code).toBe('CFG-SHAPE');
  });

  it('stops at the nesting limit', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
    const holding = (depth: number) =>
      documentWith({ id: 'x', operation: 'later', parameters: { deep: nested(depth) } });
    // The document, its steps, the step and its parameters are four levels of their own.
    expect(parsePipeline(holding(limits.document.depth - 4)).ok).toBe(true);
    expect(errorOf(holding(limits.document.depth - 3)).code).toBe('CFG-SIZE');
  });

  it('never lets a field reach a prototype', () => {
    const hostile = ['__proto__', 'constructor', 'prototype'];
    for (const name of hostile) {
      const text = (inner: string) => `{"pipette":2,"name":"x","operations":[${inner}]}`;
      const places = [
        `{"id":"a","operation":"exposure","${name}":{"x":1}}`,
        `{"id":"a","operation":"exposure","parameters":{"${name}":{"x":1}}}`,
        `{"id":"a","operation":"later","parameters":{"deep":[{"${name}":{"x":1}}]}}`,
        // What is not kept of a later step is looked at, too.
        `{"id":"a","operation":"later","step":{"${name}":{"x":1}}}`,
        `{"id":"a","operation":"${name}"}`,
      ];
      for (const place of places.slice(0, 4)) {
        expect(parsePipeline(JSON.parse(text(place)))).toMatchObject({
          ok: false,
          error: { code: 'CFG-KEY' },
        });
      }
      expect(parsePipeline(JSON.parse(text(places[4] ?? '')))).toMatchObject({
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
        expect(typeof parsePipeline({ pipette: 2, name, operations: steps }).ok).toBe('boolean');
      }),
      { numRuns: 3000 },
    );
  });
});
