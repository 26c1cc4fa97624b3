import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formats } from '../../src/core/formats/index';
import type { VipsBinding } from '../runtime/binding';
import { exportPicture } from '../export/export-picture';
import { LastFinished } from '../memory/last-finished';
import { readMetadata } from './read-metadata';
import {
  encodedForTest,
  jobForTest,
  pipelineOf,
  settingsForTest,
  startForTest,
} from '../testing/index';
import { exiftool } from '../testing/looks';
import { bigNames, jpegTelling, namesTold } from '../testing/metadata';

let vips: VipsBinding;
let folder: string;
beforeAll(async () => {
  vips = await startForTest(['heif', 'jxl']);
  folder = mkdtempSync(join(tmpdir(), 'pipette-strings-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  vips.shutdown();
});

const holding = formats.filter(({ holds }) => holds.exif);

describe.each(holding.map(({ id, extension }) => [id, extension] as const))(
  'names in %s',
  (format, extension) => {
    it.each([
      ['the first byte last', namesTold],
      ['the first byte first', bigNames],
    ] as const)('stay byte for byte: %s', { timeout: 60_000 }, async (_, block) => {
      const source = jpegTelling(vips, { exif: block() });
      const encoded = await encodedForTest(source, 'names.jpg');
      const settings = settingsForTest({ format });
      const from = { encoded, damaged: false, id: 'names' };
      const request = { pipeline: pipelineOf(), settings };
      const { bytes } = exportPicture(vips, jobForTest().job, from, request, new LastFinished());
      const path = join(folder, `file.${extension}`);
      writeFileSync(path, bytes);
      const tags = ['Artist', 'ImageDescription', 'Copyright', 'UserComment', 'HostComputer'];
      const found = exiftool('-j', '-charset', 'exif=utf8', ...tags.map((tag) => `-${tag}`), path);
      expect(JSON.parse(found)).toMatchObject([
        {
          Artist: 'Zoë Müller',
          ImageDescription: '王小明',
          Copyright: 'Привет',
          UserComment: 'Grüße',
          HostComputer: 'Кёльн',
        },
      ]);
      const entries = await readMetadata(bytes);
      const value = (tag: string) => entries.find(({ name }) => name === tag)?.value;
      expect([value('Artist'), value('ImageDescription')]).toEqual(['Zoë Müller', '王小明']);
    });
  },
);
