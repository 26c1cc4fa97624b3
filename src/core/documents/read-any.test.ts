// Longer than a file should be: one reader, and everything that may be brought to it.
import { deflateRawSync } from 'node:zlib';
import fc from '../testing/properties';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { planFor } from '../testing/programs';
import { programLanguages } from '../programs/index';
import type { Result } from '../base/result';
import { anyPipeline } from '../testing/any-pipeline';
import { allowed, Costs, damagedRuns, patience, roundTrips } from '../testing/proof';
import { bytesReader } from '../source/byte-reader';
import type { Detected } from './detected';
import { writeJson } from './carriers/json';
import { foundInPicture, readAny, readPasted } from './read-any';
import { writeYaml } from './carriers/yaml';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const readText = (text: string, name = 'some.file') => readAny({ name, bytes: bytesOf(text) });

const pipeline = {
  name: 'Both',
  steps: [
    { operation: 'exposure', parameters: { stops: 1 } },
    { operation: 'sepia', enabled: false },
  ],
};
const document = { pipette: 2, name: pipeline.name, operations: pipeline.steps };
const json = JSON.stringify(document, null, 2);
const yaml = 'pipette: 2\nname: Both\noperations:\n  - operation: exposure\n  - operation: sepia\n';

const found = (from: string) => ({
  ok: true,
  value: {
    kind: 'pipeline',
    from,
    document: {
      pipeline: { name: 'Both', steps: [{ operation: 'exposure' }, { operation: 'sepia' }] },
      problems: [],
    },
  },
});

/** Milliseconds of computing, which other programs on the machine do not lengthen. */
async function busyFor(work: () => Promise<unknown>): Promise<number> {
  const begun = process.cpuUsage();
  await work();
  return process.cpuUsage(begun).user / 1000;
}

const messageOf = (result: Result<Detected>): string => (result.ok ? '' : result.error.message);

describe('what a file holds, whatever it is called', () => {
  const older = JSON.stringify({
    pipeline_info: { name: 'Both' },
    operations: [
      { step: 1, operation: 'Exposure', parameters: {}, enabled: true },
      { step: 2, operation: 'Sepia', parameters: {}, enabled: true },
    ],
  });
  const escaped = json.replaceAll('<', '\\u003c');
  const kinds: readonly (readonly [string, string, Uint8Array])[] = [
    ['JSON', 'JSON', bytesOf(json)],
    [
      'JSON with a byte order mark and Windows line ends',
      'JSON',
      bytesOf(`\ufeff${json}`.replaceAll('\n', '\r\n')),
    ],
    ['JSON as UTF-16', 'JSON', new Uint8Array(Buffer.from(`\ufeff${json}`, 'utf16le'))],
    [
      'JSON of the first version',
      'JSON',
      bytesOf(
        JSON.stringify({
          pipette: 1,
          name: 'Both',
          steps: pipeline.steps.map((step, at) => ({ id: `s${at}`, ...step })),
        }),
      ),
    ],
    ['JSON of the older shape', 'JSON', bytesOf(older)],
    ['YAML', 'YAML', bytesOf(yaml)],
    [
      'YAML in braces',
      'YAML',
      bytesOf('{pipette: 2, name: Both, operations: [{operation: exposure}, {operation: sepia}]}'),
    ],
    [
      'a page',
      'report',
      bytesOf(
        `<!doctype html><title>x</title><script type="application/json" id="pipette-pipeline">${escaped}</script>`,
      ),
    ],
    [
      'Markdown',
      'report',
      bytesOf(`# Report\n\n\`\`\`json\n{"other": 1}\n\`\`\`\n\n\`\`\`json\n${json}\n\`\`\`\n`),
    ],
    [
      'a report in JSON',
      'report',
      bytesOf(JSON.stringify({ 'pipette-report': 1, pipeline: document })),
    ],
    [
      'a zip with JSON',
      'zip',
      zipSync({
        'step_00.jpg': new Uint8Array(5000),
        'pipeline.yaml': bytesOf('x'),
        'pipeline.json': bytesOf(json),
      }),
    ],
    [
      'a zip with YAML in a folder, not deflated',
      'zip',
      zipSync({ 'a/pipeline.yaml': [bytesOf(yaml), { level: 0 }] }),
    ],
  ];

  it.each(kinds)('is found in %s', async (_, from, bytes) => {
    for (const name of ['picture.png', 'x.json', '', 'notes']) {
      expect(await readAny({ name, bytes })).toMatchObject(found(from));
      expect(await readAny({ name, bytes: bytesReader(bytes) })).toMatchObject(found(from));
    }
  });

  it.each(programLanguages.map((language) => [language.id, language] as const))(
    'is found in a program in %s',
    async (_, language) => {
      const read = await readText(json);
      if (!read.ok || read.value.kind !== 'pipeline') throw new Error('no pipeline');
      const print = await language.printer();
      const program = print(planFor(read.value.document.pipeline, () => new Uint8Array()));
      expect(await readText(program, 'x.png')).toMatchObject(found(language.program));
      expect(readPasted(program)).toMatchObject(found(language.program));
    },
  );

  it('may be a collection of presets, which is handed on as it is', async () => {
    const text = '{ "pipette-collection": 1, "presets": [] }';
    expect(await readText(text)).toEqual({ ok: true, value: { kind: 'collection', text } });
  });

  it(
    'comes back from every form that is written',
    async () => {
      const forms = fc.constantFrom(writeJson, writeYaml);
      await fc.assert(
        fc.asyncProperty(anyPipeline, forms, async (any, write) => {
          const text = write(any);
          const zip = zipSync({ 'pipeline.json': bytesOf(text) });
          for (const result of [await readText(text), await readAny({ name: 'x', bytes: zip })]) {
            expect(result).toMatchObject({ ok: true, value: { document: { pipeline: any } } });
          }
          expect(foundInPicture('x.jpg', writeJson(any), 'ab')).toMatchObject({
            ok: true,
            value: { from: 'picture', pixels: 'ab', document: { pipeline: any } },
          });
        }),
        { numRuns: roundTrips(300) },
      );
    },
    patience,
  );
});

