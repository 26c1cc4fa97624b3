import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import lzString from 'lz-string';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../errors';
import { type ExportSettings, initialExportSettings } from '../formats/settings';
import { formats } from '../formats/index';
import { limits } from '../limits';
import { initialValues, type Values } from '../operations/define';
import { operations, operationsById } from '../operations/index';
import type { KnownStep, Pipeline, Step } from '../pipeline/pipeline';
import { ok } from '../result';
import { anyPipeline } from '../testing/any-pipeline';
import { settingsOf } from '../testing/values';
import { writeDocument } from './document';
import { declared1 } from './link/declared-1';
import { dictionary1 } from './link/dictionary-1';
import { writeFrame } from './link/frame';
import { readLz } from './link/lz-text';
import { pack, unpack } from './link/packings';
import { linkIn, readLink, writeLink } from './share-link';

const runs = Number(process.env['PIPETTE_RUNS'] ?? 2000);
/** Milliseconds that so many documents may take on a busy machine. */
const patience = 60_000 + runs * 20;
const everything = { names: true, settings: null };

/** What of a pipeline a link carries: all but the date and the preset it came from. */
const carried = ({ name, description, steps }: Pipeline): Pipeline => ({
  name,
  ...(description === undefined ? {} : { description }),
  steps,
});

const step = (operation: string, values: Values = {}): KnownStep => ({
  kind: 'known',
  id: 'step-1',
  operation,
  enabled: true,
  values: {
    ...initialValues(operationsById.get(operation) ?? expect.fail(operation)),
    ...values,
  },
});

const numbered = (name: string, steps: readonly Step[]): Pipeline => ({
  name,
  steps: steps.map((one, index) => ({ ...one, id: `step-${index + 1}` })),
});

const crop = step('crop', {
  aspect: '3:2',
  area: { left: 120 / 3872, top: 80 / 2592, width: 3600 / 3872, height: 2400 / 2592 },
});
const lookSteps = [
  step('exposure', { stops: 0.35, protection: 60 }),
  step('white-balance', { temperature: 5600, tint: 4 }),
];
const lastSteps = [
  step('resize', { longEdge: 2048 }),
  step('sharpen', { radius: 0.8, amount: 120 }),
];
const five = numbered('Untitled', [crop, ...lookSteps, ...lastSteps]);
const ten = numbered('Untitled', [
  crop,
  ...lookSteps,
  step('straighten', { angle: -1.3 }),
  step('highlights-shadows', { shadows: 35, highlights: -20 }),
  step('curves', {
    all: [
      { x: 0, y: 0.02 },
      { x: 0.25, y: 0.22 },
      { x: 0.75, y: 0.8 },
      { x: 1, y: 0.98 },
    ],
  }),
  step('saturation', { amount: 12 }),
  step('vignette', { strength: 25, feather: 90 }),
  ...lastSteps,
]);

function codeOf(link: string): ErrorCode | 'ok' {
  const result = readLink(link);
  return result.ok ? 'ok' : result.error.code;
}

function expectBack(pipeline: Pipeline, settings: ExportSettings | null = null) {
  const link = writeLink(pipeline, { names: true, settings });
  const read = readLink(link);
  expect(read).toMatchObject({ ok: true, value: { problems: [] } });
  if (!read.ok) return;
  expect(read.value.pipeline).toEqual(carried(pipeline));
  const asWritten = (one: ExportSettings | null) =>
    one === null ? null : writeDocument(pipeline, { settings: one });
  expect(asWritten(read.value.settings)).toEqual(asWritten(settings));
}

