import { afterAll, beforeAll, expect, it } from 'vitest';
import type { VipsBinding } from '../runtime/binding';
import { jobForTest, startForTest } from '../testing/index';
import { sampleAt } from './thumbnail';

let vips: VipsBinding;
beforeAll(async () => {
  vips = await startForTest();
});
afterAll(() => vips.shutdown());

it('samples the colour that is seen: what is transparent counts less', () => {
  const pixels = [
    [250, 0, 0, 255],
    [0, 250, 0, 0],
    [0, 0, 250, 85],
  ];
  const image = vips.Image.newFromMemory(
    Uint8Array.from(pixels.flat()),
    3,
    1,
    4,
    vips.BandFormat.uchar,
  ).copy({ interpretation: 'srgb' });
  const { red, green, blue } = sampleAt(jobForTest().job, image, 0.5, 0.5);
  expect([Math.round(red), green, Math.round(blue)]).toEqual([188, 0, 63]);
});
