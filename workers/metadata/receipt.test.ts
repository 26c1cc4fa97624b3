import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { formats } from '../../src/core/formats/index';
import type { MetadataEntry } from '../../src/core/metadata/entries';
import { keptGroups, metadataPolicies } from '../../src/core/metadata/groups';
import { stays } from '../../src/core/metadata/stays';
import type { VipsBinding } from '../runtime/binding';
import { exportPicture } from '../export/export-picture';
import { LastFinished } from '../memory/last-finished';
import { readMetadata } from './read-metadata';
import { asItIs } from '../../src/core/engine/requests';
import { admitReadable } from '../intake/admit-readable';
import type { Encoded } from '../intake/decode';
import { readableJxl } from '../intake/readable-jxl';
import {
  encodedForTest,
  jobForTest,
  pipelineOf,
  settingsForTest,
  startForTest,
} from '../testing/index';
import { judged, toldIn } from '../testing/judge';
import { heicTelling } from '../testing/heic';
import { sourcesTelling } from '../testing/metadata';

// No free encoder of HEVC comes with Node; what a photo tells stands beside its pixels.
vi.mock('../intake/heic', () => ({
  decodeHeic: () =>
    Promise.resolve({
      width: 16,
      height: 12,
      pixels: new Uint8Array(16 * 12 * 4).fill(255),
      profile: null,
    }),
}));

const own = ['date', 'location'] as const;
/** Seconds for some hundred small files on a machine that does much else. */
const timeout = 300_000;

let vips: VipsBinding;
let folder: string;
/** By source: what its table lists. */
const tables = new Map<string, readonly MetadataEntry[]>();
/** By file: what its receipt lists. */
const receipts = new Map<string, readonly string[]>();
let elsewhere: ReadonlyMap<string, readonly string[]>;

const fileOf = (source: string, format: string, policy: string, extension: string): string =>
  `${source}-${format}-${policy}.${extension}`;

async function heicOf(bytes: Uint8Array): Promise<Encoded> {
  const file = new Blob([new Uint8Array(bytes)]);
  const request = { ...asItIs, file, name: 'a.heic', rasterLongEdge: null };
  const admitted = await admitReadable(vips, request);
  if (!admitted.ok) throw new Error(admitted.error.message);
  return admitted.value.encoded;
}

beforeAll(async () => {
  vips = await startForTest(['heif', 'jxl']);
  folder = mkdtempSync(join(tmpdir(), 'pipette-receipt-'));
  const { values } = settingsForTest();
  const quick = {
    ...values,
    avif: { ...values['avif'], effort: 0 },
    jxl: { ...values['jxl'], effort: 1 },
  };
  const sources = { ...sourcesTelling(vips), heic: heicTelling() };
  for (const [source, bytes] of Object.entries(sources)) {
    tables.set(source, await readMetadata((await readableJxl(bytes)).bytes));
    const encoded = source === 'heic' ? await heicOf(bytes) : await encodedForTest(bytes, source);
    for (const { id: format, extension } of formats) {
      for (const metadata of metadataPolicies) {
        const settings = settingsForTest({ format, metadata, metadataGroups: own, values: quick });
        const from = { encoded, damaged: false, id: source };
        const request = { pipeline: pipelineOf(), settings };
        const made = exportPicture(vips, jobForTest().job, from, request, new LastFinished());
        const name = fileOf(source, format, metadata, extension);
        writeFileSync(join(folder, name), made.bytes);
        receipts.set(name, toldIn(await readMetadata(made.bytes)));
      }
    }
  }
  elsewhere = judged(folder);
}, timeout);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  vips.shutdown();
});

const kinds = [
  'jpeg',
  'names',
  'xapmeta',
  'utf16',
  'bare-rdf',
  'gain-map',
  'jpeg-long',
  'png-texts',
  'png',
  'png-late',
  'webp',
  'avif',
  'heic',
  'jxl',
  'jxl-packed',
  'tiff-big',
  'tiff-little',
] as const;

it('lists what goes on over several segments of a JPEG', () => {
  expect(toldIn(tables.get('jpeg-long') ?? [])).toEqual(
    expect.arrayContaining(['iptc byline', 'xmp creator', 'xmp long', 'xmp title']),
  );
});

it('lists of a HEIC photo what it lists of an AVIF that tells the same', () => {
  expect(toldIn(tables.get('heic') ?? [])).toEqual(toldIn(tables.get('avif') ?? []));
});

describe.each(kinds)('what the picture “%s” tells', (source) => {
  it.each(formats.map((format) => [format.id, format] as const))(
    'is on the table, on the receipt and in the file the same, in %s',
    (format, { extension, holds }) => {
      const table = tables.get(source) ?? [];
      expect(table.length).toBeGreaterThan(0);
      for (const policy of metadataPolicies) {
        const name = fileOf(source, format, policy, extension);
        const groups = keptGroups(policy, own);
        const promised = toldIn(table.filter((entry) => stays(entry, groups, holds)));
        expect(receipts.get(name), name).toEqual(promised);
        expect(elsewhere.get(name), name).toEqual(promised);
        // Three empty lists would be equal too. GIF holds nothing of all this.
        if (policy === 'all') expect(promised.length > 0, name).toBe(format !== 'gif');
        if (policy === 'none') expect(promised, name).toEqual([]);
        if (policy === 'safe') expect(promised.join(), name).not.toMatch(/gps|city|serial|unique/);
      }
    },
  );
});
