import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportPicture, ReportPicturesRequest } from '../../src/core/engine/report-pictures';
import type { VipsBinding } from '../runtime/binding';
import { Cancelled } from '../runtime/errors';
import type { OpenPicture } from '../memory/open-picture';
import { renderRegion } from '../screen/region';
import { reportPictures } from './report-pictures';
import { jobForTest, openForTest, pipelineOf, stepForTest, startForTest } from '../testing/index';

let vips: VipsBinding;
let picture: OpenPicture;

/** Smooth but for a checkered patch from (1400, 700) to (1640, 860), and with a camera's words. */
async function pictureFile(): Promise<Uint8Array> {
  const [width, height] = [2000, 1200];
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const inPatch = x >= 1400 && x < 1640 && y >= 700 && y < 860;
    const checker = inPatch && (Math.floor(x / 4) + Math.floor(y / 4)) % 2 === 0 ? 90 : 0;
    data[at * 3] = 60 + (x * 60) / width + checker;
    data[at * 3 + 1] = 60 + (y * 60) / height + checker;
    data[at * 3 + 2] = 90 + checker;
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .withExif({ IFD0: { Artist: 'Somebody private', Orientation: '1' } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

beforeAll(async () => {
  vips = await startForTest();
  picture = await openForTest(vips, await pictureFile());
});
afterAll(() => {
  picture.delete();
  vips.shutdown();
});

const pipeline = pipelineOf(
  stepForTest('exposure', { stops: 0.5 }),
  stepForTest('sepia'),
  stepForTest('resize', { mode: 'percent', percent: 50 }),
);
const asked = (request: Partial<ReportPicturesRequest> = {}) =>
  reportPictures(vips, jobForTest().job, picture, {
    pipeline,
    budget: 400_000,
    uses: { large: 1, small: 1, crop: 2 },
    crops: true,
    ...request,
  });
const all = ({ stages, before, after }: ReturnType<typeof asked>): ReportPicture[] =>
  [before, after, ...stages.flatMap(({ small, crop }) => [small, crop])].filter(
    (one) => one !== null,
  );

describe('pictures of a report', () => {
  it('come one per stage, with the facts of the full-size pictures', () => {
    const { stages } = asked();
    expect(stages.map(({ id, width, height }) => [id, width, height])).toEqual([
      ['source', 2000, 1200],
      ['exposure', 2000, 1200],
      ['sepia', 2000, 1200],
      ['resize', 1000, 600],
    ]);
    expect(stages[0]).toMatchObject({ bands: 3, bitsPerBand: 8, hasAlpha: false });
    expect(stages[0]?.bytes).toBe(2000 * 1200 * 3);
  });

  it('show the sharpest part at full size, at one place while the picture keeps its size', () => {
    const [source, exposure, sepia, resized] = asked().stages;
    expect(source?.cropAt.left).toBeGreaterThan(1400 - 360);
    expect(source?.cropAt.left).toBeLessThanOrEqual(1400);
    expect(source?.cropAt.top).toBeGreaterThan(700 - 240);
    expect(source?.cropAt.top).toBeLessThanOrEqual(740);
    expect([exposure?.cropAt, sepia?.cropAt]).toEqual([source?.cropAt, source?.cropAt]);
    expect(resized?.cropAt.left).toBeGreaterThan(700 - 360);
    expect(resized?.cropAt.left).toBeLessThanOrEqual(700);
  });

  it('has in its crops the pixels of the full-size picture, but for the encoder', async () => {
    const { stages } = asked({ budget: 40_000_000 });
    const { crop, cropAt } = stages[1] ?? {};
    expect([crop?.width, crop?.height]).toEqual([360, 240]);
    const region = { pipeline, until: 'exposure', ...cropAt, width: 360, height: 240 };
    const expected = renderRegion(vips, jobForTest().job, picture, {
      left: 0,
      top: 0,
      ...region,
    }).pixels.data;
    const found = await sharp(crop?.data).ensureAlpha().raw().toBuffer();
    let sum = 0;
    for (let at = 0; at < found.length; at += 1) {
      sum += Math.abs((found[at] ?? 0) - (expected[at] ?? 0));
    }
    expect(sum / found.length).toBeLessThan(2.5);
  });

  it.each([40_000, 120_000, 400_000, 2_000_000])('keep to a budget of %i bytes', (budget) => {
    const made = asked({ budget });
    expect(made.bytes).toBeLessThanOrEqual(budget);
    const counted =
      all(made).reduce((sum, { data }) => sum + data.length, 0) +
      made.stages.reduce((sum, { crop }) => sum + (crop?.data.length ?? 0), 0);
    expect(made.bytes).toBe(counted);
  });

  it('get larger with the budget', () => {
    const [little, much] = [asked({ budget: 40_000 }), asked({ budget: 2_000_000 })];
    expect(much.after?.width).toBe(640);
    expect(little.after?.width).toBeLessThan(600);
  });

  it('carry no metadata', async () => {
    for (const { data } of all(asked())) {
      const { exif, icc, xmp, iptc } = await sharp(data).metadata();
      expect({ exif, icc, xmp, iptc }).toEqual({});
    }
  });

  it('compares with the original in the geometry of the result', async () => {
    const flipped = pipelineOf(stepForTest('flip'), stepForTest('invert'));
    const { before, after } = asked({ pipeline: flipped, budget: 4_000_000 });
    const mirrored = await sharp(before?.data).flop().removeAlpha().raw().toBuffer();
    const source = asked({ pipeline: pipelineOf(), budget: 4_000_000 }).after;
    const original = await sharp(source?.data).removeAlpha().raw().toBuffer();
    const inverted = await sharp(after?.data).negate().removeAlpha().raw().toBuffer();
    const difference = (one: Buffer, other: Buffer): number =>
      one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length;
    expect(difference(mirrored, original)).toBeLessThan(2);
    expect(difference(inverted, await sharp(before?.data).raw().toBuffer())).toBeLessThan(2);
  });

  it('keep transparency', async () => {
    const round = pipelineOf(stepForTest('rounded-corners'));
    const { after } = asked({ pipeline: round });
    expect(after?.mime).toBe('image/webp');
    expect((await sharp(after?.data).metadata()).hasAlpha).toBe(true);
  });

  it('makes none that are not shown, and stops when asked', () => {
    const made = asked({ uses: { large: 0, small: 0, crop: 0 }, crops: false });
    expect(all(made)).toEqual([]);
    expect(made.stages.map(({ palette }) => palette.length > 0)).toEqual([true, true, true, true]);
    const { job, cells, id } = jobForTest();
    Atomics.store(cells, 1, id);
    const request = { pipeline, budget: 9e5, uses: { large: 1, small: 1, crop: 1 }, crops: true };
    expect(() => reportPictures(vips, job, picture, request)).toThrow(Cancelled);
  });
});
