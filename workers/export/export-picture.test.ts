import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type Vips from 'wasm-vips';
import { isSrgbProfile } from '../../src/core/colour/icc-profile';
import { jobCells } from '../../src/core/engine/job-cells';
import type { ExportSettings } from '../../src/core/formats/settings';
import { limits } from '../../src/core/base/limits';
import type { Pipeline } from '../../src/core/pipeline/pipeline';
import type { VipsBinding } from '../runtime/binding';
import { Cancelled, JobError } from '../runtime/errors';
import { type Exported, exportPicture } from './export-picture';
import { maxFused } from '../../src/core/pipeline/compile';
import { LastFinished } from '../memory/last-finished';
import { OpenPicture } from '../memory/open-picture';
import {
  encodedForTest,
  jobForTest,
  pipelineOf,
  settingsForTest,
  startForTest,
  stepForTest,
  textureOf,
} from '../testing/index';

let vips: VipsBinding;
let photo: Uint8Array;
beforeAll(async () => {
  vips = await startForTest();
  photo = cameraJpeg(300, 200, 6);
});
afterAll(() => vips.shutdown());

/** Returns a JPEG as a camera writes it: EXIF with a place and a small picture, lying on its side. */
function cameraJpeg(width: number, height: number, orientation: number): Uint8Array {
  const image = textureOf(vips, width, height).copy();
  image.setString('exif-ifd0-Make', 'Test Camera (Test Camera, ASCII, 12 components, 12 bytes)');
  image.setString('exif-ifd3-GPSLatitude', '43/1 28/1 2/1 (43, 28, 2, Rational, 3 components)');
  image.setInt('orientation', orientation);
  image.setBlob('jpeg-thumbnail-data', textureOf(vips, 40, 30).jpegsaveBuffer({ keep: 'none' }));
  return image.jpegsaveBuffer({ Q: 90 });
}

async function exported(
  bytes: Uint8Array,
  settings: Partial<ExportSettings> = {},
  pipeline: Pipeline = pipelineOf(),
): Promise<Exported> {
  const encoded = await encodedForTest(bytes);
  const { job } = jobForTest();
  const request = { pipeline, settings: settingsForTest(settings) };
  const source = { encoded, damaged: false, id: 'test' };
  return exportPicture(vips, job, source, request, new LastFinished());
}

const read = ({ bytes }: { bytes: Uint8Array }): Vips.Image => vips.Image.newFromBuffer(bytes);
const fieldsOf = (image: Vips.Image): string[] => [...image.getFields()];

