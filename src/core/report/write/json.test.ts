import Ajv2020 from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pipelineInReport } from '../../documents/carriers/read-report';
import { readJson } from '../../documents/carriers/json';
import { hostileTexts } from '../../testing/hostile-texts';
import {
  pipelineForReport,
  reportContent,
  setForReport,
} from '../../testing/answers/report-content';
import { type ReportKind, writeJson } from '../index';
import { reportSchemaPath } from '../model';
import { reportSchema, reportSchemaText } from './schema';

const validate = new Ajv2020({ validateFormats: false, strict: true, allErrors: true }).compile(
  reportSchema(),
);
const kinds: readonly ReportKind[] = ['visual', 'technical', 'guide', 'performance'];
const address = 'https://example.org/schema.json';

describe('a report as JSON', () => {
  it.each(kinds)('%s follows the schema that is served', (kind) => {
    const known = [
      {},
      { set: setForReport() },
      { set: setForReport(), named: false },
      { named: false, file: null, link: null, sourceSha256: null, pictures: null },
      {
        profile: {
          steps: [],
          wholeMs: { medianMs: 1, leastMs: 1, mostMs: 2, runs: 5 },
          encode: null,
          engineBytesMost: 1,
          scale: 'proxy' as const,
        },
        suggestions: [
          {
            title: 't',
            detail: 'd',
            beforeMs: 2,
            afterMs: 1,
            runs: 3,
            similarity: null,
            mostDifference: null,
          },
        ],
      },
    ];
    for (const some of known) {
      const data: unknown = JSON.parse(
        writeJson(kind, reportContent({ note: 'n' }, some), address),
      );
      expect(validate(data) ? [] : validate.errors).toEqual([]);
    }
    const served = readFileSync(
      new URL(`../../../../public/${reportSchemaPath}`, import.meta.url),
      'utf8',
    );
    expect(served).toBe(reportSchemaText());
  });

  it('is refused by the schema when something is missing or foreign', () => {
    const data: unknown = JSON.parse(writeJson('visual', reportContent(), address));
    expect(validate({ ...Object(data), kind: 'other' })).toBe(false);
    expect(validate({ ...Object(data), more: 1 })).toBe(false);
    expect(validate({ ...Object(data), source: undefined })).toBe(false);
  });

  it('carries the pipeline with every text as typed', () => {
    for (const hostile of hostileTexts) {
      const texts = { title: hostile, name: hostile, note: hostile };
      const text = pipelineInReport(writeJson('guide', reportContent(texts), address));
      const read = readJson(text ?? '');
      expect(read.ok && read.value.problems).toEqual([]);
      expect(read.ok && read.value.pipeline.name).toBe(hostile.trim());
      expect(read.ok && read.value.pipeline.steps).toEqual(pipelineForReport(texts).steps);
    }
  });
});
