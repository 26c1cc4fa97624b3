import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { psnrOf } from '../../src/core/picture/psnr';
import { formatsById } from '../../src/core/formats/index';
import type { VipsBinding } from '../runtime/binding';
import { encode, type Encoder } from './encode';
import { inspect } from './inspect';
import { executionFor } from '../runtime/resources';
import { jobForTest, settingsForTest, startForTest, textureOf } from '../testing/index';

let vips: VipsBinding;
/** Browsers turn pixels into bitmaps; Node has none, and the numbers need none. */
const bitmaps = Reflect.get(globalThis, 'createImageBitmap');
beforeAll(async () => {
  vips = await startForTest();
  Reflect.set(globalThis, 'ImageData', class {});
  Reflect.set(globalThis, 'createImageBitmap', () => Promise.resolve({ close: () => undefined }));
});
afterAll(() => {
  Reflect.set(globalThis, 'createImageBitmap', bitmaps);
  Reflect.deleteProperty(globalThis, 'ImageData');
  vips.shutdown();
});

function encoderOf(id: string, quality: number | null): Encoder {
  const format = formatsById.get(id);
  if (!format) throw new Error(`there is no format ${id}`);
  const settings = settingsForTest({ format: id });
  const values = { ...settings.values[id], ...(quality === null ? {} : { quality }) };
  return {
    format,
    values,
    settings: { ...settings, values: { [id]: values } },
    embeddedPipeline: null,
  };
}

/** A second implementation of both measures, in plain loops over what sharp decodes. */
async function measured(file: Uint8Array, original: Uint8Array, width: number, height: number) {
  const decoded = await sharp(file).removeAlpha().raw().toBuffer();
  let sum = 0;
  for (let at = 0; at < decoded.length; at += 1) {
    sum += ((decoded[at] ?? 0) - (original[at] ?? 0)) ** 2;
  }
  const grey = (data: Uint8Array) =>
    sharp(data, { raw: { width, height, channels: 3 } })
      .greyscale()
      .raw()
      .toBuffer();
  const [one, other] = [await grey(decoded), await grey(Buffer.from(original))];
  const values: number[] = [];
  for (let top = 0; top + 8 <= height; top += 4) {
    for (let left = 0; left + 8 <= width; left += 4) {
      const cells = Array.from(
        { length: 64 },
        (_, cell) => (top + Math.floor(cell / 8)) * width + left + (cell % 8),
      );
      const mean = (list: number[]) => list.reduce((total, value) => total + value, 0) / 64;
      const [x, y] = [one, other].map((data) => cells.map((cell) => data[cell] ?? 0));
      if (!x || !y) throw new Error('two pictures are compared');
      const [mx, my] = [mean(x), mean(y)];
      const vx = mean(x.map((value) => (value - mx) ** 2));
      const vy = mean(y.map((value) => (value - my) ** 2));
      const both = mean(x.map((value, at) => (value - mx) * ((y[at] ?? 0) - my)));
      const [c1, c2] = [2.55 ** 2, 7.65 ** 2];
      values.push(
        ((2 * mx * my + c1) * (2 * both + c2)) / ((mx ** 2 + my ** 2 + c1) * (vx + vy + c2)),
      );
    }
  }
  return {
    psnr: 10 * Math.log10(255 ** 2 / (sum / decoded.length)),
    ssim: values.reduce((total, value) => total + value, 0) / values.length,
    worst: Math.min(...values),
  };
}

it.each([
  ['jpeg', 90],
  ['jpeg', 40],
  ['webp', 60],
])('SSIM and PSNR of %s %i are those of a second implementation', async (id, quality) => {
  const [width, height] = [320, 240];
  const picture = textureOf(vips, width, height);
  const encoder = encoderOf(id, quality);
  const execution = executionFor(vips);
  const file = encode(jobForTest().job, execution, execution.own(picture.copy()), {
    encoder,
    scale: 1,
    held: 0,
    name: 'test',
  });
  const { similarity: found, meanSquaredError } = await inspect(
    vips,
    jobForTest().job,
    picture,
    encoder,
    file,
  );
  const expected = await measured(
    file.bytes,
    new Uint8Array(picture.writeToMemory()),
    width,
    height,
  );
  execution.dispose();
  picture.delete();
  expect(psnrOf(meanSquaredError ?? 0)).toBeCloseTo(expected.psnr, 1);
  expect(found?.mean).toBeCloseTo(expected.ssim, 2);
  expect(Math.abs((found?.worst ?? 0) - expected.worst)).toBeLessThan(0.03);
});

it('finds no difference in a lossless file', async () => {
  const picture = textureOf(vips, 64, 48);
  const encoder = encoderOf('png', null);
  const execution = executionFor(vips);
  const file = encode(jobForTest().job, execution, execution.own(picture.copy()), {
    encoder,
    scale: 1,
    held: 0,
    name: 'test',
  });
  const found = await inspect(vips, jobForTest().job, picture, encoder, file);
  execution.dispose();
  picture.delete();
  expect(found.meanSquaredError).toBe(0);
  expect(found.similarity).toEqual({ mean: 1, worst: 1 });
});
