import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from '../testing/properties';
import lzString from 'lz-string';
import { describe, expect, it } from 'vitest';
import { type ExportSettings, initialExportSettings } from '../formats/settings';
import { formats } from '../formats/index';
import { limits } from '../base/limits';
import { operations } from '../operations/index';
import type { Pipeline } from '../pipeline/pipeline';
import { ok } from '../base/result';
import { anyPipeline } from '../testing/any-pipeline';
import { carried, five, numbered, step, ten } from '../testing/looks';
import { roundTrips } from '../testing/proof';
import { settingsOf } from '../testing/values';
import { writeDocument } from './document';
import { readJson } from './carriers/json';
import { linkParts } from './link/compact';
import { linkContents } from './link/contents';
import { declared1 } from './link/declared-1';
import { dictionary1 } from './link/dictionary-1';
import { writeFrame } from './link/frame';
import { pack, unpack } from './link/packings';
import { readLink, writeLink } from './share-link';

const runs = roundTrips(2000);
/** Milliseconds that so many documents may take on a busy machine. */
const patience = 60_000 + runs * 20;
const everything = { names: true, settings: null };

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
          return [name, 'min' in parameter ? parameter.min : parameter.initial];
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

  it('holds what the table does not know of the settings, and nothing more where that is usual', () => {
    const fitted = { ...initialExportSettings(), fitUnder: 500_000 };
    const kept = { ...fitted, fitKeepsSize: true };
    expectBack(five, kept);
    const linkOf = (settings: ExportSettings): string =>
      writeLink(five, { names: false, settings });
    expect(linkOf(fitted).length).toBeLessThan(linkOf(kept).length);
    // Without a target it says nothing.
    const { fitUnder } = initialExportSettings();
    expect(linkOf({ ...kept, fitUnder })).toBe(linkOf({ ...fitted, fitUnder }));
    const read = readLink(linkOf(kept));
    if (!read.ok) throw new Error(read.error.message);
    expect(linkContents(read.value).holds.join()).toContain(
      '500,000 bytes without becoming smaller',
    );
  });

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

  it('says a step by the table as before its operation got more to set, unless that is used', () => {
    const textOf = (values: object): string | undefined =>
      linkParts(numbered('Untitled', [step('text-watermark', { ...values })]), everything)[0]?.text;
    expect(textOf({})).toBe('V');
    expect(textOf({ size: 8 })).toBe('Vb8');
    expect(textOf({ turn: 5 })).toMatch(/^Xo.*"turn":5/);
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
  ])('of %i typical steps is within its target', (count, pipeline, max) => {
    expect(pipeline.steps).toHaveLength(count);
    expect(writeLink(pipeline, everything).length).toBeLessThanOrEqual(max);
    expect(writeLink({ ...pipeline, name: 'Warm portrait' }, everything).length).toBeLessThan(max);
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
    // The document is read too, so that options which came later stand on both sides.
    const kept = readJson(document);
    expect(kept).toMatchObject({ ok: true, value: { problems: [] } });
    if (!kept.ok) return;
    const then = kept.value;
    const written = writeDocument(pipeline, settings ? { settings } : {});
    expect(written).toEqual(
      writeDocument(then.pipeline, then.settings ? { settings: then.settings } : {}),
    );
    // And what was said then is said now, word for word.
    expect(written).toMatchObject(JSON.parse(document));
  });

  it('never change what they are read with', () => {
    const hash = (content: string | Uint8Array) =>
      createHash('sha256').update(content).digest('hex').slice(0, 16);
    expect([hash(declared1), hash(dictionary1)]).toEqual(['462f7fbf56575911', 'a3d3b9e0181a2a66']);
  });
});