describe('a file without a pipeline', () => {
  const others: readonly (readonly [string, string | Uint8Array, string])[] = [
    [
      'notes.txt',
      'Remember the milk.',
      'notes.txt holds no pipeline that Pipette can read: it is text.',
    ],
    [
      'list.json',
      '[1, 2, 3]',
      'list.json holds no pipeline that Pipette can read: it is a JSON document.',
    ],
    [
      'package.json',
      '{"name": "x"}',
      'package.json holds no pipeline that Pipette can read: it is a JSON document.',
    ],
    [
      'page.html',
      '<!doctype html><p>x',
      'page.html holds no pipeline that Pipette can read: it is an HTML page.',
    ],
    ['x.py', 'print("hello")', 'x.py holds no pipeline that Pipette can read: it is text.'],
    [
      'paper.pdf',
      '%PDF-1.7\n\xff',
      'paper.pdf holds no pipeline that Pipette can read: it is a PDF document.',
    ],
    [
      'some.yaml',
      'colour: red\n',
      'some.yaml holds no pipeline that Pipette can read: it is text.',
    ],
    [
      'a.zip',
      zipSync({ 'a.txt': bytesOf('a') }),
      'a.zip holds no pipeline that Pipette can read: it is a zip archive or an Office document without a pipeline.json or pipeline.yaml.',
    ],
    [
      'b.zip',
      zipSync({ 'pipeline.json': bytesOf('hello') }),
      'b.zip holds no pipeline that Pipette can read: it is a zip whose pipeline file is something else.',
    ],
    ['empty.json', '', 'empty.json is empty: it has no bytes.'],
  ];

  it.each(others)('%s is said to be none', async (name, content, message) => {
    const bytes = typeof content === 'string' ? bytesOf(content) : content;
    const read = await readAny({ name, bytes });
    expect(messageOf(read)).toBe(message);
    expect(read).toMatchObject({ error: { safe: 'Your pipeline and picture are unchanged.' } });
  });

  it('is named without what would turn the sentence round', async () => {
    const name = `\u202e${'long'.repeat(40)}\n.txt`;
    const message = messageOf(await readText('x', name));
    expect(message).not.toContain('\u202e');
    expect(message).not.toContain('\n');
    expect(message.length).toBeLessThan(140);
  });

  it('that has gone meanwhile is said to have', async () => {
    const gone = { size: 5, read: () => Promise.reject(new Error('gone')) };
    expect(messageOf(await readAny({ name: 'x.json', bytes: gone }))).toContain(
      'could not be read',
    );
  });

  it('that was pasted is said to hold none', () => {
    expect(messageOf(readPasted('hello'))).toBe(
      'What was pasted holds no pipeline that Pipette can read.',
    );
  });
});

