import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formats } from '../../src/core/formats/index';
import type { VipsBinding } from '../runtime/binding';
import { exportPicture } from '../export/export-picture';
import { LastFinished } from '../memory/last-finished';
import {
  encodedForTest,
  jobForTest,
  pipelineOf,
  settingsForTest,
  startForTest,
} from '../testing/index';
import { exiftool } from '../testing/looks';
import { noteSources } from '../testing/maker-notes';

let vips: VipsBinding;
let folder: string;
let sources: Readonly<Record<string, Uint8Array>>;
beforeAll(async () => {
  vips = await startForTest(['heif', 'jxl']);
  folder = mkdtempSync(join(tmpdir(), 'pipette-notes-'));
  sources = noteSources(vips);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  vips.shutdown();
});

function found(bytes: Uint8Array, extension: string): unknown {
  const path = join(folder, `file.${extension}`);
  writeFileSync(path, bytes);
  const [tags]: unknown[] = JSON.parse(
    exiftool('-j', '-CanonImageType', '-OwnerName', '-Quality', '-Warning', path),
  );
  return tags;
}

const holding = formats.filter(({ holds }) => holds.exif);
const said = { CanonImageType: 'Canon EOS Pipette', OwnerName: 'A name in a note' };

describe.each(['jpeg', 'big jpeg', 'tiff', 'big tiff'])('the maker’s note of a %s', (source) => {
  it.each(holding.map(({ id, extension }) => [id, extension] as const))(
    'is read by others in %s as it was',
    { timeout: 60_000 },
    async (format, extension) => {
      const bytes = sources[source] ?? new Uint8Array();
      const before = found(bytes, source.endsWith('tiff') ? 'tif' : 'jpg');
      expect(before).toMatchObject(said);
      const encoded = await encodedForTest(bytes, source);
      const settings = settingsForTest({ format, metadata: 'all' });
      const from = { encoded, damaged: false, id: source };
      const request = { pipeline: pipelineOf(), settings };
      const made = exportPicture(vips, jobForTest().job, from, request, new LastFinished());
      const after = found(made.bytes, extension);
      expect(after).toMatchObject(said);
      expect(after).not.toHaveProperty('Warning');
    },
  );
});
