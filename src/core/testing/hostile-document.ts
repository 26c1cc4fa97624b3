import fc from './properties';
import { formats } from '../formats/index';
import { limits } from '../base/limits';
import { operations } from '../operations/index';
import { triedKind } from './kinds';

// Help for tests only: documents that are almost right, as hands, other programs and hostile people
// write them. They are plain objects and may hold what JSON cannot, such as NaN.

/** Texts around a limit, halves of characters, and what means something elsewhere. */
const almostText = (max: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom('', ' ', 'Sky', '\ud83d', 'a\udc00b', '__proto__', '\u0000\u2028', ' x '),
    fc.constantFrom(
      'n'.repeat(max),
      'n'.repeat(max + 1),
      `${'n'.repeat(max - 1)}\u{1f600}`,
      `${'n'.repeat(max - 1)} ${'n'.repeat(3)}`,
    ),
    fc.string({ unit: 'binary', maxLength: 9 }),
  );

const oddNumber = fc.constantFrom(
  ...[NaN, Infinity, -Infinity, -0, 1e308, 5e-324, 2 ** 53, -1, 0.5, 1, 255, 1e-9],
);

const odd: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, false, 'yes', 5),
    oddNumber,
    almostText(limits.document.nameLength),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom('x', 'y', 'left', '1', '0', '', 'a.b[0]', '\ud800', 'step', 'id', 'name'),
        fc.string({ unit: 'binary', maxLength: 5 }),
      ),
      tie('value'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).value;

/** Mostly what belongs there. */
const mostly = <Value>(good: fc.Arbitrary<Value>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 4, arbitrary: good }, { weight: 1, arbitrary: odd });

/** Numbers of points, areas and curves at and beyond their bounds. */
const edge = fc.constantFrom(0, -0, 1, 1 + 1e-10, 1e-9, -1e-12, 0.5, 1 / 256, 1 / 257, NaN);
const almostShape = fc.oneof(
  fc.record({ x: edge, y: edge }, { noNullPrototype: true }),
  fc.record({ left: edge, top: edge, width: edge, height: edge }, { noNullPrototype: true }),
  fc.array(fc.record({ x: edge, y: edge }, { noNullPrototype: true }), { maxLength: 17 }),
  fc.array(
    fc.record({ left: edge, top: edge, width: edge, height: edge }, { noNullPrototype: true }),
    { minLength: 49, maxLength: 51 },
  ),
);

type Declared = Pick<(typeof operations)[number], 'parameters'>;

const almostValues = ({ parameters }: Declared): fc.Arbitrary<unknown> => {
  const known = [...parameters].map(([name, parameter]) => {
    const bounds =
      parameter.kind === 'number' || parameter.kind === 'pixels'
        ? fc.constantFrom(
            ...[parameter.min, parameter.max, parameter.min - 1, parameter.max + 1e-9, -0],
          )
        : almostShape;
    return [name, fc.oneof(mostly(triedKind(parameter).any(parameter)), bounds)] as const;
  });
  return fc.record(Object.fromEntries(known), { requiredKeys: [], noNullPrototype: true });
};

/** Also nested as deep as documents may be, and deeper. */
const unknownValues = fc.oneof(
  odd,
  fc
    .integer({ min: 1, max: limits.document.depth })
    .map((deep) => JSON.parse(`${'['.repeat(deep)}-0${']'.repeat(deep)}`) as unknown),
);

const knownStep = fc
  .constantFrom(...operations)
  .chain((operation) =>
    fc
      .tuple(almostValues(operation), fc.option(fc.tuple(fc.constantFrom('newer', '1'), odd)))
      .map(([values, more]): [string, unknown] => [
        operation.id,
        more === null ? values : { ...(values as object), [more[0]]: more[1] },
      ]),
  );

