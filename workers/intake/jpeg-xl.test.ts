import { afterAll, beforeAll, expect, it } from 'vitest';
import { asItIs } from '../../src/core/engine/requests';
import { Session } from '../session';
import type { VipsBinding } from '../runtime/binding';
import { jobForTest, openForTest, startForTest, textureOf } from '../testing/index';

let vips: VipsBinding;
beforeAll(async () => {
  vips = await startForTest(['jxl']);
});
afterAll(() => vips.shutdown());

it('does not brighten fractions that are sRGB already', async () => {
  const plain = textureOf(vips, 40, 30);
  const fractions = plain
    .iccTransform('srgb', { input_profile: 'srgb' })
    .linear([1 / 255], [0])
    .copy({ interpretation: 'scrgb' });
  const file = fractions.jxlsaveBuffer({ lossless: true }).slice();
  const decoded = vips.Image.newFromBuffer(file);
  expect([decoded.format, decoded.interpretation]).toEqual(['float', 'scrgb']);
  const picture = await openForTest(vips, file);
  const pixels = picture.fullCopy(jobForTest().job);
  expect(pixels.format).toBe('ushort');
  const off = pixels
    .linear([1 / 257], [0])
    .subtract(plain)
    .abs()
    .max();
  expect(off).toBeLessThan(0.01);
});

it('tells how many frames there are, though the file does not say it', async () => {
  const frame = textureOf(vips, 16, 12);
  const strip = vips.Image.arrayjoin([frame, frame.invert(), frame], { across: 1 }).copy();
  strip.setInt('page-height', 12);
  strip.setArrayInt('delay', [100, 100, 100]);
  const file = new Blob([strip.jxlsaveBuffer({ effort: 1 }).slice()]);
  const session = new Session(vips, ['jxl'], () => 0);
  const opened = await session.open(jobForTest().job, { ...asItIs, file, name: 'moving.jxl' });
  expect(opened.ok && opened.value.notices.map(({ text }) => text)).toEqual([
    'This file has 3 frames; the first is used.',
  ]);
});
