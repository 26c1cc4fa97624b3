import Ajv2020 from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../formats/settings';
import { anyPipeline } from '../testing/any-pipeline';
import { writeDocument } from './document';
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

  it('leaves steps of other versions alone', () => {
    const later = { operation: 'of-the-future', parameters: { anything: [1] } };
    expect(valid({ pipette: 2, name: 'x', operations: [later] })).toBe(true);
  });
});
