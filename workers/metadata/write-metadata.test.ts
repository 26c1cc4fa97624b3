import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formats, formatsById } from '../../src/core/formats/index';
import { limits } from '../../src/core/base/limits';
import { groupsIn, receiptInWords } from '../../src/core/metadata/entries';
import { metadataGroups, type MetadataPolicy } from '../../src/core/metadata/groups';
import { mayCarryEmbeddedPipeline } from '../../src/core/metadata/find-embedded-pipeline';
import { embeddedPipelineIn } from '../../src/core/metadata/embedded-pipeline';
import type { Pipeline } from '../../src/core/pipeline/pipeline';
import { blobReader } from '../../src/core/source/byte-reader';
import type { VipsBinding } from '../runtime/binding';
import { exportPicture } from '../export/export-picture';
import { LastFinished } from '../memory/last-finished';
import { withoutSource } from './write-metadata';
import { embeddedPipelineFor, readEmbeddedPipeline } from './embedded-pipeline';
import { readMetadata } from './read-metadata';
import {
  encodedForTest,
  jobForTest,
  pipelineOf,
  settingsForTest,
  startForTest,
  stepForTest,
} from '../testing/index';
import { exiftool } from '../testing/looks';
import { secret, tellingEverything } from '../testing/metadata';

let vips: VipsBinding;
let folder: string;
let source: Uint8Array;
beforeAll(async () => {
  vips = await startForTest(['heif', 'jxl']);
  folder = mkdtempSync(join(tmpdir(), 'pipette-metadata-'));
  source = tellingEverything(vips);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  vips.shutdown();
});

async function written(format: string, metadata: MetadataPolicy): Promise<Uint8Array> {
  const encoded = await encodedForTest(source, 'everything.jpg');
  const settings = settingsForTest({ format, metadata, metadataGroups: ['date', 'location'] });
  return exportPicture(
    vips,
    jobForTest().job,
    { encoded, damaged: false, id: 'everything' },
    { pipeline: pipelineOf(), settings },
    new LastFinished(),
  ).bytes;
}

const readAgain = (bytes: Uint8Array) => readMetadata(bytes);

/** The datasets of IPTC that another reader finds. */
const iptcIn = async (bytes: Uint8Array): Promise<string[]> =>
  (await readAgain(bytes))
    .filter(({ container }) => container === 'IPTC')
    .map(({ name, value }) => `${name}: ${value}`);

/** What stands in the file in plain. */
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** What another program finds that is not about the file itself. */
function foundElsewhere(bytes: Uint8Array, extension: string): string {
  const path = join(folder, `file.${extension}`);
  writeFileSync(path, bytes);
  return exiftool('-a', '-G1', '-s', path);
}

describe('the file that the tests begin with', () => {
  it('tells everything', async () => {
    const entries = await readMetadata(source);
    const groups = groupsIn(entries);
    const all = metadataGroups.map(({ id }) => id);
    expect(groups).toEqual(all.filter((id) => id !== 'maker-notes'));
    expect(await iptcIn(source)).toEqual([
      'By-line: KeptByline',
      'City: SecretTown',
      'Caption/Abstract: KeptCaption',
      'Unique Document ID: SecretGuid',
    ]);
    expect(textOf(source)).toContain(secret);
    expect(entries.map(({ name }) => name)).toContain('Thumbnail');
  });
});

/** Formats that can carry a pipeline; GIF cannot, which the screen says before. */
const carrying = formats.filter(({ holds }) => holds.xmpBytes > 0);