describe('a pipeline that is broken', () => {
  it('names its file and the line', async () => {
    expect(messageOf(await readText(json.replace('"name"', 'name'), 'x.json'))).toMatch(
      /^x\.json was not read\. Line 3, column 3: This is not JSON/,
    );
    expect(messageOf(await readText(yaml.replace('name: Both', 'name: *a'), 'x.txt'))).toMatch(
      /^x\.txt was not read\. Line 2/,
    );
    expect(messageOf(await readText('{"pipette": 2}', 'x'))).toContain('a list of steps');
  });

  it('says of a comment that YAML allows it', async () => {
    const commented = json.replace('  "name"', '  // what it is called\n  "name"');
    const words = 'This is not JSON: comments are not JSON; YAML allows them.';
    expect(messageOf(await readText(commented, 'x.json'))).toBe(
      `x.json was not read. Line 3, column 3: ${words}`,
    );
    for (const head of ['// mine\n', '/* mine */\n', '\ufeff // mine\n']) {
      expect(messageOf(await readText(head + json, 'x.json'))).toMatch(
        /^x\.json was not read\. Line 1, column \d: This is not JSON: comments/,
      );
    }
    expect(messageOf(await readText('// a program\nrun();', 'x.js'))).toContain('no pipeline');
  });

  it('names the line of a byte that is no text', async () => {
    for (const [text, line] of [
      [json, 3],
      [yaml, 2],
    ] as const) {
      for (const byte of [0xe9, 0x00, 0xff]) {
        const bytes = new TextEncoder().encode(text.replace('Both', 'B\u0001th'));
        bytes[bytes.indexOf(1)] = byte;
        const read = await readAny({ name: 'x.txt', bytes });
        expect(messageOf(read)).toBe(
          `x.txt was not read. Line ${line}: a byte here is no text in UTF-8.`,
        );
        expect(read).toMatchObject({ error: { line } });
      }
    }
    const bytes = new Uint8Array([0x89, 0x50, 0x00, 0xff, 0x0a, 0x00]);
    expect(messageOf(await readAny({ name: 'x.bin', bytes }))).toContain('holds no pipeline');
  });

  it('names the line of a name that stands twice, of which the last counts', async () => {
    const twice = json.replace('"stops": 1', '"stops": 2,\n "stops": 1');
    const read = await readText(twice);
    expect(read).toMatchObject({
      ok: true,
      value: {
        document: {
          pipeline: { steps: [{ values: { stops: 1 } }, { operation: 'sepia' }] },
          problems: [{ path: 'operations[0].parameters.stops', line: 9, kept: 'the last of them' }],
        },
      },
    });
    const many = json.replace('"stops": 1', `"stops": 1${', "stops": 1'.repeat(500)}`);
    const found = await readText(many);
    expect(found).toMatchObject({ ok: true });
    if (found.ok && found.value.kind === 'pipeline') {
      expect(found.value.document.problems.length).toBeLessThanOrEqual(20);
    }
    expect(messageOf(await readText(yaml.replace('name: Both', 'name: a\nname: b')))).toMatch(
      /Line 3.*duplicate/,
    );
  });

  it('names lines of what the person sees, and only of that', async () => {
    const bad = json.replace('"stops": 1', '"stops": 99');
    // What lies before is passed over, however deep it is.
    const before = '"madeWith": {"pipette": "1", "libvips": [{"a": {}}, [1, [2]]]},';
    for (const text of [bad, bad.replace('"operations"', `${before} "operations"`)]) {
      expect(await readText(text)).toMatchObject({
        value: { document: { problems: [{ path: 'operations[0].parameters.stops', line: 8 }] } },
      });
    }
    const inside = await readText(`\`\`\`json\n${bad}\n\`\`\`\n`);
    expect(inside).toMatchObject({ value: { document: { problems: [{ came: '99' }] } } });
    expect(JSON.stringify(inside)).not.toContain('"line"');
  });

  it('is refused beyond the limits', async () => {
    const large = json.replace('Both', 'B'.repeat(limits.document.bytes));
    expect(await readText(large, 'l.json')).toMatchObject({ error: { code: 'CFG-SIZE' } });
    const size = limits.carrier.textBytes + 1;
    const huge = {
      size,
      read: (_: number, length: number) => Promise.resolve(new Uint8Array(length)),
    };
    expect(await readAny({ name: 'h', bytes: huge })).toMatchObject({
      error: { code: 'CFG-SIZE' },
    });
    const many = { ...document, operations: Array(201).fill({ operation: 'sepia' }) };
    expect(messageOf(await readText(JSON.stringify(many)))).toContain('at most 200 steps');
  });
});