describe('what links carry', () => {
  it(
    'is any document, exactly',
    () => {
      fc.assert(
        fc.property(anyPipeline, (pipeline) => expectBack(pipeline)),
        { numRuns: runs },
      );
    },
    patience,
  );

  it('is every operation at the ends of its settings', () => {
    for (const operation of operations) {
      const steps = settingsOf(operation).map((values) => ({
        ...step(operation.id, values),
        enabled: false,
      }));
      for (let at = 0; at < steps.length; at += limits.document.steps) {
        expectBack(numbered('x', steps.slice(at, at + limits.document.steps)));
      }
    }
  });

  it.each(formats.map((format) => [format.id, format] as const))(
    'is the export settings with %s',
    (format, { parameters }) => {
      const plain = { ...initialExportSettings(), format };
      expectBack(five, plain);
      const values = Object.fromEntries(
        [...parameters].map(([name, parameter]) => {
          if (parameter.kind === 'toggle') return [name, !parameter.initial];
          if (parameter.kind === 'choice') return [name, parameter.options.at(-1)?.value ?? ''];
          return [name, 'least' in parameter ? parameter.least : parameter.initial];
        }),
      );
      expectBack(five, {
        ...plain,
        values: { ...plain.values, [format]: values },
        size: 'custom',
        resize: { ...plain.resize, mode: 'fit', width: 1200, enlarge: true },
        fitUnder: 500_000,
        metadata: 'own',
        metadataGroups: ['date', 'other'],
        carriesPipeline: true,
        fileName: '{name}-{width} “web”',
      });
    },
  );

  it('leaves names and notes out when they are not wanted, and never holds date, origin or ids', () => {
    const secret: Pipeline = {
      name: 'Secret name',
      description: 'Secret words',
      created: '2026-11-26T17:30:00Z',
      origin: { id: 'secret-id', name: 'Secret preset', fingerprint: '00000000' },
      steps: [{ ...step('flip'), id: 'secret-step', name: 'Secret step', note: 'Secret note' }],
    };
    const read = readLink(writeLink(secret, { names: false, settings: null }));
    expect(read).toMatchObject({ ok: true });
    expect(JSON.stringify(read)).not.toMatch(/secret/i);
    const named = JSON.stringify(readLink(writeLink(secret, everything)));
    expect(named).toMatch(/Secret note/);
    expect(named).not.toMatch(/secret-|Secret preset|2026-11/);
  });

  it('is what was initial when the link was made, whatever is initial now', () => {
    // The table says 40 % for the highlight protection; a text that says nothing of it means 40 %.
    const read = readLink(writeFrame('p', 'Ba1'));
    expect(read).toMatchObject({
      ok: true,
      value: { pipeline: { steps: [{ values: { stops: 1, protection: 40 } }] } },
    });
  });

  it('keeps steps of later versions, with their JSON', () => {
    const original = '{"operation":"of-2030","parameters":{"deep":[1,{"x":"é"}]},"mask":null}';
    const reason =
      'This version does not know the operation "of-2030". The step is kept but does nothing.';
    expectBack({
      name: 'Future',
      steps: [
        {
          kind: 'placeholder',
          id: 'step-1',
          operation: 'of-2030',
          enabled: false,
          name: 'New',
          note: 'From the year 2030',
          original,
          reason,
        },
      ],
    });
  });
});

describe('the length of links', () => {
  it.each([
    [5, five, 100],
    [10, ten, 200],
  ])('of %i typical steps is within its target', (count, pipeline, most) => {
    expect(pipeline.steps).toHaveLength(count);
    expect(writeLink(pipeline, everything).length).toBeLessThanOrEqual(most);
    expect(writeLink({ ...pipeline, name: 'Warm portrait' }, everything).length).toBeLessThan(most);
  });

  it('takes the shortest of all packings, and all are read', () => {
    const long = `Aa.5${'the corners of the picture, '.repeat(9)}`;
    for (const text of [long, 'Ba1', '語'.repeat(60) + 'ab', '']) {
      const best = pack(text);
      expect(unpack(best.letter, best.body)).toEqual(ok(text));
    }
    expect(pack('Ba1').letter).toBe('p');
    expect(pack(long).letter).toBe('d');
    const lz = lzString.compressToEncodedURIComponent(long).replaceAll('+', '_');
    expect(unpack('z', lz)).toEqual(ok(long));
  });
});