describe.each(formats.map(({ id, extension, holds }) => [id, extension, holds] as const))(
  '%s',
  (format, extension, { exif: holdsExif, iptc }) => {
    it('by default tells nothing of place, person’s devices and what is not understood', async () => {
      const bytes = await written(format, 'safe');
      const text = textOf(bytes);
      expect(text).not.toContain(secret);
      expect(text).not.toContain('GPSLatitude');
      const entries = await readAgain(bytes);
      if (holdsExif) {
        const space = entries.find(({ name }) => name === 'ColorSpace');
        expect(space?.value).toBe('sRGB');
      }
      const groups = groupsIn(entries);
      expect(groups).not.toContain('location');
      expect(groups).not.toContain('identifiers');
      expect(groups).not.toContain('other');
      if (iptc !== null) {
        expect(await iptcIn(bytes)).toEqual([
          'By-line: KeptByline',
          'Caption/Abstract: KeptCaption',
        ]);
      }
      if (holdsExif) {
        for (const word of [
          'KeptMake',
          'KeptModel',
          'KeptArtist',
          'KeptDescription',
          '2020:01:02',
        ]) {
          expect(text, word).toContain(word);
        }
      }
      const found = foundElsewhere(bytes, extension);
      expect(found).not.toMatch(/GPS|Serial|UniqueID|Thumbnail|Secret/);
      if (holdsExif) expect(found).toMatch(/Orientation +: Horizontal/);
    });

    it('tells nothing under “nothing”', async () => {
      const bytes = await written(format, 'none');
      expect(textOf(bytes)).not.toMatch(/Kept|Secret/);
      expect(groupsIn(await readAgain(bytes))).toEqual([]);
      expect(foundElsewhere(bytes, extension)).not.toMatch(/Kept|Secret|GPS|XMP|IPTC/);
    });

    it('tells only the author under “copyright and author”', async () => {
      const bytes = await written(format, 'copyright');
      expect(groupsIn(await readAgain(bytes))).toEqual(holdsExif ? ['author'] : expect.anything());
      expect(textOf(bytes)).not.toMatch(/Secret|KeptMake|KeptDescription|KeptTool|KeptWord/);
      if (holdsExif) expect(textOf(bytes)).toContain('KeptArtist');
    });

    it('tells what was chosen, and everything but the old thumbnail when asked to', async () => {
      const own = groupsIn(await readAgain(await written(format, 'own')));
      for (const group of own) expect(['date', 'location']).toContain(group);
      if (holdsExif) expect(own).toEqual(['date', 'location']);
      const all = await written(format, 'all');
      if (holdsExif) expect(groupsIn(await readAgain(all))).toContain('location');
      expect(foundElsewhere(all, extension)).not.toContain('ThumbnailImage');
    });
  },
);

describe('the pipeline inside the file', () => {
  it.each(carrying.map(({ id }) => id))('is in %s with the hash of the pixels', async (format) => {
    const encoded = await encodedForTest(source, 'everything.jpg');
    const pipeline = pipelineOf(stepForTest('sepia', { amount: 60 }));
    const work = async (carriesPipeline: boolean, metadata: MetadataPolicy) => {
      const from = { encoded, damaged: false, id: 'everything' };
      const settings = settingsForTest({ format, metadata, carriesPipeline });
      const request = { pipeline, settings };
      const { job } = jobForTest();
      const kept = new LastFinished();
      const embeddedPipeline = await embeddedPipelineFor(vips, job, from, request, kept);
      const { bytes } = exportPicture(vips, job, from, request, kept, embeddedPipeline);
      const image = vips.Image.newFromBuffer(bytes);
      const packet = image.getTypeof('xmp-data') > 0 ? image.getBlob('xmp-data').slice() : null;
      const found = packet && embeddedPipelineIn(new TextDecoder().decode(packet));
      return { bytes, image, found };
    };
    const { found, image, bytes } = await work(true, 'none');
    const document: unknown = JSON.parse(found?.pipeline ?? 'null');
    expect(document).toMatchObject({
      operations: [{ operation: 'sepia', parameters: { amount: 60 } }],
    });
    if (format === 'png') {
      const facts = Buffer.from(`${image.width}x${image.height}x${image.bands} uchar `);
      const all = Buffer.concat([facts, new Uint8Array(image.writeToMemory().slice().buffer)]);
      expect(found?.pixels).toBe(createHash('sha256').update(all).digest('hex'));
    }
    expect(groupsIn(await readAgain(bytes))).toEqual(['software']);
    expect((await work(false, 'all')).found).toBeNull();
  });
});

