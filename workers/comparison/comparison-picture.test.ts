import sharp, { type Region } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SheetLook } from '../../src/core/comparison/look';
import { jobCells } from '../../src/core/engine/job-cells';
import type { ComparedPicture } from '../../src/core/comparison/compared';
import type { ExportSettings } from '../../src/core/formats/settings';
import { geometryOnly } from '../../src/core/pipeline/compile';
import type { Pipeline } from '../../src/core/pipeline/pipeline';
import { reducedTo } from '../../src/core/comparison/layout';
import { lettering } from '../../src/core/testing/resources';
import { exportPicture } from '../export/export-picture';
import { LastFinished } from '../memory/last-finished';
import { readMetadata } from '../metadata/read-metadata';
import type { VipsBinding } from '../runtime/binding';
import { Cancelled, JobError } from '../runtime/errors';
import {
  encodedForTest,
  jobForTest,
  pipelineOf,
  settingsForTest,
  startForTest,
  stepForTest,
  textureOf,
} from '../testing/index';
import { comparisonPicture } from './comparison-picture';

let vips: VipsBinding;
let photo: Uint8Array;
beforeAll(async () => {
  vips = await startForTest();
  const image = textureOf(vips, 200, 300).copy();
  image.setString(
    'exif-ifd0-Artist',
    'Somebody private (Somebody private, ASCII, 17 components, 17 bytes)',
  );
  image.setInt('orientation', 6);
  photo = image.jpegsaveBuffer({ Q: 95 });
});
afterAll(() => vips.shutdown());

const steps = pipelineOf(
  stepForTest('exposure', { stops: 0.7 }),
  stepForTest('flip'),
  stepForTest('sharpen'),
);
const before = geometryOnly(steps);
const bare: SheetLook = {
  arrangement: { kind: 'grid', columns: 2 },
  title: { name: '', note: '' },
  textSize: 6,
  gap: 10,
  background: '#ffffff',
  longEdge: null,
};
const shown = (pipeline: Pipeline, name = ''): ComparedPicture => ({
  pipeline,
  caption: { name, note: '' },
});

async function made(
  look: Partial<SheetLook> = {},
  pictures: readonly ComparedPicture[] = [shown(before), shown(steps)],
  settings: Partial<ExportSettings> = {},
  bytes: Uint8Array = photo,
) {
  const source = { encoded: await encodedForTest(bytes), damaged: false, id: 'test' };
  const request = { pictures, look: { ...bare, ...look }, settings: settingsForTest(settings) };
  return comparisonPicture(vips, jobForTest().job, source, request, lettering);
}

/** Pixels as an export of a pipeline has them; as large as the steps leave them without a long edge. */
async function exported(
  pipeline: Pipeline,
  longEdge: number | null = null,
  bytes: Uint8Array = photo,
): Promise<Buffer> {
  const source = { encoded: await encodedForTest(bytes), damaged: false, id: 'test' };
  const sized: Partial<ExportSettings> =
    longEdge === null
      ? {}
      : { size: 'custom', resize: reducedTo(longEdge, settingsForTest().resize.kernel) };
  const request = { pipeline, settings: settingsForTest(sized) };
  const { job } = jobForTest();
  const file = exportPicture(vips, job, source, request, new LastFinished()).bytes;
  return raw(file);
}

const raw = (file: Uint8Array, area?: Region): Promise<Buffer> => {
  const picture = sharp(file, { animated: false }).removeAlpha().toColourspace('srgb');
  return (area ? picture.extract(area) : picture).raw().toBuffer();
};

