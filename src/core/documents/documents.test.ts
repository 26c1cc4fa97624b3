import { spawnSync } from 'node:child_process';
import fc from '../testing/properties';
import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../formats/settings';
import { limits } from '../base/limits';
import { anyPipeline } from '../testing/any-pipeline';
import { step as knownStep } from '../testing/looks';
import { allowed, Costs, damagedRuns, patience, roundTrips } from '../testing/proof';
import { fingerprint, writeDocument } from './document';
import { readJson, writeJson } from './carriers/json';
import { readDocument } from './read-document';
import { readYaml, writeYaml } from './carriers/yaml';

const runs = roundTrips(300);

const step = (more: object = {}) => ({ id: 's1', operation: 'exposure', ...more });
const documentOf = (...operations: unknown[]) => ({ pipette: 2, name: 'Test', operations });

function read(input: unknown) {
  const result = readDocument(input);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe.each([
  ['JSON', writeJson, readJson],
  ['YAML', writeYaml, readYaml],
] as const)('%s', (_, write, readBack) => {
  it('gives every pipeline back, and is the same when it is written again', () => {
    fc.assert(
      fc.property(anyPipeline, (pipeline) => {
        const text = write(pipeline);
        const result = readBack(text);
        expect(result).toMatchObject({ ok: true, value: { pipeline, problems: [] } });
        if (result.ok) {
          expect(result.value.pipeline).toEqual(pipeline);
          expect(write(result.value.pipeline)).toBe(text);
        }
      }),
      { numRuns: runs },
    );
  });

  it('gives back what stands beside the pipeline', () => {
    const settings = {
      ...initialExportSettings(),
      format: 'webp',
      size: 'custom' as const,
      metadata: 'own' as const,
    };
    const extras = {
      schema: 'https://example.org/schema/pipeline-2.json',
      madeWith: { pipette: '1.0.0', libvips: '8.18.7' },
      source: { format: 'JPEG', width: 3872, height: 2592, name: 'red panda.jpg' },
      settings,
    };
    const result = readBack(write({ name: 'x', steps: [] }, extras));
    const { madeWith, source } = extras;
    expect(result).toMatchObject({ ok: true, value: { settings, madeWith, source, problems: [] } });
  });

  it(
    'answers any text with a result, at once and in little memory',
    () => {
      const costs = new Costs();
      const sample = write({ name: 'x', steps: [] });
      const mutated = fc
        .tuple(fc.nat(sample.length), fc.nat(20), fc.string({ unit: 'binary', maxLength: 8 }))
        .map(([at, length, text]) => sample.slice(0, at) + text + sample.slice(at + length));
      fc.assert(
        fc.property(fc.oneof(mutated, fc.string({ unit: 'binary' }), fc.json()), (text) => {
          expect(typeof costs.of(() => readBack(text)).ok).toBe('boolean');
        }),
        { numRuns: damagedRuns },
      );
      expect(costs.milliseconds).toBeLessThan(allowed.milliseconds);
      expect(costs.bytes).toBeLessThan(allowed.bytes);
    },
    patience,
  );

  it('refuses what is too large or too deep, in words', () => {
    expect(readBack('#'.repeat(limits.document.bytes + 1))).toMatchObject({
      ok: false,
      error: { code: 'CFG-SIZE', message: expect.stringContaining('1,048,576 are read') },
    });
    const deep = '['.repeat(100_000);
    expect(readBack(deep).ok).toBe(false);
  });

  it('says the line of what does not fit', () => {
    const text = write({ name: 'x', steps: [] }).replace('[]', '[{operation: 1}]');
    const broken = readBack(
      text.replace('{operation: 1}', '{"operation": "exposure", "enabled": 3}'),
    );
    const at = text.split('\n').findIndex((line) => line.includes('operation: 1')) + 1;
    expect(broken).toMatchObject({
      ok: true,
      value: {
        problems: [
          { path: 'operations[0].enabled', expected: 'true or false', came: '3', line: at },
        ],
      },
    });
  });
});

describe('what people bring', () => {
  it('is clamped with a note, or replaced by the usual value with a note', () => {
    const { pipeline, problems } = read(
      documentOf(step({ parameters: { stops: 99, protection: 'much' } })),
    );
    expect(pipeline.steps[0]).toMatchObject({ values: { stops: 4, protection: 40 } });
    expect(problems).toEqual([
      {
        path: 'operations[0].parameters.stops',
        expected: 'a number from -4 to 4 (EV)',
        came: '99',
        kept: 'the nearest that is possible, +4 EV',
      },
      {
        path: 'operations[0].parameters.protection',
        expected: 'a number from 0 to 100 (%)',
        came: '"much"',
        kept: 'the usual 40 %',
      },
    ]);
  });

  it('may be written by hand, without ids, names and numbers', () => {
    const { pipeline, problems } = read({
      pipette: 2,
      operations: [{ operation: 'exposure' }, { operation: 'flip' }],
    });
    expect(pipeline.steps.map(({ id }) => id)).toEqual(['step-1', 'step-2']);
    expect(problems).toEqual([]);
  });

  it('may have the older shape', () => {
    const { pipeline, problems } = read({
      pipeline_info: { name: 'Old one', version: '0.9', description: 'From before' },
      operations: [
        { step: 1, operation: 'gaussian_blur', parameters: { radius: 3 }, enabled: false },
        { step: 2, operation: 'Sparkle', parameters: { glitter: 1 }, enabled: true },
      ],
    });
    expect(pipeline).toMatchObject({
      name: 'Old one',
      description: 'From before',
      steps: [
        { kind: 'known', operation: 'gaussian-blur', enabled: false, values: { radius: 3 } },
        { kind: 'placeholder', operation: 'Sparkle' },
      ],
    });
    expect(problems).toEqual([]);
  });

  it('is read as far as possible when it is newer, and that is said', () => {
    const { pipeline, problems } = read({ ...documentOf(step()), pipette: 7, colour: 'warm' });
    expect(pipeline.steps).toHaveLength(1);
    expect(problems).toMatchObject([
      { path: 'pipette', came: '7' },
      { path: 'colour', kept: 'left out' },
    ]);
  });

  it('is refused when a field could reach a prototype', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      const text = `{"pipette":2,"name":"x","operations":[{"operation":"exposure","${name}":{}}]}`;
      expect(readJson(text)).toMatchObject({ ok: false, error: { code: 'CFG-KEY' } });
      expect(readYaml(text)).toMatchObject({ ok: false, error: { code: 'CFG-KEY' } });
    }
  });

  it('says so when export settings do not fit', () => {
    const { settings, problems } = read({
      ...documentOf(),
      export: { format: 'bmp', size: 'web', quality: 3 },
    });
    expect(settings).toMatchObject({ format: 'jpeg', size: 'web' });
    expect(problems.map(({ path }) => path)).toEqual(['export.format', 'export.quality']);
  });

  it('says what was expected of export settings, and which name was probably meant', () => {
    const { settings, problems } = read({
      ...documentOf(),
      exprot: {},
      export: {
        format: 'jpeg',
        values: { jpeg: { qualty: 40, progressive: false, chroma: 7 }, jpg: {} },
        size: 'custom',
        resize: { widht: 5 },
        metadata: 'saef',
        fitUndr: 5_000,
        fitUnder: 1.5,
        carriesPipeline: 'yes',
      },
    });
    // One misspelt name leaves the others as they came.
    expect(settings?.values).toMatchObject({ jpeg: { progressive: false } });
    const said = new Map(problems.map(({ path, expected }) => [path, expected]));
    const has = 'a setting that this version has';
    expect([...said]).toEqual([
      ['exprot', 'no such field (did you mean export?)'],
      ['export.values.jpeg.qualty', `${has} (did you mean quality?)`],
      ['export.values.jpeg.chroma', expect.stringContaining('one of "')],
      ['export.values.jpg', 'a format (did you mean jpeg?)'],
      ['export.resize.widht', `${has} (did you mean width?)`],
      [
        'export.metadata',
        expect.stringMatching(/^one of "safe", .*"own" \(did you mean safe\?\)$/),
      ],
      ['export.fitUndr', `${has} (did you mean fitUnder?)`],
      ['export.fitUnder', 'a whole number of bytes from 1,000 to 1,000,000,000'],
      ['export.carriesPipeline', 'true or false'],
    ]);
  });

  it('says which field of a step was probably meant', () => {
    const { problems } = read({
      ...documentOf(),
      operations: [{ operation: 'sepia', enabeld: false }],
    });
    expect(problems[0]?.expected).toMatch(/^only step, .* \(did you mean enabled\?\)$/);
  });

  it('names the line of YAML that is an alias, and of JSON that lacks a comma', () => {
    const alias = readYaml('pipette: 2\nname: &a x\ndescription: *a\noperations: []\n');
    expect(alias).toMatchObject({
      ok: false,
      error: { line: 3, message: expect.stringContaining('Line 3') },
    });
    const spoilt = readJson('{\n  "pipette": 2,\n  "operations": [\u0001]\n}');
    expect(spoilt).toMatchObject({
      ok: false,
      error: { line: 3, message: expect.stringContaining('this character is not JSON') },
    });
    const comma = readJson('{\n  "pipette": 2\n  "name": "x"\n}');
    expect(comma).toMatchObject({
      ok: false,
      error: { line: 3, message: expect.stringContaining('a comma is missing before this') },
    });
  });
});

