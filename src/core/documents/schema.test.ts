import Ajv2020 from 'ajv/dist/2020.js';
import fc from '../testing/properties';
import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../formats/settings';
import { operations, operationsById } from '../operations/index';
import { parsePipeline } from '../pipeline/parse';
import { anyPipeline } from '../testing/any-pipeline';
import { triedKind } from '../testing/kinds';
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

  it('says of every setting at every bound what the strict reader says', () => {
    const said = new Set<boolean>();
    for (const { id, parameters } of operations) {
      for (const [name, parameter] of parameters) {
        for (const value of triedKind(parameter).bounds(parameter)) {
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
