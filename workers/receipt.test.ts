import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formats } from '../src/core/formats/index';
import { metadataPolicies, type MetadataPolicy } from '../src/core/metadata/groups';
import type { VipsBinding } from './binding';
import { exportPicture } from './export-picture';
import { KeptPicture } from './kept-picture';
import { packedMetadata } from './packed-metadata';
import { readMetadata } from './read-metadata';
import { encodedForTest, jobForTest, pipelineOf, settingsForTest, startForTest } from './testing';
import { exiftool } from './testing-looks';
import { tellingEverything } from './testing-metadata';

let vips: VipsBinding;
let folder: string;
let source: Uint8Array;
beforeAll(async () => {
  vips = await startForTest(['heif', 'jxl']);
  folder = mkdtempSync(join(tmpdir(), 'pipette-receipt-'));
  source = tellingEverything(vips);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  vips.shutdown();
});

async function written(format: string, metadata: MetadataPolicy): Promise<Uint8Array> {
  const encoded = await encodedForTest(source, 'everything.jpg');
  const settings = settingsForTest({ format, metadata, metadataGroups: ['date', 'location'] });
  const from = { encoded, damaged: false, id: 'everything' };
  const request = { pipeline: pipelineOf(), settings };
  return exportPicture(vips, jobForTest().job, from, request, new KeptPicture()).bytes;
}

/** What says how to read the file rather than anything about the picture, as exiftool calls it. */
const structure = new Set(
  (
    'Orientation XResolution YResolution ResolutionUnit YCbCrPositioning ExifVersion ' +
    'ComponentsConfiguration FlashpixVersion ColorSpace ExifImageWidth ExifImageHeight ImageWidth ' +
    'ImageHeight BitsPerSample Compression PhotometricInterpretation StripOffsets SamplesPerPixel ' +
    'RowsPerStrip StripByteCounts PlanarConfiguration Predictor SampleFormat ' +
    'ApplicationRecordVersion CodedCharacterSet XMPToolkit'
  ).split(' '),
);

/** Tags that exiftool calls otherwise than their standards do. */
const standardNames: Readonly<Record<string, string>> = {
  'EXIF SerialNumber': 'EXIF BodySerialNumber',
  // It joins the names of a structure and of its parts.
  'XMP DeepInner': 'XMP Deep',
};

/** One spelling for both: the readers differ in capitals and in signs between words. */
const spelled = (container: string, name: string): string => {
  const joined = `${container} ${name.replaceAll(' ', '')}`;
  return (standardNames[joined] ?? joined).toLowerCase().replaceAll(/[^a-z ]/g, '');
};

const containers: readonly (readonly [RegExp, string])[] = [
  [/^(IFD0|IFD1|ExifIFD|GPS|InteropIFD|MakerNotes)$/, 'EXIF'],
  [/^XMP/, 'XMP'],
  [/^IPTC/, 'IPTC'],
];

/** What exiftool reads from the file, each tag as its container and name. */
function readElsewhere(bytes: Uint8Array, extension: string): string[] {
  const path = join(folder, `file.${extension}`);
  writeFileSync(path, bytes);
  const lines = exiftool('-a', '-G1', '-s', path);
  return lines.split('\n').flatMap((line) => {
    const [, group = '', name = ''] = /^\[(.+?)\]\s+(\S+)\s*:/.exec(line) ?? [];
    const container = containers.find(([pattern]) => pattern.test(group))?.[1];
    return container === undefined || structure.has(name) ? [] : [spelled(container, name)];
  });
}

/** What the receipt is made of, in the same words. */
async function onReceipt(bytes: Uint8Array): Promise<string[]> {
  const entries = await readMetadata(bytes, packedMetadata(vips, bytes));
  return entries
    .filter(({ group }) => group !== 'structure')
    .map(({ container, name }) => spelled(container, name));
}

describe.each(formats.map(({ id, extension }) => [id, extension] as const))(
  'the receipt of %s is what exiftool reads',
  (format, extension) => {
    it.each(metadataPolicies)('under the policy %s', { timeout: 60_000 }, async (policy) => {
      const bytes = await written(format, policy);
      const receipt = await onReceipt(bytes);
      expect(receipt.toSorted()).toEqual(readElsewhere(bytes, extension).toSorted());
      // Two empty lists would be equal too. GIF holds nothing of all this.
      expect(receipt.length > 0).toBe(policy !== 'none' && format !== 'gif');
      if (policy === 'safe') expect(receipt.join()).not.toMatch(/gps|city|serial|unique/);
      if (['jpeg', 'tiff'].includes(format) && ['all', 'safe', 'copyright'].includes(policy)) {
        expect(receipt).toContain('iptc byline');
      }
    });
  },
);