it('marks what steps do, not what they are called', () => {
  fc.assert(
    fc.property(anyPipeline, ({ steps }) => {
      const renamed = steps.map((one) => ({ ...one, id: `x${one.id}`, note: 'another' }));
      expect(fingerprint(renamed)).toBe(fingerprint(steps));
      expect(fingerprint([...steps, ...steps])).not.toBe(
        steps.length === 0 ? '' : fingerprint(steps),
      );
    }),
    { numRuns: 100 },
  );
});

it('gives a step the mark that it had before its operation got more to set', () => {
  const mark = knownStep('text-watermark');
  // The CRC-32 of [["text-watermark",true,[["colour","#ffffff"],["margin",2],["opacity",70],
  // ["place","bottom-right"],["size",6],["text","© Your name"],["tile",false]]]] in UTF-8.
  expect(fingerprint([mark])).toBe('7a0e2d71');
  expect(fingerprint([knownStep('text-watermark', { turn: 5 })])).not.toBe('7a0e2d71');
});

const python = process.env['PIPETTE_PYTHON'] ?? 'python3';
const hasYaml = spawnSync(python, ['-c', 'import yaml']).status === 0;

it('writes YAML that Python reads as the same JSON', { skip: !hasYaml }, () => {
  const pipelines = fc.sample(anyPipeline, { numRuns: 50, seed: 7 });
  const code = [
    'import sys, json, yaml',
    'print(json.dumps([yaml.safe_load(text) for text in json.load(sys.stdin)]))',
  ].join('\n');
  const input = JSON.stringify(pipelines.map((pipeline) => writeYaml(pipeline)));
  const run = spawnSync(python, ['-c', code], { input, encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(JSON.parse(run.stdout)).toEqual(
    JSON.parse(JSON.stringify(pipelines.map((pipeline) => writeDocument(pipeline)))),
  );
});