describe('exportPicture', () => {
  it('writes every format upright, with the sRGB profile in it', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'tiff']) {
      const answer = await exported(photo, { format });
      const back = read(answer);
      expect([format, back.width, back.height]).toEqual([format, 200, 300]);
      expect([answer.width, answer.height]).toEqual([200, 300]);
      expect(isSrgbProfile(back.getBlob('icc-profile-data'))).toBe(true);
    }
  });

  it('removes what tells about place, camera and the uncropped picture', async () => {
    expect(fieldsOf(read({ bytes: photo })).join()).toMatch(/GPSLatitude.*jpeg-thumbnail-data/);
    for (const format of ['jpeg', 'png', 'webp', 'tiff']) {
      const kept = fieldsOf(read(await exported(photo, { format, metadata: 'none' })));
      expect(kept.filter((name) => /^exif|thumbnail|xmp|iptc/.test(name))).toEqual([]);
    }
  });

  it('keeps EXIF on request, but no old orientation, size or small picture', async () => {
    for (const format of ['jpeg', 'png', 'webp']) {
      const back = read(await exported(photo, { format, metadata: 'all' }));
      expect(back.getString('exif-ifd0-Make')).toContain('Test Camera');
      expect(back.getString('exif-ifd3-GPSLatitude')).toContain('43');
      expect(back.getInt('orientation')).toBe(1);
      expect(back.getString('exif-ifd2-PixelXDimension')).toMatch(/^200 /);
      expect(back.getString('exif-ifd2-ColorSpace')).toMatch(/^1 /);
      const fields = fieldsOf(back).join();
      expect(fields).not.toContain('jpeg-thumbnail-data');
      expect(fields).not.toContain('exif-ifd1');
    }
  });

  it('gives grey pictures no profile that is made for colour', async () => {
    const grey = textureOf(vips, 30, 20).colourspace('b-w').pngsaveBuffer();
    for (const format of ['jpeg', 'png', 'tiff']) {
      const back = read(await exported(grey, { format }));
      expect([back.bands, back.getTypeof('icc-profile-data')]).toEqual([1, 0]);
    }
  });

  it('puts transparent pictures onto the background where the format has no alpha', async () => {
    const clear = textureOf(vips, 30, 20).bandjoin(0).pngsaveBuffer();
    const values = settingsForTest().values;
    const jpeg = { ...values.jpeg, quality: 100, background: '#3366cc' };
    const back = read(await exported(clear, { format: 'jpeg', values: { ...values, jpeg } }));
    const [red = 0, green = 0, blue = 0] = back.getpoint(5, 5);
    for (const [found, wanted] of [
      [red, 0x33],
      [green, 0x66],
      [blue, 0xcc],
    ] as const) {
      expect(Math.abs(found - wanted)).toBeLessThanOrEqual(2);
    }
    expect(read(await exported(clear, { format: 'png' })).bands).toBe(4);
  });

  it('writes the longest pipeline that is allowed', async () => {
    const steps = Array.from({ length: limits.document.steps }, (_, at) =>
      stepForTest('sharpen', { amount: 20, radius: 1 + (at % 3) / 10 }, `step ${at}`),
    );
    const answer = await exported(photo, {}, pipelineOf(...steps));
    expect([answer.width, answer.height]).toEqual([200, 300]);
  });

  it('gives the same pixels however many steps are computed in one go', async () => {
    const step = (id: string) => stepForTest('exposure', { stops: -0.1 }, id);
    const file = textureOf(vips, 60, 40).pngsaveBuffer();
    const many = Array.from({ length: 2 * maxFused + 1 }, (_, at) => step(`step ${at}`));
    let singly = file;
    for (const each of many) singly = (await exported(singly, {}, pipelineOf(each))).bytes;
    const atOnce = await exported(file, {}, pipelineOf(...many));
    expect([...read(atOnce).writeToMemory()]).toEqual([
      ...vips.Image.newFromBuffer(singly).writeToMemory(),
    ]);
  });

  it('keeps 16 bits where the format can and takes their upper half where not', async () => {
    const deep = textureOf(vips, 30, 20).colourspace('rgb16');
    const file = deep.pngsaveBuffer({ bitdepth: 16 });
    for (const format of ['png', 'tiff']) {
      const back = read(await exported(file, { format }));
      expect(back.format).toBe('ushort');
      expect(back.getpoint(7, 9)).toEqual(deep.getpoint(7, 9));
    }
    const values = settingsForTest().values;
    const webp = { ...values.webp, lossless: true };
    const back = read(await exported(file, { format: 'webp', values: { ...values, webp } }));
    expect(back.getpoint(7, 9)).toEqual(deep.getpoint(7, 9).map((value) => value >> 8));
  });

  it('reduces to a long edge and never enlarges', async () => {
    const size = async (longEdge: number): Promise<number[]> => {
      const resize = { ...settingsForTest().resize, longEdge };
      const { width, height } = await exported(photo, { size: 'custom', resize });
      return [width, height];
    };
    expect(await size(150)).toEqual([100, 150]);
    expect(await size(1000)).toEqual([200, 300]);
  });

  it('gives the same pixels streamed as from memory', async () => {
    const steps = [
      stepForTest('gaussian-blur', { radius: 60 }),
      stepForTest('sharpen'),
      stepForTest('resize', { longEdge: 700 }),
    ];
    const file = textureOf(vips, 1200, 1600).pngsaveBuffer();
    const streamed = await exported(file, {}, pipelineOf(...steps));
    // A half turn twice changes no pixel but needs the rows in another order.
    const turns = [
      stepForTest('flip', { direction: 'vertical' }),
      stepForTest('flip', { direction: 'vertical' }, 'b'),
    ];
    expect(turns.length + steps.length).toBeLessThanOrEqual(maxFused);
    const fromMemory = await exported(file, {}, pipelineOf(...turns, ...steps));
    expect(Buffer.compare(streamed.bytes, fromMemory.bytes)).toBe(0);
  });

  it('gives the pixels that the screen shows', async () => {
    const steps = pipelineOf(stepForTest('exposure'), stepForTest('saturation'));
    const file = textureOf(vips, 300, 200).pngsaveBuffer();
    const encoded = await encodedForTest(file);
    const picture = OpenPicture.open(vips, jobForTest().job, encoded, file.length);
    const { render } = await import('../screen/render');
    const shown = render(vips, jobForTest().job, picture, { pipeline: steps, until: null }).image;
    const written = read(await exported(file, {}, steps));
    expect(shown.subtract(written).abs().max()).toBe(0);
    picture.delete();
  });
});

