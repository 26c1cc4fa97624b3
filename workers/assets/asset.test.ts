import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/core/assets/asset';
import { toAsset } from './asset';
import type { VipsBinding } from '../runtime/binding';
import { encodedForTest, jobForTest, startForTest } from '../testing/index';

let vips: VipsBinding;
beforeAll(async () => {
  vips = await startForTest();
});
afterAll(() => vips.shutdown());

const imported = async (file: Uint8Array, name?: string) => {
  const asset = await toAsset(vips, jobForTest().job, await encodedForTest(file, name));
  const bytes = new Uint8Array(await asset.png.arrayBuffer());
  return { ...asset, bytes, metadata: await sharp(bytes).metadata() };
};

const grey = { create: { width: 30, height: 20, channels: 3, background: '#808080' } } as const;

describe('a picture that a step brings along', () => {
  it('is kept as a PNG file that is named by its bytes', async () => {
    const logo = await sharp(grey).png().toBuffer();
    const asset = await imported(logo);
    expect(asset.hash).toBe(await sha256(asset.bytes));
    expect(asset).toMatchObject({
      width: 30,
      height: 20,
      metadata: { format: 'png', channels: 3 },
    });
    expect((await imported(logo)).hash).toBe(asset.hash);
  });

  it('is upright and has no metadata', async () => {
    const photo = await sharp(grey)
      .withExif({ IFD0: { Make: 'Secret' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { metadata, bytes } = await imported(photo, 'photo.jpg');
    expect([metadata.width, metadata.height, metadata.exif]).toEqual([20, 30, undefined]);
    expect(Buffer.from(bytes).includes('Secret')).toBe(false);
  });

  it('has 8 bits of colour, whatever it had', async () => {
    const data = new Uint16Array(30 * 20 * 2).map((_, index) => (index % 2 === 0 ? 65535 : 32896));
    const deep = await sharp(data, { raw: { width: 30, height: 20, channels: 2 } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
    const { bytes, metadata } = await imported(deep);
    expect([metadata.channels, metadata.depth, metadata.space]).toEqual([4, 'uchar', 'srgb']);
    const pixels = await sharp(bytes).raw().toBuffer();
    expect([...pixels.subarray(0, 4)]).toEqual([255, 255, 255, 128]);
  });

  it('is made smaller than 1,025 pixels, never larger', async () => {
    const wide = sharp({ create: { ...grey.create, width: 3000, height: 500 } });
    const { width, height } = await imported(await wide.png().toBuffer());
    expect([width, height]).toEqual([1024, 171]);
    const just = sharp({ create: { ...grey.create, width: 1024, height: 1 } });
    expect((await imported(await just.png().toBuffer())).width).toBe(1024);
  });

  it('is refused in words when it is damaged', async () => {
    const noisy = new Uint8Array(64 * 64 * 3).map((_, index) => (index * 7919) % 256);
    const file = await sharp(noisy, { raw: { width: 64, height: 64, channels: 3 } })
      .png()
      .toBuffer();
    await expect(imported(file.subarray(0, file.length / 2), 'half.png')).rejects.toMatchObject({
      error: { code: 'IMG-DAMAGED', message: expect.stringContaining('half.png') as string },
    });
  });
});
