import Ajv2020 from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../formats/settings';
import { operations, operationsById } from '../operations/index';
import {
  minCurvePoints,
  maxCurvePoints,
  type Parameter,
  maxRectangles,
} from '../operations/parameters';
import { parsePipeline } from '../pipeline/parse';
import { anyPipeline } from '../testing/any-pipeline';
import { hostileDocument } from '../testing/hostile-document';
import { writeDocument } from './document';
import { readDocument } from './read-document';
import { pipelineSchema } from './schema';

// The format date-time is for editors; what a moment looks like is the parser's business.
const validate = new Ajv2020({ validateFormats: false, strict: true }).compile(pipelineSchema());
const valid = (input: unknown): boolean => validate(JSON.parse(JSON.stringify(input)));

describe('the JSON Schema', () => {
  it('takes every document that is written', () => {
    fc.assert(
      fc.property(anyPipeline, (pipeline) => {
        const settings = initialExportSettings();
        const source = { format: 'JPEG', width: 20, height: 10 };
        expect(valid(writeDocument(pipeline, { settings, source }))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    { pipette: 2, name: 'x' },
    { pipette: 1, name: 'x', operations: [] },
    { pipette: 2, name: 'x', operations: [{ operation: 'exposure', enabled: 'yes' }] },
    { pipette: 2, name: 'x', operations: [{ operation: 'exposure', parameters: { stops: 9 } }] },
    { pipette: 2, name: 'x', operations: [{ operation: 'exposure', parameters: { stop: 1 } }] },
    { pipette: 2, name: 'x', operations: [{ operation: 'crop', parameters: { area: 'all' } }] },
  ])('marks what would be refused or changed: %j', (document) => {
    expect(valid(document)).toBe(false);
  });

  const area = { left: 0, top: 0, width: 0.5, height: 0.5 };
  const points = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ x: at / 20, y: at / 20 }));

  /** Values at every bound that a schema has, and beyond it. */
  const boundsOf = (parameter: Parameter): readonly unknown[] => {
    switch (parameter.kind) {
      case 'number':
      case 'pixels': {
        const { min, max } = parameter;
        return [min, max, min - 1e-6, max + 1e-6];
      }
      case 'text':
        return [0, 1].map((more) => '\u{1f600}'.repeat(parameter.longest + more));
      case 'curve':
        return [-1, 0].flatMap((more) =>
          [minCurvePoints + more, maxCurvePoints + 1 + more].map(points),
        );
      case 'rectangles':
        return [0, maxRectangles, maxRectangles + 1].map((count) =>
          Array.from({ length: count }, () => area),
        );
      case 'rectangle':
        return [area, { ...area, width: 0 }, { ...area, height: 1.5 }, { ...area, left: -1 }];
      case 'point':
        return [{ x: 0, y: 1 }, { x: 0, y: 1.5 }, { x: 0 }];
      case 'choice':
        return [...parameter.options.map(({ value }) => value), 'other'];
      case 'colour':
        return ['#ff7a45', '#FF7A45', '#fff'];
      case 'asset':
        return ['', 'a1'.repeat(32), 'A1'.repeat(32)];
      case 'toggle':
        return [true, 'true'];
    }
  };

  it('says of every setting at every bound what the strict reader says', () => {
    const said = new Set<boolean>();
    for (const { id, parameters } of operations) {
      for (const [name, parameter] of parameters) {
        for (const value of boundsOf(parameter)) {
          const step = { id: 'a', operation: id, enabled: true, parameters: { [name]: value } };
          const document = { pipette: 2, name: 'x', operations: [step] };
          const read = parsePipeline(document);
          // A step that is not understood becomes a placeholder, which has no bounds.
          expect(read.ok && read.value.steps[0]?.kind).not.toBe('placeholder');
          said.add(read.ok);
          const where = `${id}.${name}: ${JSON.stringify(value).slice(0, 60)}`;
          expect(valid(document), where).toBe(read.ok);
        }
      }
    }
    expect(said.size).toBe(2);
  });

  it('takes whatever a reader accepts, as it is written', () => {
    let accepted = 0;
    fc.assert(
      fc.property(hostileDocument, (hostile) => {
        const read = readDocument(hostile);
        if (!read.ok) return;
        accepted += 1;
        const { pipeline, settings, source, madeWith } = read.value;
        const extras = {
          ...(settings === null ? {} : { settings }),
          ...(source === null ? {} : { source }),
          ...(madeWith === null ? {} : { madeWith }),
        };
        const document = writeDocument(pipeline, extras);
        // A known operation with an unknown setting is kept, and marked in editors.
        const isMarked = pipeline.steps.some(
          ({ kind, operation }) => kind === 'placeholder' && operationsById.has(operation),
        );
        expect(valid(document) || isMarked, JSON.stringify(document)).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it('leaves steps of other versions alone', () => {
    const later = { operation: 'of-the-future', parameters: { anything: [1] } };
    expect(valid({ pipette: 2, name: 'x', operations: [later] })).toBe(true);
  });
});