describe('a comparison picture', () => {
  it('has the pixels of the exported pictures, side by side and stacked', async () => {
    const [left, right] = [await exported(before), await exported(steps)];
    expect(left.equals(right), 'the two look different').toBe(false);
    const row = await made();
    expect([row.width, row.height]).toEqual([2 * 300 + 30, 220]);
    const part = { width: 300, height: 200 };
    expect((await raw(row.bytes, { left: 10, top: 10, ...part })).equals(left)).toBe(true);
    expect((await raw(row.bytes, { left: 320, top: 10, ...part })).equals(right)).toBe(true);
    const column = await made({ arrangement: { kind: 'grid', columns: 1 } });
    expect((await raw(column.bytes, { left: 10, top: 10, ...part })).equals(left)).toBe(true);
    expect((await raw(column.bytes, { left: 10, top: 220, ...part })).equals(right)).toBe(true);
  });

  it('has those of an export of its size where it is smaller', async () => {
    const { bytes, width, height } = await made({ longEdge: 330 });
    expect([width, height]).toEqual([330, 120]);
    const part = { width: 150, height: 100 };
    expect(
      (await raw(bytes, { left: 10, top: 10, ...part })).equals(await exported(before, 150)),
    ).toBe(true);
    expect(
      (await raw(bytes, { left: 170, top: 10, ...part })).equals(await exported(steps, 150)),
    ).toBe(true);
  });

  it('is split where it is asked to be, with nothing hidden under the divider', async () => {
    const { bytes, width } = await made({ arrangement: { kind: 'split', at: 0.4, line: true } });
    expect(width).toBe(300 + 1 + 20);
    const cut = async (pipeline: Pipeline, left: number, wide: number): Promise<Buffer> =>
      sharp(await exported(pipeline), { raw: { width: 300, height: 200, channels: 3 } })
        .extract({ left, top: 0, width: wide, height: 200 })
        .raw()
        .toBuffer();
    const [left, right] = [await cut(before, 0, 120), await cut(steps, 120, 180)];
    expect((await raw(bytes, { left: 10, top: 10, width: 120, height: 200 })).equals(left)).toBe(
      true,
    );
    expect((await raw(bytes, { left: 131, top: 10, width: 180, height: 200 })).equals(right)).toBe(
      true,
    );
    const line = await raw(bytes, { left: 130, top: 10, width: 1, height: 200 });
    expect(new Set(line)).toEqual(new Set([255]));
  });

  it('shows the two one after the other, as GIF and as WebP', async () => {
    const animated = { kind: 'animated', change: 'blink', seconds: 0.5, loops: true } as const;
    for (const format of ['gif', 'webp']) {
      const values = settingsForTest().values;
      const webp = { ...values.webp, mode: 'lossless' };
      const settings = { format, values: { ...values, webp } };
      const { bytes, frames } = await made({ arrangement: animated }, undefined, settings);
      expect(frames).toBe(2);
      const { pages, delay, loop, pageHeight, width } = await sharp(bytes, {
        animated: true,
      }).metadata();
      expect([format, pages, delay, loop, width, pageHeight]).toEqual([
        format,
        2,
        [500, 500],
        0,
        320,
        220,
      ]);
    }
  });

  it('keeps 16 bits of pictures that have them, and puts clear ones on its ground', async () => {
    const deep = vips.Image.newFromBuffer(photo).colourspace('rgb16').pngsaveBuffer();
    const sheet = await made({}, [shown(pipelineOf()), shown(steps)], {}, deep);
    const { depth } = await sharp(sheet.bytes).metadata();
    expect(depth).toBe('ushort');
    const clear = textureOf(vips, 30, 20).bandjoin(0).pngsaveBuffer();
    const ground = await made({ background: '#3366cc' }, [shown(pipelineOf())], {}, clear);
    expect([...(await raw(ground.bytes, { left: 20, top: 20, width: 1, height: 1 }))]).toEqual([
      0x33, 0x66, 0xcc,
    ]);
  });

  it('writes words below its pictures, and only there', async () => {
    const { bytes, width, height } = await made({}, [
      shown(before, 'Original'),
      shown(steps, 'Result'),
    ]);
    const part = { left: 10, top: 10, width: 300, height: 200 };
    expect((await raw(bytes, part)).equals(await exported(before))).toBe(true);
    const below = await raw(bytes, { left: 0, top: 210, width, height: height - 210 });
    const dark = below.filter((value) => value < 100).length;
    expect(dark).toBeGreaterThan(200);
    const dim = await made({ background: '#000000' }, [shown(before, 'Original')]);
    const rest = await raw(dim.bytes, { left: 0, top: 210, width: 320, height: dim.height - 210 });
    expect(rest.filter((value) => value > 200).length).toBeGreaterThan(100);
  });

  it('tells nothing of its source, whatever the settings of exports say', async () => {
    expect(JSON.stringify(await readMetadata(photo)), 'there is something to tell').toMatch(
      /private/,
    );
    for (const format of ['jpeg', 'png', 'webp', 'gif']) {
      const { bytes } = await made({}, undefined, {
        format,
        metadata: 'all',
        carriesPipeline: true,
      });
      const told = JSON.stringify(await readMetadata(bytes));
      expect(told, format).not.toMatch(/private|pipette|exposure/i);
    }
  });

  it('refuses what it cannot do, in words, before it computes anything', async () => {
    const turned = pipelineOf(stepForTest('rotate'));
    const split = { arrangement: { kind: 'split', at: 0.5, line: false } as const };
    await expect(made(split, [shown(pipelineOf()), shown(turned)])).rejects.toThrow(JobError);
    await expect(made(split, [shown(pipelineOf()), shown(turned)])).rejects.toThrow(/one size/);
    const many = Array.from({ length: 8 }, () => shown(pipelineOf()));
    const row = { arrangement: { kind: 'grid', columns: 8 } as const };
    await expect(made(row, many, { format: 'webp' }, await wide())).rejects.toThrow(
      /WebP can hold at most 16,383/,
    );
  });

  it('stops when it is stopped', async () => {
    const source = { encoded: await encodedForTest(photo), damaged: false, id: 'test' };
    const { job, cells, id } = jobForTest();
    const request = {
      pictures: [shown(before), shown(steps)],
      look: bare,
      settings: settingsForTest(),
    };
    Atomics.store(cells, jobCells.cancelled, id);
    expect(() => comparisonPicture(vips, job, source, request, null)).toThrow(Cancelled);
  });
});

const wide = (): Promise<Uint8Array> =>
  sharp({ create: { width: 4000, height: 20, channels: 3, background: '#888888' } })
    .png()
    .toBuffer();