const almostStep = fc
  .record(
    {
      step: odd,
      id: fc.oneof(fc.constantFrom('a', 'step-1', 'step-2', 'i'.repeat(64), 'i'.repeat(65)), odd),
      name: mostly(almostText(limits.document.nameLength)),
      note: mostly(almostText(limits.document.stringLength)),
      enabled: mostly(fc.boolean()),
      parameters: unknownValues,
      operation: mostly(almostText(limits.document.nameLength)),
      later: odd,
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .chain((fields) =>
    fc.oneof(
      { weight: 1, arbitrary: fc.constant<unknown>(fields) },
      {
        weight: 2,
        arbitrary: knownStep.map(([operation, parameters]) => ({
          ...fields,
          operation,
          parameters,
        })),
      },
    ),
  );

const steps = mostly(
  fc.array(fc.oneof({ weight: 9, arbitrary: almostStep }, odd), { maxLength: 5 }),
);

const almostSettings = fc.record(
  {
    format: mostly(fc.constantFrom(...formats.map(({ id }) => id))),
    values: mostly(
      fc.record(
        Object.fromEntries(formats.map((format) => [format.id, mostly(almostValues(format))])),
        { requiredKeys: [], noNullPrototype: true },
      ),
    ),
    size: mostly(fc.constantFrom('original', 'web', 'custom')),
    resize: odd,
    fitUnder: oddNumber,
    fitKeepsSize: odd,
    metadata: mostly(fc.constantFrom('own', 'keep', 'none', 'all', 'safe')),
    metadataGroups: mostly(fc.constant(['date', 'camera', 'date', 'none'])),
    carriesPipeline: odd,
    fileName: almostText(120),
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** A document of a pipeline that may be almost right. */
export const hostileDocument: fc.Arbitrary<unknown> = fc
  .record(
    {
      pipette: fc.constantFrom<unknown>(2, 2, 2, 1, 3, undefined),
      name: mostly(almostText(limits.document.nameLength)),
      description: mostly(almostText(limits.document.stringLength)),
      created: mostly(fc.constantFrom('2026-11-26T17:30:00Z', '2026-13-26T17:30:00.5Z')),
      origin: mostly(
        fc.record(
          {
            id: fc.constantFrom('p-1', 'builtin:x', '', 'i'.repeat(65)),
            name: almostText(limits.document.nameLength),
            fingerprint: fc.constantFrom('0123abcd', '0123ABCD'),
          },
          { noNullPrototype: true },
        ),
      ),
      source: mostly(
        fc.record(
          { format: almostText(20), width: oddNumber, height: oddNumber, name: almostText(255) },
          { requiredKeys: ['format', 'width', 'height'], noNullPrototype: true },
        ),
      ),
      madeWith: mostly(
        fc.record({ pipette: almostText(20), libvips: almostText(20) }, { noNullPrototype: true }),
      ),
      export: mostly(almostSettings),
      pipeline_info: fc.record(
        { name: almostText(limits.document.nameLength), description: odd },
        { requiredKeys: [], noNullPrototype: true },
      ),
      later: odd,
      operations: steps,
      steps,
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .map((fields) => ({ pipette: 2, operations: [], ...fields }));

/** A preset that may be almost right. */
export const hostilePreset: fc.Arbitrary<unknown> = fc.record(
  {
    id: mostly(fc.constantFrom('p-1', 'p-2', 'i'.repeat(64), 'i'.repeat(65))),
    name: mostly(almostText(limits.document.nameLength)),
    folder: mostly(almostText(limits.document.nameLength)),
    description: mostly(almostText(limits.document.stringLength)),
    author: mostly(almostText(limits.document.nameLength)),
    licence: mostly(almostText(limits.document.nameLength)),
    created: mostly(fc.constantFrom('2026-11-26T17:30:00Z', 'yesterday')),
    changed: mostly(fc.constantFrom('2026-11-26T17:30:00Z', '2026-99-26T17:30:00Z')),
    asks: mostly(
      fc.array(
        fc.record(
          {
            step: fc.constantFrom('a', 'step-1', 'step-2'),
            parameter: fc.constantFrom('stops', 'amount', 'radius', 'area'),
          },
          { noNullPrototype: true },
        ),
        { maxLength: limits.preset.asks + 1 },
      ),
    ),
    later: odd,
    pipeline: hostileDocument,
  },
  { requiredKeys: ['pipeline'], noNullPrototype: true },
);
