import Ajv2020 from 'ajv/dist/2020.js';
import fc from '../../testing/properties';
import { describe, expect, it } from 'vitest';
import { emptyPipeline } from '../../pipeline/pipeline';
import { makeVersion } from '../../pipeline/versions/make-version';
import { parseVersion, traceOf, writeVersion } from '../../pipeline/versions/record';
import { operationsById } from '../../operations/index';
import { idOf } from '../../testing/any-history';
import { anyVersion } from '../../testing/any-version';
import { roundTrips } from '../../testing/proof';
import { pipelineSchema } from '../schema';
import { schemaPath } from '../document';
import { readHistoryText, writeHistoryText } from './history-text';
import { unpackSmallPicture } from './packed-picture';
import { projectLimits, projectPicture, readProjectList, writeProjectList } from './project-files';
import { historySchema, projectSchema } from './schemas';

// The format date-time is for editors; what a moment looks like is the reader's business.
const ajv = new Ajv2020({ validateFormats: false, strict: true });
// As an editor finds it, beside the one that names it.
ajv.addSchema(pipelineSchema(), schemaPath.replace(/^.*\//u, ''));
const isHistory = ajv.compile(historySchema());
const isList = ajv.compile(projectSchema());
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const versionOf = (more: object) => ({
  id: idOf(3),
  lineage: idOf(1),
  parents: [],
  at: 1,
  reason: 'asked',
  pipeline: { pipette: 2, name: 'x', operations: [] },
  ...more,
});
const historyOf = (more: object) => ({ 'pipette-history': 1, versions: [versionOf(more)] });

describe('the JSON Schema of histories', () => {
  it('takes every history that is written', async () => {
    await fc.assert(
      fc.asyncProperty(anyVersion, async ([pipeline, settings, facts]) => {
        const version = await makeVersion({ pipeline, settings }, facts);
        const { picture } = version;
        const bytes = new Uint8Array(picture?.bytes ?? 0);
        const pictures = new Map(picture ? [[picture.hash, { type: 'image/jpeg', bytes }]] : []);
        const traces = [{ ...traceOf(version), id: idOf(9) }];
        const { text } = writeHistoryText({ versions: [version], traces, pictures }, 'x');
        expect(isHistory(JSON.parse(text)), JSON.stringify(isHistory.errors)).toBe(true);
      }),
      { numRuns: roundTrips(100) },
    );
  });

  it('marks what the strict reader of a version refuses', async () => {
    const names = ['id', 'lineage', 'parents', 'at', 'reason', 'about', 'label', 'picture'].concat(
      'carriedBy',
    );
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        [idOf(5), idOf(5)],
        [idOf(5), idOf(6), idOf(7)],
        { name: '', at: 1 },
        { name: 'x'.repeat(121), at: 1 },
        { hash: 'c3'.repeat(32), bytes: 12_289 },
        [{ kind: 'pigeon', at: 0 }],
        Array(21).fill({ kind: 'link', at: 1 }),
      ),
    );
    const version = await makeVersion(
      { pipeline: emptyPipeline, settings: null },
      { lineage: idOf(1), parents: [], at: 1, reason: 'asked' },
    );
    let refused = 0;
    fc.assert(
      fc.property(fc.constantFrom(...names), odd, (name, value) => {
        const came = plain({ ...writeVersion(version), [name]: value });
        if (parseVersion(came).ok) return;
        refused += 1;
        const file = { 'pipette-history': 1, versions: [came] };
        expect(isHistory(file), JSON.stringify(came)).toBe(false);
      }),
      { numRuns: roundTrips(400) },
    );
    expect(refused).toBeGreaterThan(roundTrips(400) / 4);
  });

  it.each([
    { 'pipette-history': 0, versions: [] },
    { 'pipette-history': 1 },
    { 'pipette-history': 1, versions: [5] },
    { 'pipette-history': 1, versions: [], traces: [{ id: idOf(1) }] },
    { 'pipette-history': 1, versions: [], pictures: [{ hash: 'x' }] },
    historyOf({ pipeline: { pipette: 2, name: 'x' } }),
    historyOf({ pipeline: { pipette: 2, name: 'x', operations: [{ operation: 5 }] } }),
    historyOf({ of: 'tomorrow' }),
  ])('marks what would be refused or changed: %j', (file) => {
    expect(isHistory(file)).toBe(false);
  });

  it('says of a step in a version what the schema of pipelines says', () => {
    const step = (stops: number) => ({ operation: 'exposure', parameters: { stops } });
    const file = (stops: number) =>
      historyOf({ pipeline: { pipette: 2, name: 'x', operations: [step(stops)] } });
    expect(operationsById.has('exposure')).toBe(true);
    expect([isHistory(file(1)), isHistory(file(9))]).toEqual([true, false]);
    const read = readHistoryText(JSON.stringify(file(9)));
    expect(read.ok && read.value.problems.size).toBe(1);
  });

  it('says of small pictures what their reader says', () => {
    const all = ['AAAA', 'AA==', '', '<<<<', 'A'.repeat(16_384), 'A'.repeat(16_400)];
    for (const base64 of all) {
      const picture = { hash: 'a'.repeat(64), type: 'image/png', base64 };
      const file = { 'pipette-history': 1, versions: [], pictures: [picture] };
      expect(isHistory(file), base64.slice(0, 9)).toBe(unpackSmallPicture(picture) !== null);
    }
  });
});

describe('the JSON Schema of projects', () => {
  it('takes every list that is written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
        fc.constantFrom('', 'image/jpeg', 'what is this'),
        (names, type) => {
          const pictures = names.map((name, index) => projectPicture({ name, type }, index));
          const text = writeProjectList({ madeAt: new Date(0).toISOString(), pictures }, 'x');
          expect(isList(JSON.parse(text)), text).toBe(true);
        },
      ),
      { numRuns: roundTrips(100) },
    );
  });

  it.each([
    {},
    { 'pipette-project': 0 },
    { 'pipette-project': 1, madeAt: 5 },
    { 'pipette-project': 1, pictures: {} },
    { 'pipette-project': 1, pictures: [{ file: 'x' }] },
    { 'pipette-project': 1, pictures: [{ file: '', name: 'x' }] },
    { 'pipette-project': 1, pictures: [{ file: 'x', name: 'x'.repeat(301) }] },
    { 'pipette-project': 1, pictures: [{ file: 'x', name: 'x', type: 'a b' }] },
  ])('marks what its reader refuses or changes: %j', (list) => {
    const read = readProjectList(JSON.stringify(list));
    expect(read.ok && read.value.problems.length === 0).toBe(false);
    expect(isList(list)).toBe(false);
  });

  it('takes as many pictures as its reader', () => {
    const most = Array.from({ length: projectLimits.pictures }, (_, index) => ({
      file: String(index),
      name: 'x',
    }));
    for (const pictures of [most, [...most, { file: 'one too many', name: 'x' }]]) {
      const list = { 'pipette-project': 1, pictures };
      const read = readProjectList(JSON.stringify(list));
      expect(isList(list)).toBe(read.ok && read.value.problems.length === 0);
      expect(isList(list)).toBe(pictures === most);
    }
  });
});