describe('an archive', () => {
  /** A zip of one deflated file; `claim` is what it says of its size. */
  function zipOf(content: Uint8Array, claim: number, name = 'pipeline.json'): Buffer {
    const packed = deflateRawSync(content);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claim, 18);
    common.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, title, packed]);
    const rest = Buffer.alloc(16);
    const entry = Buffer.concat([
      Buffer.from('PK\x01\x02\x14\0'),
      common,
      rest.subarray(0, 14),
      title,
    ]);
    entry.writeUInt32LE(0, 42);
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 'latin1');
    end.writeUInt16LE(1, 8);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(entry.length, 12);
    end.writeUInt32LE(local.length, 16);
    return Buffer.concat([local, entry, end]);
  }
  const readZip = (bytes: Uint8Array) => readAny({ name: 'z.zip', bytes: new Uint8Array(bytes) });

  it('that would unpack to far too much is refused, whatever it claims', async () => {
    const bomb = new Uint8Array(50 * 1024 * 1024);
    for (const [claim, code] of [
      [bomb.length, 'CFG-SIZE'],
      [100, 'CFG-SHAPE'],
    ] as const) {
      const zip = zipOf(bomb, claim);
      expect(zip.length).toBeLessThan(300_000);
      expect(await busyFor(() => readZip(zip))).toBeLessThan(200);
      expect(await readZip(zip)).toMatchObject({ ok: false, error: { code } });
    }
  });

  it('that is cut off is said to be', async () => {
    const zip = zipSync({ 'pipeline.json': bytesOf(json) });
    expect(messageOf(await readZip(zip.subarray(0, -10)))).toContain('cut off');
  });

  it('that lists too many files is refused', async () => {
    const names = Array.from(
      { length: limits.archive.entries + 1 },
      (_, at) => [`${at}`, new Uint8Array()] as const,
    );
    expect(await readZip(zipSync(Object.fromEntries(names)))).toMatchObject({
      error: { code: 'CFG-SIZE' },
    });
  });

  it('is read without its pictures', async () => {
    const zip = zipSync({
      'a.jpg': [new Uint8Array(2_000_000), { level: 0 }],
      'pipeline.json': bytesOf(json),
    });
    let read = 0;
    const reader = {
      size: zip.length,
      read: (at: number, length: number) => {
        const part = zip.subarray(at, at + length);
        read += part.length;
        return Promise.resolve(part);
      },
    };
    expect(await readAny({ name: 'z', bytes: reader })).toMatchObject(found('zip'));
    expect(read).toBeLessThan(100_000);
  });
});

describe('any bytes', () => {
  const zips = [
    zipSync({ 'pipeline.json': bytesOf(json), 'b.txt': bytesOf('b') }),
    zipSync({ 'a/pipeline.yaml': [bytesOf(yaml), { level: 0 }] }),
  ];
  const others = [
    bytesOf(json),
    bytesOf(yaml),
    bytesOf(`<script type="application/json" id="pipette-pipeline">${json}</script>`),
    bytesOf(`# R\n\n\`\`\`json\n${json}\n\`\`\`\n`),
    bytesOf(`PIPELINE = r'''\n${json}\n'''\n`),
    bytesOf(`const PIPELINE = String.raw\`\n${json}\n\`;\n`),
    bytesOf(json.replace('"operations"', '"pipeline_info": {"name": "x"}, "operations"')),
  ];
  const mutated = (samples: readonly Uint8Array[]) =>
    fc
      .tuple(fc.constantFrom(...samples), fc.nat(), fc.nat(30), fc.uint8Array({ maxLength: 30 }))
      .map(([sample, at, length, bytes]) => {
        const from = at % (sample.length + 1);
        return Uint8Array.from([
          ...sample.slice(0, from),
          ...bytes,
          ...sample.slice(from + length),
        ]);
      });
  const random = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: 'binary' }).map(bytesOf),
  );

  it.each([
    ['zips that were damaged', mutated(zips)],
    [
      'other files, damaged or random',
      fc.oneof({ weight: 2, arbitrary: mutated(others) }, { weight: 1, arbitrary: random }),
    ],
  ])(
    'come to a result, at once and in little memory: %s',
    async (_, files) => {
      const costs = new Costs();
      await fc.assert(
        fc.asyncProperty(files, fc.string({ unit: 'binary' }), async (bytes, name) => {
          const result = await costs.ofAsync(() => readAny({ name, bytes }));
          expect(typeof result.ok).toBe('boolean');
          if (!result.ok) expect(result.error.code).toMatch(/^(?:CFG|IMG|LINK)-/);
        }),
        { numRuns: damagedRuns },
      );
      expect(costs.milliseconds).toBeLessThan(allowed.milliseconds);
      expect(costs.bytes).toBeLessThan(allowed.bytes);
    },
    patience,
  );
});
