import fc from './properties';
import { limits } from '../base/limits';
import { operations } from '../operations/index';
import type { Pipeline, Step } from '../pipeline/pipeline';
import { triedKind } from './kinds';

/** Texts that break out of quotes, tags, comments, lines and numbers where nobody encodes them. */
const hostile = [
  '__proto__',
  '<script>alert(1)</script>',
  `"'\`\\\${x}`,
  '\u0022\u0022\u0022\n\u0027\u0027\u0027',
  '*/ // # --- ...',
  '=cmd|calc',
  '../..\\evil',
  '\u202egnp.exe',
  '\u2028\u2029\u0000\u0085',
  'yes',
  '0o17',
  '2026-11-26',
  '- &a [*a]',
  '👩‍👩‍👧‍👦 e\u0301',
];

const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .string({ unit: 'binary', maxLength })
        .map((text) => text.slice(0, maxLength).toWellFormed()),
    },
    { weight: 1, arbitrary: fc.constantFrom(...hostile) },
  );

const someText = (maxLength: number) => anyText(maxLength).filter((text) => text !== '');

const knownStep = fc.constantFrom(...operations).chain((operation) =>
  fc.record(
    {
      kind: fc.constant('known' as const),
      operation: fc.constant(operation.id),
      enabled: fc.boolean(),
      name: someText(limits.document.nameLength),
      note: someText(200),
      values: fc.record(
        Object.fromEntries(
          [...operation.parameters].map(([name, p]) => [name, triedKind(p).any(p)]),
        ),
        { noNullPrototype: true },
      ),
    },
    { requiredKeys: ['kind', 'operation', 'enabled', 'values'], noNullPrototype: true },
  ),
);

/** A step that no version knows, with anything inside that JSON can hold and documents may. */
const placeholderStep = fc.jsonValue({ maxDepth: 3 }).map((inside) => {
  const operation = 'of-the-future';
  // Fields that could reach a prototype are refused and have tests of their own.
  const safe = JSON.stringify(inside).replaceAll(/__proto__|constructor|prototype/g, 'x');
  return (id: string): Step => ({
    kind: 'placeholder',
    id,
    operation,
    enabled: false,
    original: `{"operation":"${operation}","parameters":{"inside":${safe}}}`,
    reason: `This version does not know the operation "${operation}". The step is kept but does nothing.`,
  });
});

/** Any step, under the id that it is given. */
export const anyStep: fc.Arbitrary<(id: string) => Step> = fc.oneof(
  { weight: 9, arbitrary: knownStep.map((step) => (id: string): Step => ({ ...step, id })) },
  { weight: 1, arbitrary: placeholderStep },
);

/** Any pipeline that documents can hold. */
export const anyPipeline: fc.Arbitrary<Pipeline> = fc.record(
  {
    name: anyText(limits.document.nameLength),
    description: someText(limits.document.stringLength),
    created: fc
      .integer({ min: 0, max: 4e9 })
      .map((seconds) => new Date(seconds * 1000).toISOString()),
    origin: fc.record(
      {
        id: fc.string({ unit: fc.constantFrom(...'abc:-_.019'), minLength: 1, maxLength: 64 }),
        name: anyText(limits.document.nameLength),
        fingerprint: fc
          .integer({ min: 0, max: 2 ** 32 - 1 })
          .map((value) => value.toString(16).padStart(8, '0')),
      },
      { noNullPrototype: true },
    ),
    steps: fc
      .array(anyStep, { maxLength: 12 })
      .map((steps) => steps.map((make, index) => make(`step-${index + 1}`))),
  },
  { requiredKeys: ['name', 'steps'], noNullPrototype: true },
);