describe('a link on its way', () => {
  const link = writeLink({ ...ten, name: 'Warm “portrait” 1' }, everything);

  it('that was cut says how much is missing, at every length', () => {
    for (let length = link.length - 1; length > 2; length -= 1) {
      const missing = link.length - length;
      const read = readLink(link.slice(0, length));
      expect(read).toMatchObject({ ok: false, error: { code: 'LINK-CUT' } });
      if (length < 6 || read.ok) continue;
      const words = missing === 1 ? '1 character or more is' : `${missing} characters or more are`;
      expect(read.error.message).toBe(`This link is incomplete: ${words} missing.`);
    }
  });

  const wrappings: readonly (readonly [string, (text: string) => string])[] = [
    ['an address before it', (text) => `https://example.org/pipette/#${text}`],
    ['<>', (text) => `<${text}>`],
    ['quotes', (text) => `"https://example.org/#${text}".`],
    ['a sentence', (text) => `(see https://example.org/#${text}), it is good`],
    ['spaces', (text) => `  ${text}%20`],
    ['a broken line', (text) => `${text.slice(0, 40)}\r\n  ${text.slice(40)}`],
    ['an encoding', (text) => encodeURIComponent(`<${text}>`)],
    ['two encodings', (text) => encodeURIComponent(encodeURIComponent(`#<${text}>`))],
    ['bold', (text) => `**https://example.org/#${text}**`],
    ['a campaign', (text) => `https://example.org/#${text}&utm_source=mail`],
    ['entities', (text) => `https://example.org/#${text}&gt;`],
  ];

  it.each(wrappings)('survives %s', (_, wrap) => {
    const read = readLink(linkIn(wrap(link)) ?? '');
    expect(read).toMatchObject({ ok: true, value: { pipeline: { name: 'Warm “portrait” 1' } } });
    expect(readLink(wrap(link))).toEqual(read);
  });

  it(
    'never opens as something else, nor takes long, whatever is done to it',
    () => {
      const kept = new Map<string, Pipeline>();
      const links = fc.sample(anyPipeline, { numRuns: 40, seed: 5 }).map((pipeline) => {
        const text = writeLink(pipeline, everything);
        kept.set(text, carried(pipeline));
        return text;
      });
      const alphabet = [...'ABCDXYZabcxyz0189-_.~+ %/&=<>"é'];
      const mutations: readonly ((text: string, at: number, by: string) => string)[] = [
        (text, at) => text.slice(0, at),
        (text, at) => text.slice(at),
        (text, at, by) => text.slice(0, at) + by + text.slice(at + 1),
        (text, at, by) => text.slice(0, at) + by + text.slice(at),
        (text, at) => text.slice(0, at) + text.slice(at + 1),
        (text, at) =>
          text.slice(0, at) +
          text
            .slice(at, at + 2)
            .split('')
            .reverse()
            .join('') +
          text.slice(at + 2),
        (text) => text.toLowerCase(),
        (text) => text.toUpperCase(),
        (text) => text.replaceAll('+', ' '),
        (text) => text.replaceAll('_', ' '),
        (text) => text.replaceAll('~', ''),
        (text) => encodeURIComponent(encodeURIComponent(text)),
        (text) => `<${text}>`,
        (text, at) => `${text.slice(0, at)}…`,
        (text) => text + text,
      ];
      let slowest = 0;
      const seen = new Map<string, number>();
      fc.assert(
        fc.property(
          fc.constantFrom(...links),
          fc.constantFrom(...mutations),
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.constantFrom(...alphabet),
          (text, mutate, share, by) => {
            const began = performance.now();
            const read = readLink(mutate(text, Math.floor(share * text.length), by));
            slowest = Math.max(slowest, performance.now() - began);
            const outcome = read.ok ? 'exact' : read.error.code;
            seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
            if (read.ok) expect(read.value.pipeline).toEqual(kept.get(text));
            else expect(read.error.code).toMatch(/^LINK-/);
          },
        ),
        { numRuns: runs * 5, seed: 6 },
      );
      expect(slowest).toBeLessThan(200);
      for (const outcome of ['exact', 'LINK-CUT', 'LINK-CHANGED', 'LINK-FOREIGN']) {
        expect(seen.get(outcome), outcome).toBeGreaterThan(runs / 50);
      }
    },
    patience,
  );

  it(
    'that is any text is a result',
    () => {
      fc.assert(
        fc.property(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.string({ unit: 'binary' }).map((text) => `1.p${text}`),
            fc
              .tuple(fc.constantFrom('p', 'd', 'z'), fc.string())
              .map(([letter, body]) => writeFrame(letter, body.replaceAll(/[^\w.~-]/g, ''))),
          ),
          (text) => {
            expect(typeof readLink(text).ok).toBe('boolean');
          },
        ),
        { numRuns: runs },
      );
    },
    patience,
  );

  it('that is foreign or newer says so', () => {
    for (const text of ['', '#', '#top', '#/settings', '#1', '#1.intro', '#2026-report', '#!1']) {
      expect(codeOf(text), text).toBe('LINK-FOREIGN');
    }
    const later = writeFrame('q', 'what the future holds'.replaceAll(' ', '_'), 7);
    expect(readLink(later)).toMatchObject({
      ok: false,
      error: { code: 'LINK-VERSION', message: expect.stringContaining('link version 7') },
    });
    expect(codeOf(later.replace('7', '8'))).toBe('LINK-CHANGED');
    expect(codeOf(later.slice(0, -4))).toBe('LINK-CUT');
  });
});