describe('a pipeline as long as they get, inside the file', () => {
  /** As many steps as a document may have, with notes: more than a JPEG's segment can hold. */
  const longPipeline = (letters: number) =>
    pipelineOf(
      ...Array.from({ length: limits.document.steps }, (_, index) => ({
        ...stepForTest('sepia', { amount: 60 }, `step-${index}`),
        enabled: index === 0,
        note: `“${index}” <é> `.padEnd(letters, 'n'),
      })),
    );
  const exported = async (format: string, pipeline: Pipeline, metadata: MetadataPolicy) => {
    const from = {
      encoded: await encodedForTest(source, 'everything.jpg'),
      damaged: false,
      id: 'everything',
    };
    const settings = settingsForTest({ format, metadata, carriesPipeline: true });
    const request = { pipeline, settings };
    const { job } = jobForTest();
    const kept = new LastFinished();
    const embeddedPipeline = await embeddedPipelineFor(vips, job, from, request, kept);
    const { bytes } = exportPicture(vips, job, from, request, kept, embeddedPipeline);
    return { bytes, wanted: embeddedPipeline?.pipeline };
  };

  it.each(carrying.map(({ id, holds }) => [id, holds.xmpBytes] as const))(
    'is read back from %s whole, or refused in words',
    async (format, max) => {
      const pipeline = longPipeline(300);
      if (max !== Infinity) {
        await expect(exported(format, pipeline, 'none')).rejects.toMatchObject({
          error: {
            code: 'OUT-XMP',
            message: expect.stringMatching(/^JPEG can carry 60 KB of XMP, .* takes 1\d\d KB\.$/),
            safe: expect.stringContaining('Nothing was written'),
          },
        });
        return;
      }
      const { bytes, wanted } = await exported(format, pipeline, 'none');
      expect(wanted?.length).toBeGreaterThan(65_536);
      expect(await mayCarryEmbeddedPipeline(blobReader(new Blob([new Uint8Array(bytes)])))).toBe(
        true,
      );
      const again = await encodedForTest(bytes, `again.${format}`);
      expect(readEmbeddedPipeline(vips, again)?.pipeline).toBe(wanted);
    },
  );

  it('is in a JPEG up to the last byte that fits, whatever metadata stay beside it', async () => {
    const packetBytes = async (letters: number, metadata: MetadataPolicy): Promise<number> => {
      const { bytes, wanted } = await exported('jpeg', longPipeline(letters), metadata);
      expect(readEmbeddedPipeline(vips, await encodedForTest(bytes, 'again.jpg'))?.pipeline).toBe(
        wanted,
      );
      if (metadata === 'all') expect(groupsIn(await readAgain(bytes))).toContain('location');
      return vips.Image.newFromBuffer(bytes).getBlob('xmp-data').length;
    };
    const { xmpBytes } = formatsById.get('jpeg')?.holds ?? { xmpBytes: 0 };
    const perLetter = limits.document.steps;
    const short = await packetBytes(20, 'none');
    const fits = 20 + Math.floor((xmpBytes - short) / perLetter);
    expect(await packetBytes(fits, 'none')).toBeGreaterThan(xmpBytes - perLetter);
    expect(await packetBytes(fits, 'all')).toBeGreaterThan(xmpBytes - perLetter);
    const refused = exported('jpeg', longPipeline(fits + 1), 'none');
    await expect(refused).rejects.toMatchObject({ error: { code: 'OUT-XMP' } });
  });
});

describe('a receipt in words', () => {
  it('names what is in the file and what is not', async () => {
    const words = receiptInWords(await readMetadata(await written('jpeg', 'safe')));
    expect(words).toMatch(/^Checked in the saved file: camera and exposure, date and time, /);
    expect(words).toMatch(/No location, no serial numbers\.$/);
    expect(receiptInWords([])).toBe(
      'Checked in the saved file: no metadata. No location, no serial numbers.',
    );
  });
});

describe('a gain map', () => {
  it('goes with every policy, for it fits no edited pixels', () => {
    const image = vips.Image.black(2, 2).copy();
    image.setBlob('gainmap-data', new Uint8Array([1, 2, 3]));
    const fresh = withoutSource(image);
    expect([image, fresh].map((one) => one.getTypeof('gainmap-data') > 0)).toEqual([true, false]);
    fresh.delete();
    image.delete();
  });
});