describe('limits of exports', () => {
  const failure = async (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => new Error('nothing failed'),
      (thrown: unknown) => thrown,
    );

  it('refuses a side that the format cannot hold, in words', async () => {
    const long = vips.Image.black(17_000, 2, { bands: 3 }).copy({ interpretation: 'srgb' });
    const thrown = await failure(exported(long.pngsaveBuffer(), { format: 'webp' }));
    expect(thrown).toBeInstanceOf(JobError);
    expect(thrown).toMatchObject({
      error: { code: 'OUT-DIM', message: expect.stringContaining('16,383') },
    });
  });

  it('refuses what would not fit into memory before it starts', async () => {
    const large = vips.Image.black(20_000, 15_000).copy({ interpretation: 'b-w' });
    const file = large.pngsaveBuffer({ compression: 9 });
    const enlarge = stepForTest('resize', { mode: 'percent', percent: 300 });
    const thrown = await failure(exported(file, { format: 'tiff' }, pipelineOf(enlarge)));
    expect(thrown).toMatchObject({ error: { code: 'JOB-MEMORY' } });
  }, 30_000);

  it('stops in the middle when asked', async () => {
    const encoded = await encodedForTest(photo);
    const { job, cells, id } = jobForTest();
    Atomics.store(cells, jobCells.cancelled, id);
    const request = { pipeline: pipelineOf(), settings: settingsForTest() };
    const source = { encoded, damaged: false, id: 'test' };
    const work = () => exportPicture(vips, job, source, request, new LastFinished());
    expect(work).toThrow(Cancelled);
  });
});

describe('damaged files', () => {
  it('open with a notice when only their data are cut off', async () => {
    const whole = textureOf(vips, 400, 300).jpegsaveBuffer({ Q: 90 });
    const cut = whole.slice(0, whole.length / 2);
    const encoded = await encodedForTest(cut, 'cut.jpg');
    const picture = OpenPicture.open(vips, jobForTest().job, encoded, cut.length);
    expect(picture.info.notices.map(({ kind }) => kind)).toContain('damaged');
    const request = { pipeline: pipelineOf(), settings: settingsForTest() };
    const source = { encoded, damaged: true, id: 'cut' };
    const answer = exportPicture(vips, jobForTest().job, source, request, new LastFinished());
    expect(answer.width).toBe(400);
    picture.delete();
  });

  it('are refused in words when nothing can be read', async () => {
    const whole = textureOf(vips, 400, 300).webpsaveBuffer();
    const broken = whole.map((byte, at) => (at > 60 ? 0xff : byte));
    const encoded = await encodedForTest(broken, 'broken.webp');
    let error: unknown;
    try {
      OpenPicture.open(vips, jobForTest().job, encoded, broken.length);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ error: { code: 'IMG-DAMAGED' } });
  });
});