describe('the limits of links', () => {
  it('hold for the hash', () => {
    const most = limits.link.hashLength;
    const note = 'x'.repeat(most);
    expect(codeOf(`#1.p${note}`)).toBe('LINK-SIZE');
    expect(codeOf(`1.p${note}`.slice(0, most))).not.toBe('LINK-SIZE');
  });

  it.each(['d', 'z'])('hold for what packing %s unpacks to, before it is there', (letter) => {
    const packed = (length: number) => {
      const text = `Xd${length}~${'a'.repeat(length)}`;
      return letter === 'd'
        ? deflateRawSync(text, { level: 9 }).toString('base64url')
        : lzString.compressToEncodedURIComponent(text).replaceAll('+', '_');
    };
    const most = limits.link.inflatedBytes - `Xd${limits.link.inflatedBytes}~`.length;
    expect(codeOf(writeFrame(letter, packed(most)))).not.toBe('LINK-SIZE');
    const began = performance.now();
    expect(codeOf(writeFrame(letter, packed(most + 1)))).toBe('LINK-SIZE');
    const bomb = packed(letter === 'd' ? 20e6 : 1e6);
    expect(bomb.length).toBeLessThan(limits.link.hashLength);
    expect(codeOf(writeFrame(letter, bomb))).toBe('LINK-SIZE');
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('hold for steps, depth and fields', () => {
    const most = limits.document.steps;
    expect(codeOf(writeFrame('p', 'B'.repeat(most)))).toBe('ok');
    expect(codeOf(writeFrame('p', 'B'.repeat(most + 1)))).toBe('CFG-SHAPE');
    const json = (text: string) => {
      const { letter, body } = pack(`Xo${text.length}~${text}`);
      return writeFrame(letter, body);
    };
    const deep = `{"operation":"x","a":${'['.repeat(60_000)}${']'.repeat(60_000)}}`;
    expect(codeOf(json(deep))).toBe('CFG-SIZE');
    expect(codeOf(json('{"operation":"x","__proto__":{"a":1}}'))).toBe('CFG-KEY');
    expect(codeOf(json('{"operation":"x","a":{"constructor":1}}'))).toBe('CFG-KEY');
  });
});

describe('lz-string’s form', () => {
  it(
    'is read as lz-string reads it',
    () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
          const written = lzString.compressToEncodedURIComponent(text).replaceAll('+', '_');
          expect(readLz(written, 10_000)).toEqual(ok(text));
        }),
        { numRuns: runs },
      );
    },
    patience,
  );
});

describe('the older form ?config=', () => {
  const old = {
    pipeline_info: { name: 'Old', description: 'From before' },
    operations: [{ step: 1, operation: 'gaussian_blur', parameters: { radius: 3 }, enabled: true }],
  };
  const address = (document: unknown) =>
    `https://example.org/?config=${gzipSync(JSON.stringify(document)).toString('base64url')}`;

  it('is read, in the older shape and in ours', () => {
    expect(readLink(address(old))).toMatchObject({
      ok: true,
      value: { pipeline: { name: 'Old', steps: [{ operation: 'gaussian-blur' }] } },
    });
    expect(readLink(linkIn(address(writeDocument(five))) ?? '')).toMatchObject({
      ok: true,
      value: { pipeline: five, problems: [] },
    });
    expect(readLink(`${address(old)}&utm_source=mail`)).toMatchObject({ ok: true });
  });

  it('is exact or refused, whatever is done to it', () => {
    const text = address(old);
    const exact = readLink(text);
    for (let at = text.indexOf('=') + 1; at < text.length; at += 1) {
      expect(codeOf(text.slice(0, at))).toBe('LINK-CHANGED');
      const mutated = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
      const read = readLink(mutated);
      if (read.ok) expect(read).toEqual(exact);
      else expect(read.error.code).toBe('LINK-CHANGED');
    }
  });

  it('is bounded', () => {
    expect(codeOf(address('a'.repeat(20e6)))).toBe('LINK-SIZE');
    expect(codeOf(`?config=${'A'.repeat(limits.link.hashLength + 1)}`)).toBe('LINK-SIZE');
  });
});

describe('links of version 1, for ever', () => {
  const golden = readFileSync(new URL('../pipeline/saved/links-1.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n\n')
    .map((pair) => pair.split('\n'));

  it.each(golden)('%s', (link, document = '') => {
    const read = readLink(link ?? '');
    expect(read).toMatchObject({ ok: true, value: { problems: [] } });
    if (!read.ok) return;
    const { pipeline, settings } = read.value;
    expect(writeDocument(pipeline, settings ? { settings } : {})).toEqual(JSON.parse(document));
  });

  it('never change what they are read with', () => {
    const hash = (content: string | Uint8Array) =>
      createHash('sha256').update(content).digest('hex').slice(0, 16);
    expect([hash(declared1), hash(dictionary1)]).toEqual(['462f7fbf56575911', 'a3d3b9e0181a2a66']);
  });
});
