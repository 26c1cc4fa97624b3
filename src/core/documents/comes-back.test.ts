// The law of all readers: what one accepts is written so that the strict reader of our own records
// takes it, and comes back equal. Otherwise work that was taken in is lost at the next reload.
import { gzipSync, strToU8, zipSync } from 'fflate';
import { dump } from 'js-yaml';
import fc from '../testing/properties';
import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { embeddedPipelineIn, setEmbeddedPipeline } from '../metadata/embedded-pipeline';
import { parsePipeline } from '../pipeline/parse';
import type { Pipeline } from '../pipeline/pipeline';
import { readListed } from '../pipeline/versions/listed';
import { factsOfContents } from '../pipeline/versions/make-version';
import { parseVersion, writeVersion } from '../pipeline/versions/record';
import type { Version } from '../pipeline/versions/version';
import { programLanguages } from '../programs/index';
import { hostileDocument, hostilePreset } from '../testing/hostile-document';
import { planFor } from '../testing/programs';
import { patience, roundTrips } from '../testing/proof';
import { readCollectionText, writeCollectionTexts } from './collection';
import { type ReadDocument, writeDocument } from './document';
import { readJson, writeJson } from './carriers/json';
import { writeFrame } from './link/frame';
import { sized } from './link/numbers';
import { pack } from './link/packings';
import { parsePreset, readPreset, writePreset } from './preset';
import { foundInPicture, readAny } from './read-any';
import { readDocument } from './read-document';
import { readLink, writeLink } from './share-link';
import { readYaml, writeYaml } from './carriers/yaml';

/** Returns what remains of a record that was written as UTF-8 and read again. */
const asBytes = (record: unknown): unknown =>
  JSON.parse(new TextDecoder().decode(new TextEncoder().encode(JSON.stringify(record))));

/** Holds the law for a pipeline that some reader accepted. */
function comesBack(pipeline: Pipeline): void {
  const record = writeDocument(pipeline);
  const back = { ok: true, value: pipeline };
  expect(parsePipeline(structuredClone(record))).toEqual(back);
  expect(parsePipeline(asBytes(record))).toEqual(back);
  const contents = { pipeline, settings: null };
  const [id, lineage] = ['0'.repeat(16), '1'.repeat(16)];
  const said = { id, lineage, parents: [], at: 1, reason: 'asked', carriedBy: [] } as const;
  const version: Version = { ...said, ...factsOfContents(contents), ...contents };
  expect(parseVersion(asBytes(writeVersion(version)))).toEqual({ ok: true, value: version });
  const listed = { at: 1, reason: 'asked', pipeline };
  expect(readListed(asBytes({ ...listed, pipeline: record }))).toEqual(listed);
}

const withoutPlaces = ({ pipeline, settings, source, madeWith, version }: ReadDocument) => ({
  pipeline,
  settings,
  source,
  madeWith,
  version,
});

/** Holds the law for a whole document: written out, it is read without a single misfit. */
function documentComesBack(document: ReadDocument): void {
  comesBack(document.pipeline);
  const { pipeline, settings, source, madeWith, version } = document;
  const extras = {
    ...(settings === null ? {} : { settings }),
    ...(source === null ? {} : { source }),
    ...(madeWith === null ? {} : { madeWith }),
    version,
  };
  for (const again of [
    readDocument(writeDocument(pipeline, extras)),
    readJson(writeJson(pipeline, extras)),
    readYaml(writeYaml(pipeline, extras)),
  ]) {
    if (!again.ok) throw new Error(again.error.message);
    expect(again.value.problems).toEqual([]);
    expect(withoutPlaces(again.value)).toEqual(withoutPlaces(document));
  }
}

/** Returns how many of so many hostile documents were accepted by `read`, after holding the law. */
function hold(
  read: (input: unknown) => Pipeline | null,
  input: fc.Arbitrary<unknown> = hostileDocument,
  runs = roundTrips(200),
): number {
  let accepted = 0;
  fc.assert(
    fc.property(input, (hostile) => {
      const pipeline = read(hostile);
      if (pipeline === null) return;
      accepted += 1;
      comesBack(pipeline);
    }),
    { numRuns: runs },
  );
  return accepted;
}

