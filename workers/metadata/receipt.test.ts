import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formats } from '../../src/core/formats/index';
import type { MetadataEntry } from '../../src/core/metadata/entries';
import { keptGroups, metadataPolicies } from '../../src/core/metadata/groups';
import { stays } from '../../src/core/metadata/stays';
import type { VipsBinding } from '../runtime/binding';
import { exportPicture } from '../export/export-picture';
import { LastFinished } from '../memory/last-finished';
import { readMetadata } from './read-metadata';
import { readableJxl } from '../intake/readable-jxl';
import {
  encodedForTest,
  jobForTest,
  pipelineOf,
  settingsForTest,
  startForTest,
} from '../testing/index';
import { judged, toldIn } from '../testing/judge';
import { sourcesTelling } from '../testing/metadata';

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

beforeAll(async () => {
  vips = await startForTest(['heif', 'jxl']);
  folder = mkdtempSync(join(tmpdir(), 'pipette-receipt-'));
  const { values } = settingsForTest();
  const quick = {
    ...values,
    avif: { ...values['avif'], effort: 0 },
    jxl: { ...values['jxl'], effort: 1 },
  };
  for (const [source, bytes] of Object.entries(sourcesTelling(vips))) {
    tables.set(source, await readMetadata((await readableJxl(bytes)).bytes));
    const encoded = await encodedForTest(bytes, source);
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
