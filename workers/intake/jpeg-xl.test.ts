import { afterAll, beforeAll, expect, it } from 'vitest';
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