/** Runs of what takes long: packing links in every way, printing programs. */
const few = Math.ceil(roundTrips(240) / 3);

const jsonOf = (input: unknown): string => JSON.stringify(input) ?? 'null';

/** Returns a document as the compact text of a link, each step as JSON. */
function linkOf(input: unknown): string {
  const fields = new Map<string, unknown>(Object.entries(input as object));
  const list: unknown = fields.get('operations');
  const steps = (Array.isArray(list) ? list : []).map((step) => `Xo${sized(jsonOf(step))}`);
  const name = fields.get('name');
  const settings = fields.get('export');
  const text = [
    typeof name === 'string' ? `Xn${sized(name)}` : '',
    ...steps,
    settings === undefined ? '' : `Xe${sized(jsonOf(settings))}`,
  ].join('');
  const { letter, body } = pack(text);
  return writeFrame(letter, body);
}

describe('whatever a reader accepts', () => {
  it('was lost at the next reload once', () => {
    const documents = [
      '[{"operation":"sepia"},{"operation":5}]',
      '[{"operation":"sparkle","enabled":"yes"}]',
      `[{"operation":"${'o'.repeat(121)}"}]`,
    ].map((operations) => `{"pipette":2,"name":"x","operations":${operations}}`);
    for (const text of documents) {
      const read = readJson(text);
      if (!read.ok) throw new Error(read.error.message);
      expect(read.value.problems).not.toEqual([]);
      documentComesBack(read.value);
    }
  });

  it('is small enough to be read back as text, or refused', () => {
    const wide = (length: number) =>
      JSON.stringify({
        pipette: 2,
        name: 'x',
        operations: [{ operation: 'sparkle', list: Array.from({ length }, () => 0) }],
      });
    const fits = readJson(wide(200_000));
    if (!fits.ok) throw new Error(fits.error.message);
    expect(readJson(writeJson(fits.value.pipeline))).toEqual(fits);
    const max = limits.document.bytes;
    const brimful = wide(Math.floor((max - wide(0).length) / 2));
    expect(new TextEncoder().encode(brimful).length).toBeGreaterThan(max - 10);
    // Written with an id and all fields it would be larger than what is read.
    expect(readJson(brimful)).toMatchObject({ ok: false, error: { code: 'CFG-SIZE' } });
    const preset = readPreset({ name: 'x', pipeline: JSON.parse(brimful) });
    expect(preset).toMatchObject({ ok: false, error: { code: 'CFG-SIZE' } });
  });

  it(
    'comes back from a document, with all that stands beside the pipeline',
    () => {
      let accepted = 0;
      fc.assert(
        fc.property(hostileDocument, (hostile) => {
          const read = readDocument(hostile);
          if (!read.ok) return;
          accepted += 1;
          documentComesBack(read.value);
        }),
        { numRuns: roundTrips(1_000) },
      );
      expect(accepted).toBeGreaterThan(roundTrips(1_000) / 3);
    },
    patience,
  );

  it('comes back from our own records', { timeout: patience }, () => {
    const strictly = (input: unknown) => {
      const read = parsePipeline(input);
      return read.ok ? read.value : null;
    };
    const lenient = fc.tuple(hostileDocument, fc.boolean()).map(([input, isOurs]) => {
      const read = isOurs ? readDocument(input) : null;
      return read?.ok ? writeDocument(read.value.pipeline) : input;
    });
    expect(hold(strictly, lenient)).toBeGreaterThan(20);
  });

  it('comes back from JSON and YAML', { timeout: patience }, () => {
    const fromJson = (input: unknown) => {
      const read = readJson(jsonOf(input));
      return read.ok ? read.value.pipeline : null;
    };
    const fromYaml = (input: unknown) => {
      const read = readYaml(dump(input, { noRefs: true, skipInvalid: true }));
      return read.ok ? read.value.pipeline : null;
    };
    expect(hold(fromJson)).toBeGreaterThan(60);
    expect(hold(fromYaml)).toBeGreaterThan(60);
  });

  it('comes back from links of both forms', { timeout: patience }, () => {
    const packed = (input: unknown) => {
      const read = readLink(linkOf(input));
      return read.ok ? read.value : null;
    };
    const zipped = (input: unknown) => {
      const bytes = gzipSync(strToU8(jsonOf(input)));
      const text = Buffer.from(bytes).toString('base64url');
      const read = readLink(`https://example.org/?config=${text}`);
      return read.ok ? read.value : null;
    };
    for (const read of [packed, zipped]) {
      const accepted = hold(
        (input) => {
          const document = read(input);
          if (document === null) return null;
          const { pipeline, settings } = document;
          const link = writeLink(pipeline, { names: true, settings });
          const again = readLink(link);
          if (again.ok) {
            const steps = again.value.pipeline.steps.map(({ id: _, ...step }) => step);
            expect(steps).toEqual(pipeline.steps.map(({ id: _, ...step }) => step));
            expect(again.value.settings).toEqual(settings);
            expect(again.value.problems).toEqual([]);
          } else expect(again.error.code).toBe('LINK-SIZE');
          return pipeline;
        },
        hostileDocument,
        few,
      );
      expect(accepted).toBeGreaterThan(few / 3);
    }
  });

  it(
    'comes back from pictures, reports, zips and programs',
    async () => {
      const carriers: readonly ((json: string) => string | Uint8Array)[] = [
        (json) =>
          `<script type="application/json" id="pipette-pipeline">${json.replaceAll('<', '\\u003c')}</script>`,
        (json) => `# Report\n\n\`\`\`json\n${json}\n\`\`\`\n`,
        (json) => `{"pipette-report":1,"pipeline":${json}}`,
        (json) => zipSync({ 'pipeline.json': strToU8(json) }),
      ];
      let accepted = 0;
      await fc.assert(
        fc.asyncProperty(hostileDocument, fc.constantFrom(...carriers), async (input, carry) => {
          const carrier = carry(jsonOf(input));
          const bytes = typeof carrier === 'string' ? strToU8(carrier) : carrier;
          const read = await readAny({ name: 'x', bytes });
          if (!read.ok || read.value.kind !== 'pipeline') return;
          accepted += 1;
          const { pipeline } = read.value.document;
          comesBack(pipeline);
          for (const language of programLanguages) {
            const print = await language.printer();
            const program = print(planFor(pipeline, () => new Uint8Array()));
            const again = await readAny({ name: 'x', bytes: strToU8(program) });
            expect(again).toMatchObject({ ok: true, value: { document: { pipeline } } });
          }
          const packet = setEmbeddedPipeline(null, { pipeline: writeJson(pipeline), pixels: null });
          const embeddedPipeline = embeddedPipelineIn(packet ?? '');
          const inside = foundInPicture('x.jpg', embeddedPipeline?.pipeline ?? '', null);
          expect(inside).toMatchObject({ ok: true, value: { document: { pipeline } } });
        }),
        { numRuns: few },
      );
      expect(accepted).toBeGreaterThan(few / 10);
    },
    patience,
  );

  it('comes back from presets and collections of them', { timeout: patience }, () => {
    const presets = (input: unknown) => {
      const read = readPreset(input);
      if (!read.ok) return null;
      const { preset } = read.value;
      expect(parsePreset(asBytes(writePreset(preset)))).toEqual({ ok: true, value: preset });
      const texts = writeCollectionTexts([preset, { ...preset, id: 'other' }]);
      const again = texts.map(readCollectionText);
      expect(again).toEqual([
        expect.objectContaining({
          ok: true,
          value: {
            presets: [
              { preset, problems: [] },
              { preset: { ...preset, id: expect.any(String) }, problems: [] },
            ],
            refused: [],
            isNewer: false,
          },
        }),
      ]);
      return preset.pipeline;
    };
    expect(hold(presets, hostilePreset)).toBeGreaterThan(60);
  });
});
